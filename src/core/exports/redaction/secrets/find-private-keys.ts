import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { tokenMatch } from './find-known-tokens.ts';

const BEGIN = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** Base 64 over several lines, also with the line ends escaped, and the headers that old keys have. */
const BODY = /[A-Za-z0-9+/=\s\\,:.@()-]/;

/**
 * Finds what stands between the first and the last line of a private key, however long; also where the last line is missing. A key that
 * was logged line by line, one entry each, cannot be recognised.
 */
export function privateKeyFinder(triggers: Triggers): FindMatches {
  const beginning = triggers.watch('PRIVATE KEY');
  return (text) => (beginning.isPresent ? find(text) : NO_MATCHES);
}

function find(text: string): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  BEGIN.lastIndex = 0;
  while (BEGIN.exec(text) !== null) {
    let start = BEGIN.lastIndex;
    let end = start;
    while (end < text.length && BODY.test(text.charAt(end)) && !text.startsWith('-----', end)) end += 1;
    BEGIN.lastIndex = end;
    while (start < end && isLineEnd(text, start)) start += 1;
    while (start < end && isLineEnd(text, end - 1)) end -= 1;
    if (start < end) matches.push(tokenMatch(start, text.slice(start, end)));
  }
  return matches;
}

/** White space, and both characters of `\n` and `\r`. */
function isLineEnd(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at)) || /\\[nr]/.test(text.slice(Math.max(0, at - 1), at + 2));
}
