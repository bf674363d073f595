const FLOAT = new Float64Array(1);
const BITS = new BigInt64Array(FLOAT.buffer);

/** The next larger number that a JavaScript number, and so SQLite's REAL, can hold. `value`: finite, not negative. */
export function numberAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  FLOAT[0] = value;
  BITS[0] = (BITS[0] ?? 0n) + 1n;
  return FLOAT[0];
}

/** The next smaller number that a JavaScript number can hold. `value`: finite and positive. */
export function numberBelow(value: number): number {
  FLOAT[0] = value;
  BITS[0] = (BITS[0] ?? 0n) - 1n;
  return FLOAT[0];
}
