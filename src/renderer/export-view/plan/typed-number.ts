/** What people put between the digits of a large number: 1,000,000, 1.000.000, 1 000 000, 1'000'000, 1_000_000. */
const GROUPED = /^\d{1,3}(?:([,.'_\s\u2009\u202f])\d{3})(?:\1\d{3})*$/;

/** A whole number as it is typed, with or without signs between the thousands; null: it is none. */
export function wholeNumber(typed: string): number | null {
  const text = typed.trim();
  const digits = GROUPED.test(text) ? text.replaceAll(/\D/g, '') : text;
  if (!/^\d{1,15}$/.test(digits)) return null;
  return Number(digits);
}

/** A number with decimals as it is typed, with a point or a comma; null: it is none. */
export function decimalNumber(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  return /^(?:\d{1,12}|\d{0,12}\.\d{1,9})$/.test(text) ? Number(text) : null;
}
