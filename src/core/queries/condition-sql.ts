/** Conditions whose answer is known without looking at an entry. */
const ALWAYS = '1';
export const NEVER = '0';

/** A number as SQL. Conditions are put together of whole numbers only, so that no text of a user becomes part of them. */
export function literal(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${String(value)} is no whole number`);
  return String(value);
}

/** An entry's id as SQL: the shortest text that reads as the same number. */
export function place(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} is no id`);
  return String(value);
}

/** Conditions that are known to hold or to fail are taken out: SQLite plans better without them. */
export function all(conditions: readonly string[]): string {
  if (conditions.includes(NEVER)) return NEVER;
  const open = conditions.filter((condition) => condition !== ALWAYS);
  if (open.length <= 1) return open[0] ?? ALWAYS;
  return `(${open.join(' AND ')})`;
}

export function any(conditions: readonly string[]): string {
  if (conditions.includes(ALWAYS)) return ALWAYS;
  const open = conditions.filter((condition) => condition !== NEVER);
  if (open.length <= 1) return open[0] ?? NEVER;
  return `(${open.join(' OR ')})`;
}

export function negate(condition: string): string {
  if (condition === NEVER) return ALWAYS;
  return condition === ALWAYS ? NEVER : `NOT ${condition}`;
}
