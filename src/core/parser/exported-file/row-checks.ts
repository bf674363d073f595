const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Another beginning and another prime make another sum of the same bytes. */
const OTHER_OFFSET = 0x9747b28c;
const OTHER_PRIME = 0x85ebca6b;

/**
 * Two sums over a row, as signed 32-bit numbers: with the row's number they tell it from the row that stands in its place in another
 * file that begins alike. The first is FNV-1a.
 */
export function rowChecks(bytes: Uint8Array): [low: number, high: number] {
  let low = FNV_OFFSET;
  let high = OTHER_OFFSET;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    low = Math.imul(low ^ byte, FNV_PRIME);
    high = Math.imul(high ^ byte, OTHER_PRIME);
  }
  return [low | 0, high | 0];
}
