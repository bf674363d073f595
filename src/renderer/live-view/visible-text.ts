/** A stretch of log text: `text` is shown as it is, `control` is a readable stand-in for what must not be obeyed. */
export interface TextPart {
  kind: 'text' | 'control';
  text: string;
  /** Where it begins in the whole text. */
  from: number;
}

/**
 * What a page or a terminal would obey instead of show: C0 and C1 controls, the marks that turn the direction of
 * writing (CVE-2021-42574), zero-width characters, line and paragraph separators. An ANSI escape sequence (ECMA-48: CSI,
 * OSC) is taken as one.
 */
const HARMFUL =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Splits one line of log text for display. @param keep characters that are left alone, such as `\n` in a full view. */
export function visibleParts(text: string, keep = ''): TextPart[] {
  const parts: TextPart[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(HARMFUL)) {
    if (keep.includes(match[0])) continue;
    if (match.index > plainFrom)
      parts.push({ kind: 'text', text: text.slice(plainFrom, match.index), from: plainFrom });
    parts.push({ kind: 'control', text: [...match[0]].map(standIn).join(''), from: match.index });
    plainFrom = match.index + match[0].length;
  }
  if (plainFrom < text.length) parts.push({ kind: 'text', text: text.slice(plainFrom), from: plainFrom });
  return parts;
}

function standIn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = CONTROL_NAMES[code];
  if (name !== undefined) return name;
  if (code === 0x7f) return 'DEL';
  if (code < 0x7f) return character;
  if (code < 0xa0) return `\\x${code.toString(16)}`;
  return isHarmful(character) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : character;
}

function isHarmful(character: string): boolean {
  return character.search(HARMFUL) === 0;
}

/**
 * The names of C0 (ANSI X3.4), except for the two that have a well-known sign. Not the control pictures of Unicode
 * (U+2400 and on): few fonts have them, and a box says less than a name.
 */
const CONTROL_NAMES: readonly string[] = (
  'NUL SOH STX ETX EOT ENQ ACK BEL BS \u21e5 \u21b5 VT FF CR SO SI ' +
  'DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'
).split(' ');
