import type { FindMatches } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import type { AccountNames } from './account-names.ts';
import { atSignFinder } from './find-at-signs.ts';
import { domainAccountFinder } from './find-domain-accounts.ts';
import { phraseFinder } from './find-phrases.ts';
import { userValueFinder } from './find-user-values.ts';
import { xmlUserFinder } from './find-xml-users.ts';
import { knownPeopleFinder } from './known-people-finder.ts';

/**
 * Find names of users: where the text says that one stands there, and those of known people everywhere.
 * @param people - Of this machine.
 */
export function userFinders(
  people: readonly string[],
  names: AccountNames,
  triggers: Triggers,
): readonly FindMatches[] {
  return [
    phraseFinder(names, triggers),
    userValueFinder(names, triggers),
    xmlUserFinder(names, triggers),
    atSignFinder(names, triggers),
    domainAccountFinder(names, triggers),
    knownPeopleFinder(people, names, triggers),
  ];
}
