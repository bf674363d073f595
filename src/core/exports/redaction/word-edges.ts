/** Longest colour code that is looked back over, with the escape before it. */
const MAX_CONTROL_SEQUENCE = 20;

/**
 * Whether a character is part of a word: letters and digits of the scripts that write with spaces. The underscore is not,
 * so that names are found in `backup_alice`, and neither are Chinese or Japanese characters, which stand directly beside names.
 */
export function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0xc0 && code <= 0x58f && code !== 0xd7 && code !== 0xf7)
  );
}

/**
 * Whether a word can begin at `at`: at the beginning, after what is no letter or digit, and after an escape that ends in one,
 * as in `\nalice`, `\x2dalice`, `%2Falice` and after a terminal's colour.
 */
export function beginsWord(text: string, at: number): boolean {
  return at === 0 || !isWordCode(text.charCodeAt(at - 1)) || endsEscape(text, at);
}

/** Whether a word can end before `at`. */
export function endsWord(text: string, at: number): boolean {
  return at >= text.length || !isWordCode(text.charCodeAt(at));
}

function endsEscape(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 2);
  if (before === BACKSLASH) return /[nrt]/.test(text.charAt(at - 1));
  if (text.charCodeAt(at - 3) === PERCENT) return isHex(text, at - 2, at);
  if (text.charCodeAt(at - 4) === BACKSLASH && text.charAt(at - 3) === 'x') return isHex(text, at - 2, at);
  if (text.charCodeAt(at - 6) === BACKSLASH && text.charAt(at - 5) === 'u') return isHex(text, at - 4, at);
  return endsControlSequence(text, at);
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;

function isHex(text: string, start: number, end: number): boolean {
  return /^[0-9A-Fa-f]+$/.test(text.slice(start, end));
}

/** `ESC [ 31 m`, the escape character itself or written as `\\x1b`, `\\u001b` or, as rsyslog does, `#033`. Source: ECMA-48, 5.4. */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /(?:\x1b|1[bB]|033|\\e)\[[0-9;]{0,12}[A-Za-z]$/;

function endsControlSequence(text: string, at: number): boolean {
  return CONTROL_SEQUENCE.test(text.slice(Math.max(0, at - MAX_CONTROL_SEQUENCE), at));
}
