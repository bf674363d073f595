/**
 * What a terminal would obey or what would hide or reorder text: C0 and C1 controls and DEL, the line separators,
 * the bidirectional controls and the invisible format characters. Source: Unicode 16 categories Cc, Zl, Zp; UAX 9; UTR 36.
 */
const OBEYED_OR_HIDDEN =
  // oxlint-disable-next-line no-control-regex -- these are the characters meant
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;

/**
 * Makes log text harmless and readable on a terminal and on one line: a control character becomes its picture (␛ for
 * ESC, ␊ for a line feed), what has no picture becomes `<U+202E>`. Everything else stays as it is.
 */
export function visibleText(text: string): string {
  return text.replace(OBEYED_OR_HIDDEN, visibleCharacter);
}

function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
