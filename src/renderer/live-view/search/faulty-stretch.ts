/** Characters shown on each side of the fault where there is no room for all. */
const CONTEXT_CHARACTERS = 40;

/**
 * Cuts a search around the place that cannot be read. An empty `fault` is a place where something is missing.
 * @param contextCharacters how much is given before and after it
 * @param detail of a `query.invalid`: `position` and `length` in UTF-16 code units.
 * @returns null when the failure names no place.
 */
export function faultyStretch(
  text: string,
  detail: Record<string, unknown> | undefined,
  contextCharacters = CONTEXT_CHARACTERS,
): { before: string; fault: string; after: string } | null {
  const position = detail?.['position'];
  const length = detail?.['length'];
  if (typeof position !== 'number' || typeof length !== 'number') return null;
  const from = Math.max(0, Math.min(text.length, position));
  const to = Math.max(from, Math.min(text.length, from + length));
  const cutFrom = Math.max(0, from - contextCharacters);
  const cutTo = Math.min(text.length, to + contextCharacters);
  return {
    before: (cutFrom > 0 ? '\u2026' : '') + text.slice(cutFrom, from),
    fault: text.slice(from, to),
    after: text.slice(to, cutTo) + (cutTo < text.length ? '\u2026' : ''),
  };
}
