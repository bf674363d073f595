/** Signs that end a value where another key or nothing more follows, and belong to it otherwise. */
const SEPARATORS = '&;,|)}]';
/** `key=`, `"key":`. */
const NEXT_KEY = /["'\s]{0,2}[A-Za-z_][\w.-]{0,40}["']?\s?[=:]/y;

/** What stands before the secret. */
export interface SecretPlace {
  /** The quote that it begins behind, with its backslash where it has one; empty: none. */
  readonly quote: string;
  /** It is part of a URL's query, where the signs that end it are escaped inside. */
  readonly isInUrl: boolean;
}

/**
 * Where a secret ends that begins at `start`. In quotes: before the same quote, which may be escaped inside. Without: before white space, a quote,
 * an angle bracket, or a separator behind which the text goes on with something else: `password=a,b&c` is one secret,
 * `password=a,user=b` has two values.
 */
export function endOfSecret(text: string, start: number, { quote, isInUrl }: SecretPlace): number {
  return quote === '' ? endOfBare(text, start, isInUrl) : endOfQuoted(text, start, quote);
}

function endOfQuoted(text: string, start: number, quote: string): number {
  let end = text.indexOf(quote, start);
  while (end !== -1 && quote.length === 1 && isEscaped(text, end)) end = text.indexOf(quote, end + 1);
  // Cut off before its quote: the rest of the line may be part of it.
  const line = /[\r\n]/.exec(text.slice(start, end === -1 ? undefined : end));
  if (line !== null) return start + line.index;
  return end === -1 ? text.length : end;
}

/** An odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function endOfBare(text: string, start: number, isInUrl: boolean): number {
  let end = start;
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (/[\s"'<>`]/.test(character)) break;
    if (isInUrl && /[&#;]/.test(character)) break;
    if (SEPARATORS.includes(character) && endsBehind(text, end)) break;
  }
  // A full stop or colon ends the sentence, not the secret.
  while (end > start && /[.:]/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

function endsBehind(text: string, separator: number): boolean {
  let next = separator + 1;
  while (next < text.length && next < separator + 8 && SEPARATORS.includes(text.charAt(next))) next += 1;
  if (next >= text.length || /[\s"'<>`]/.test(text.charAt(next))) return true;
  NEXT_KEY.lastIndex = next;
  return NEXT_KEY.test(text);
}
