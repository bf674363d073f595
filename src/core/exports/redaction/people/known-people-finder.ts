import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { beginsWord, endsWord } from '../word-edges.ts';
import type { AccountNames } from './account-names.ts';
import { COMMON_WORDS } from './common-words.ts';
import { isSystemAccount } from './system-accounts.ts';

/** Shorter names are parts of too much that is no name. */
const SHORTEST = 3;
/**
 * Finds the names of known people as whole words, whatever stands around them. Names shorter than three letters and ordinary words are
 * left to the contexts that say that they are users. Its time does not depend on how many people there are.
 */
export function knownPeopleFinder(
  people: readonly string[],
  names: AccountNames,
  triggers: Triggers,
): FindMatches {
  const distinctive = new Set(people.map((person) => names.canonical(person)).filter(isDistinctive));
  const known = triggers.watchPlaces([...distinctive], names.ignoresCase);
  return (text) => {
    if (!known.isPresent) return NO_MATCHES;
    const matches: TextMatch[] = [];
    let floor = 0;
    for (const [index, start] of known.places.entries()) {
      const name = known.literals[index] ?? '';
      const end = start + name.length;
      // The longest comes first: `anna-lena` before `anna`.
      if (start < floor || !beginsWord(text, start) || !endsWord(text, end)) continue;
      matches.push({ start, end, kind: 'users', prefix: 'user', canonical: name });
      floor = end;
    }
    return matches;
  };
}

/** Whether a name can be looked for everywhere. */
export function isDistinctive(name: string): boolean {
  return (
    name.length >= SHORTEST &&
    /\p{L}/u.test(name) &&
    !COMMON_WORDS.has(name.toLowerCase()) &&
    !isSystemAccount(name)
  );
}
