const FNV_PRIME = 0x01000193;

/** What a sum over no bytes is. */
export const EMPTY_SUM = 0x811c9dc5;

/** FNV-1a over `bytes[start, end)`, going on from `sum`, as a signed 32-bit number. Source: draft-eastlake-fnv. */
export function addToSum(sum: number, bytes: Uint8Array, start: number, end: number): number {
  let result = sum;
  for (let at = start; at < end; at += 1) result = Math.imul(result ^ (bytes[at] as number), FNV_PRIME);
  return result | 0;
}

/** As eight hexadecimal digits, as positions have them. */
export function formatSum(sum: number): string {
  return (sum >>> 0).toString(16).padStart(8, '0');
}

/** Whether `bytes[start, end)` are these. A call of Node's own comparison takes longer where they are few. */
export function isEqual(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false;
  return true;
}
