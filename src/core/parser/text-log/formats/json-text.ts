const ESCAPE = /\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|x([0-9a-fA-F]{2})|([\s\S]))/g;
const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
};

/**
 * Undoes the escapes of a string of JSON, and the few more that Go writes; a backslash before anything else stands for itself, with what
 * follows it.
 * @param isBytes - Each character is a byte: what escapes stand for becomes the bytes of its UTF-8.
 */
export function unescapeJson(text: string, isBytes: boolean): string {
  return text.replaceAll(ESCAPE, (whole, unit?: string, low?: string, byte?: string, letter?: string) => {
    if (unit !== undefined) return unescapeUnit(unit, low, isBytes);
    // Go writes a byte that is no UTF-8 as \xHH. Where each character is one, it is that byte again.
    if (byte !== undefined) return isBytes || Number.parseInt(byte, 16) < 0x80 ? unitOf(byte) : whole;
    if (letter === undefined) return whole;
    if (letter === '"' || letter === '\\' || letter === '/') return letter;
    return SIMPLE[letter] ?? whole;
  });
}

/** Two escapes are one character when they are the halves of one. */
function unescapeUnit(unit: string, low: string | undefined, isBytes: boolean): string {
  const isHigh = /^d[89ab]/i.test(unit);
  const pair = low !== undefined && isHigh ? unitOf(unit) + unitOf(low) : undefined;
  const text = pair ?? unitOf(unit) + (low === undefined ? '' : unitOf(low));
  return isBytes ? wtf8(text).toString('latin1') : text;
}

function unitOf(hexadecimal: string): string {
  return String.fromCharCode(Number.parseInt(hexadecimal, 16));
}

/**
 * The bytes of a text as UTF-8, with half a surrogate pair as the three bytes that UTF-8 would have for it: nothing is replaced, and
 * bytes that are no UTF-8 stay recognisable as such. Source: The WTF-8 encoding, simonsapin.github.io/wtf-8.
 */
export function wtf8(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  const pieces: Buffer[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    pieces.push(
      isHalf
        ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
        : Buffer.from(character, 'utf8'),
    );
  }
  return Buffer.concat(pieces);
}
