import type { RedactionKind } from '#contract/redaction.ts';
import { emailFinder } from './addresses/find-email-addresses.ts';
import { ipv4Finder } from './addresses/find-ipv4.ts';
import { ipv6Finder, reverseIpv6Finder } from './addresses/find-ipv6.ts';
import { macFinder } from './addresses/find-mac-addresses.ts';
import { sidFinder } from './find-sids.ts';
import type { AccountNames } from './people/account-names.ts';
import { homeFinder } from './people/find-homes.ts';
import { userFinders } from './people/find-users.ts';
import { pseudonymFinder } from './pseudonyms.ts';
import { tokenFinders } from './secrets/find-tokens.ts';
import type { FindMatches } from './text-match.ts';
import type { Triggers } from './triggers.ts';

/** A password may contain an address, an address a name: where two overlap, the kind that comes first is found. */
const PRECEDENCE: readonly RedactionKind[] = ['tokens', 'emails', 'sids', 'ips', 'macs', 'homes', 'users'];

/** What the rules need to know. */
export interface FinderContext {
  readonly triggers: Triggers;
  readonly names: AccountNames;
  readonly people: readonly string[];
}

/** The finders of some kinds, in the order in which they go before one another; before all of them the one of pseudonyms. */
export function createFinders(
  kinds: ReadonlySet<RedactionKind>,
  context: FinderContext,
): readonly FindMatches[] {
  return [
    pseudonymFinder(context.triggers),
    ...PRECEDENCE.filter((kind) => kinds.has(kind)).flatMap((kind) => findersOf(kind, context)),
  ];
}

function findersOf(kind: RedactionKind, { triggers, names, people }: FinderContext): readonly FindMatches[] {
  switch (kind) {
    case 'tokens':
      return tokenFinders(triggers);
    case 'emails':
      return [emailFinder(triggers)];
    case 'sids':
      return [sidFinder(triggers)];
    case 'ips':
      return [ipv6Finder(triggers), reverseIpv6Finder(triggers), ipv4Finder(triggers)];
    case 'macs':
      return [macFinder(triggers)];
    case 'homes':
      return [homeFinder(names, triggers)];
    case 'users':
      return userFinders(people, names, triggers);
  }
}
