/**
 * The bytes that an export of Hydrant has put aside because they are no UTF-8, by column: see NotUtf8Column. undefined: there are
 * none in this row, or what stands there is not of Hydrant's making.
 */
export function notUtf8Values(note: unknown): ReadonlyMap<string, readonly Uint8Array[]> | undefined {
  const columns = typeof note === 'string' ? readObject(note) : undefined;
  if (columns === undefined) return undefined;
  const bytes = new Map<string, readonly Uint8Array[]>();
  for (const [name, value] of Object.entries(columns)) {
    const texts: unknown[] = Array.isArray(value) ? value : [value];
    if (!texts.every((text) => typeof text === 'string')) return undefined;
    bytes.set(
      name,
      texts.map((text) => Buffer.from(text, 'base64')),
    );
  }
  return bytes;
}

function readObject(json: string): object | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // Another program's column of that name.
  }
}
