import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES, mergeMatches } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import type { AccountNames } from './account-names.ts';
import { SERVER_PHRASES } from './server-phrases.ts';
import { SYSTEM_PHRASES } from './system-phrases.ts';
import type { UserPhrase } from './user-phrase.ts';

/** Finds names where the shape of a message says that one stands there. */
export function phraseFinder(names: AccountNames, triggers: Triggers): FindMatches {
  const groups = [...Map.groupBy([...SYSTEM_PHRASES, ...SERVER_PHRASES], ({ needs }) => needs)].map(
    ([needs, phrases]) => ({
      trigger: triggers.watch(needs),
      phrases,
    }),
  );
  return (text) => {
    let matches = NO_MATCHES;
    for (const { trigger, phrases } of groups) {
      if (!trigger.isPresent) continue;
      for (const phrase of phrases) matches = mergeMatches(matches, find(text, phrase, names));
    }
    return matches;
  };
}

function find(
  text: string,
  { pattern, isWeak = false, isTyped = false }: UserPhrase,
  names: AccountNames,
): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const { before = '', name = '', id } = found.groups ?? {};
    const start = found.index + before.length;
    const match = names.match(text, start, start + name.length, {
      kind: 'users',
      isWeak,
      isTyped,
      userId: id === undefined ? undefined : Number(id),
    });
    if (match !== undefined) matches.push(match);
    // The end of one shape may be the beginning of the next: `(to alice) bob on pts/0`.
    pattern.lastIndex = start + name.length;
  }
  return matches;
}
