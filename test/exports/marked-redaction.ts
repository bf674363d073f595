import type { RedactionKind } from '#contract/redaction.ts';
import type { RedactorOptions } from '#core/exports/redaction/redactor.ts';
import { Redactor } from '#core/exports/redaction/redactor.ts';
import type { Replacement } from '#core/exports/redaction/text-redaction.ts';

/** A key as a store has one; the same in all tests, so that what fails can be looked at again. */
export const TEST_KEY = Buffer.from('a key of exactly thirty-two byte');

/** A redactor of one kind or some, with nobody known unless said otherwise. */
export function testRedactor(
  kinds: readonly RedactionKind[],
  options: Partial<RedactorOptions> = {},
): Redactor {
  return new Redactor({ kinds, key: TEST_KEY, people: [], ...options });
}

/** The line itself, from one with marks: `from ‹10.0.0.1› port` or `from ‹ips 10.0.0.1› port`. */
export function withoutMarks(line: string): string {
  return line.replaceAll(/‹(?:(?:users|homes|ips|macs|emails|sids|tokens) )?([^›]*)›/g, '$1');
}

/** Redacts, and marks what was replaced in the original text: `from ‹10.0.0.1› port`. */
export function markReplaced(
  redactor: Redactor,
  text: string,
  mark = ({ text: piece }: Replacement) => `‹${piece}›`,
): string {
  const replacements: Replacement[] = [];
  const listening = redactor.onReplaced((replacement) => replacements.push(replacement));
  const redacted = redactor.redactText(text);
  listening[Symbol.dispose]();
  let marked = '';
  let from = 0;
  for (const replacement of replacements) {
    const at = redacted.indexOf(replacement.pseudonym, from);
    marked += redacted.slice(from, at) + mark(replacement);
    from = at + replacement.pseudonym.length;
  }
  return marked + redacted.slice(from);
}

/** The same with the kind: `for ‹users alice› from ‹ips 10.0.0.1›`. */
export function markKinds(redactor: Redactor, text: string): string {
  return markReplaced(redactor, text, ({ kind, text: piece }) => `‹${kind} ${piece}›`);
}
