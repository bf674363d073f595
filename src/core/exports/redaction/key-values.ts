/** A key and where its value begins: `user=`, `"token": "`, `Account Name:`. */
export interface KeyValue {
  /** Behind the last letter of the key. */
  readonly keyEnd: number;
  /** The key stands in quotes, as in JSON. */
  readonly hasQuotedKey: boolean;
  /** An equals sign, or one of `=>` and `:=`; otherwise a colon. */
  readonly isEqual: boolean;
  /** What opens the value: a quote or bracket, also with a backslash before it; empty: nothing. */
  readonly opening: string;
  /** Behind the opening. */
  readonly valueStart: number;
}

const EQUALS = 0x3d;
const COLON = 0x3a;
const MOST_SPACES = 8;
const OPENING = '"\'`<([';

/** Calls `visit` for each key of a text, in ascending order, without those before the place that it returned last. */
export function visitKeys(text: string, visit: (pair: KeyValue) => number | undefined): void {
  let floor = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== EQUALS && code !== COLON) continue;
    const pair = readKeyValue(text, at);
    if (pair !== undefined && pair.keyEnd > floor) floor = visit(pair) ?? floor;
  }
}

function readKeyValue(text: string, sign: number): KeyValue | undefined {
  let keyEnd = sign;
  while (keyEnd > sign - 2 && isBlank(text, keyEnd - 1)) keyEnd -= 1;
  const hasSpace = keyEnd < sign;
  const hasQuotedKey = /["']/.test(text.charAt(keyEnd - 1));
  if (hasQuotedKey) keyEnd -= text.charAt(keyEnd - 2) === '\\' ? 2 : 1;
  if (!/[A-Za-z]/.test(text.charAt(keyEnd - 1))) return undefined;

  const next = text.charAt(sign + 1);
  const isArrow = (text.charAt(sign) === '=' && next === '>') || (text.charAt(sign) === ':' && next === '=');
  if (next === text.charAt(sign)) return undefined;
  const isEqual = isArrow || text.charAt(sign) === '=';
  let start = sign + (isArrow ? 2 : 1);
  // `user= uid=0` has no value; `user = alice` has one.
  if (!isEqual || isArrow || hasSpace) start = afterBlanks(text, start);
  const opening = openingAt(text, start);
  return { keyEnd, hasQuotedKey, isEqual, opening, valueStart: start + opening.length };
}

function isBlank(text: string, at: number): boolean {
  return text.charAt(at) === ' ' || text.charAt(at) === '\t';
}

/** Windows puts tabs behind a colon, which may be escaped. */
function afterBlanks(text: string, start: number): number {
  let at = start;
  for (let count = 0; count < MOST_SPACES; count += 1) {
    if (isBlank(text, at)) at += 1;
    else if (text.startsWith('\\t', at)) at += 2;
    else break;
  }
  return at;
}

function openingAt(text: string, at: number): string {
  const backslash = text.charAt(at) === '\\' ? '\\' : '';
  const sign = text.charAt(at + backslash.length);
  return sign !== '' && OPENING.includes(sign) ? backslash + sign : '';
}
