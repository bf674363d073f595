import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES, mergeMatches } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { endOfSecret } from './end-of-secret.ts';
import { tokenMatch } from './find-known-tokens.ts';
import { isNoSecretInSentence } from './no-secrets.ts';

/** `--password hunter2`, `--api-key KEY`. */
const OPTION =
  /(\s--(?:[\w-]{1,32}-)?(?:password|passwd|pass|passphrase|token|secret|api-?key|access-?key|secret-?key|auth-?key)\s{1,4})(?<quote>["']?)(?=[^\s-])/gi;
/** Options of one letter, for the programs that take a secret with them. The secret begins where the match ends. */
const SHORT_OPTION =
  /\b(?:sshpass\s(?:[^|;&\n]{0,40}?\s)?-p\s{0,2}|(?:mysql|mysqldump|mysqladmin|mariadb)\s(?:[^|;&\n]{0,80}?\s)?-p|curl\s(?:[^|;&\n]{0,160}?\s)?(?:-u|--user|--proxy-user|-U)[\s=]{1,2}["']?[^\s:"']{1,64}:)(?=\S)/g;

/** Finds secrets on command lines. */
export function secretOptionFinder(triggers: Triggers): FindMatches {
  const options = [
    { trigger: triggers.watch(' --'), pattern: OPTION },
    { trigger: triggers.watch('sshpass', 'mysql', 'mariadb', 'curl'), pattern: SHORT_OPTION },
  ];
  return (text) => {
    let matches = NO_MATCHES;
    for (const { trigger, pattern } of options) {
      if (trigger.isPresent) matches = mergeMatches(matches, find(text, pattern));
    }
    return matches;
  };
}

function find(text: string, pattern: RegExp): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const start = found.index + found[0].length;
    const quote = found.groups?.['quote'] ?? '';
    const end = endOfSecret(text, start, { quote, isInUrl: false });
    const value = text.slice(start, end);
    if (value === '' || isNoSecretInSentence(value)) continue;
    matches.push(tokenMatch(start, value));
    pattern.lastIndex = end;
  }
  return matches;
}
