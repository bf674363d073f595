import { wordsMatcher } from './message-match.ts';
import type { FieldMatch } from './query-language/query-node.ts';
import { wildcardParts } from './query-language/wildcard-pattern.ts';

/** Answers a comparison for one whole value. @param ignoresCase - As the query language says of the field. */
export function valueMatcher(match: FieldMatch, ignoresCase: boolean): (value: string) => boolean {
  if (match.kind === 'equals') {
    if (!ignoresCase) return (value) => value === match.value;
    const wanted = match.value.toLowerCase();
    return (value) => value.toLowerCase() === wanted;
  }
  const parts = wildcardParts(match.pattern);
  if (parts.every((part) => part === '')) return (value) => value !== '';
  const source = parts.map((part) => RegExp.escape(part)).join('.*');
  const pattern = new RegExp(`^${source}$`, ignoresCase ? 'isu' : 'su');
  return (value) => pattern.test(value);
}

/** A unit is also known by its name without `.service`. */
export function unitMatcher(match: FieldMatch): (unit: string) => boolean {
  const matches = valueMatcher(match, true);
  if (match.kind === 'equals' && match.value !== '') {
    return (unit) =>
      matches(unit) || (/\.service$/i.test(unit) && matches(unit.slice(0, -'.service'.length)));
  }
  return matches;
}

/** A note is searched for words, as messages are. With a star in it, the whole note is compared. */
export function noteMatcher(match: FieldMatch): (note: string) => boolean {
  return match.kind === 'equals' ? wordsMatcher(match.value) : valueMatcher(match, true);
}
