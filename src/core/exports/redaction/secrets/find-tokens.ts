import type { FindMatches } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { credentialFinders } from './find-credentials.ts';
import { knownTokenFinders } from './find-known-tokens.ts';
import { privateKeyFinder } from './find-private-keys.ts';
import { secretOptionFinder } from './find-secret-options.ts';
import { secretValueFinder } from './find-secret-values.ts';

/** Find passwords, keys and tokens that can be recognised as such. What is found by its place goes before what is found by its form. */
export function tokenFinders(triggers: Triggers): readonly FindMatches[] {
  return [
    privateKeyFinder(triggers),
    ...credentialFinders(triggers),
    secretValueFinder(triggers),
    secretOptionFinder(triggers),
    ...knownTokenFinders(triggers),
  ];
}
