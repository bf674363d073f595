import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { RARE_TOKENS, TOKEN_FORMATS } from './token-formats.ts';

/** Find tokens that can be told by their form, wherever they stand. */
export function knownTokenFinders(triggers: Triggers): readonly FindMatches[] {
  return [
    beginningFinder(triggers),
    ...RARE_TOKENS.map(({ needs, pattern }): FindMatches => {
      const part = triggers.watch(needs);
      return (text) => (part.isPresent ? findPattern(text, pattern) : NO_MATCHES);
    }),
  ];
}

function beginningFinder(triggers: Triggers): FindMatches {
  const formats = new Map(
    TOKEN_FORMATS.flatMap(({ starts, rest, isWhole = false }) => {
      const format = { rest: new RegExp(rest, 'y'), isWhole };
      return starts.map((start) => [start, format] as const);
    }),
  );
  const beginning = triggers.watchPlaces([...formats.keys()]);
  return (text) => {
    if (!beginning.isPresent) return NO_MATCHES;
    const matches: TextMatch[] = [];
    let floor = 0;
    for (const [index, start] of beginning.places.entries()) {
      const literal = beginning.literals[index] ?? '';
      const format = formats.get(literal);
      if (format === undefined || start < floor) continue;
      // A longer word may end like the beginning of a token.
      if ((format.isWhole ? /[\w-]/ : /[A-Za-z0-9]/).test(text.charAt(start - 1))) continue;
      format.rest.lastIndex = start + literal.length;
      if (!format.rest.test(text)) continue;
      floor = format.rest.lastIndex;
      matches.push(tokenMatch(start, text.slice(start, floor)));
    }
    return matches;
  };
}

function findPattern(text: string, pattern: RegExp): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  for (const { index: start, 0: token } of text.matchAll(pattern)) matches.push(tokenMatch(start, token));
  return matches;
}

/** A secret: nothing about it may be spelled differently. */
export function tokenMatch(start: number, token: string): TextMatch {
  return { start, end: start + token.length, kind: 'tokens', prefix: 'token', canonical: token };
}
