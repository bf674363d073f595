import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import type { AccountNames } from './account-names.ts';

const KEY = /\bName=["'](?:Target|Subject|Sam|Caller|)(?:User|Account|Client)(?:Name)?["']>/g;
const LONGEST_NAME = 64;

/** Finds names in events of Windows as XML: `<Data Name="TargetUserName">alice</Data>`. */
export function xmlUserFinder(names: AccountNames, triggers: Triggers): FindMatches {
  const attribute = triggers.watch('Name=');
  return (text) => {
    if (!attribute.isPresent) return NO_MATCHES;
    const matches: TextMatch[] = [];
    for (const { index, 0: key } of text.matchAll(KEY)) {
      const start = index + key.length;
      const length = text.slice(start, start + LONGEST_NAME).indexOf('<');
      const match = names.match(text, start, start + Math.max(0, length), { kind: 'users', isWindows: true });
      if (match !== undefined) matches.push(match);
    }
    return matches;
  };
}
