import { z } from 'zod';

/**
 * What an entry is called. A whole number where it came in order; the numbers then follow the order in which entries were stored. An
 * entry that came later than others of its time has a number between two whole ones. So numbers order the entries as the list does: by time over
 * several sources, within each of them as the source gave them.
 */
export const entryIdSchema = z.number().positive().max(Number.MAX_SAFE_INTEGER);

const FLOAT = new Float64Array(1);
const BITS = new BigInt64Array(FLOAT.buffer);

/** The smallest id that an entry behind this one can have: the next number that JavaScript, and so SQLite's REAL, can hold. `value`: not negative. */
export function idAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  FLOAT[0] = value;
  BITS[0] = (BITS[0] ?? 0n) + 1n;
  return FLOAT[0];
}

/** The largest id that an entry before this one can have. `value`: not negative; before 0 there is only 0. */
export function idBelow(value: number): number {
  if (value <= 0) return 0;
  FLOAT[0] = value;
  BITS[0] = (BITS[0] ?? 0n) - 1n;
  return FLOAT[0];
}
