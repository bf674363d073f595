const GUARD = "'";

/**
 * What spreadsheets skip before they look for a formula: white space of any script, control characters, zero-width and
 * direction marks. Then the characters that begin a formula, also in their full-width and small forms, which East Asian
 * versions read as the same. A leading tab, line feed or carriage return alone is enough for some.
 * Apostrophes that stand before all that are passed over: a value that has one already gets a second, so that whoever reads the
 * file can take exactly one away. Source: OWASP, "CSV Injection".
 */
const LOOKS_LIKE_FORMULA =
  // oxlint-disable-next-line no-control-regex
  /^'*(?:[\s\0-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]|[\t\n\r])/;

/**
 * Whether an apostrophe goes before this text: a spreadsheet may take it as a formula, and so run what a stranger wrote into the
 * log; or it looks as if it had such an apostrophe already.
 */
export function looksLikeFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  // Letters and digits of ASCII begin nearly every value.
  if ((first > 0x40 && first < 0x7f) || (first >= 0x30 && first <= 0x39)) return false;
  return LOOKS_LIKE_FORMULA.test(text);
}

/**
 * The same for bytes that are no UTF-8: a reader may take them as UTF-8 with replacements or as Latin-1, where for
 * example the single byte A0 is a space.
 */
export function looksLikeFormulaInBytes(bytes: Buffer): boolean {
  return looksLikeFormula(bytes.toString('utf8')) || looksLikeFormula(bytes.toString('latin1'));
}

/** Takes the apostrophe away that stands before such a text because an export put it there. */
export function withoutGuard(text: string): string {
  return text.startsWith(GUARD) && looksLikeFormula(text.slice(1)) ? text.slice(1) : text;
}

/** The same for bytes that are no UTF-8. */
export function withoutGuardInBytes(bytes: Buffer): Buffer {
  const isGuarded = bytes[0] === GUARD.charCodeAt(0) && looksLikeFormulaInBytes(bytes.subarray(1));
  return isGuarded ? bytes.subarray(1) : bytes;
}
