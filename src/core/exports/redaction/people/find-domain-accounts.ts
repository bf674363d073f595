import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import type { AccountNames } from './account-names.ts';

/** A NetBIOS domain and a name. Not a path, whose part would go on, nor a registry key. */
const DOMAIN_ACCOUNT =
  /([A-Z][A-Z0-9-]{1,14})\\{1,2}([A-Za-z0-9_\u00c0-\u058f][A-Za-z0-9_.$\u00c0-\u058f-]{0,63})(?![\\/\w])/g;
const NO_DOMAIN =
  /^(?:HKLM|HKCU|HKCR|HKCC|HKU|NT|AUTHORITY|BUILTIN|SERVICE|APPPOOL|MANAGER|SYSTEM|SYSTEM32|REGISTRY|DEVICE|MACHINE|SOFTWARE|WINDOWS|DRIVER|GLOBAL|BASENAMEDOBJECTS|ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|NOTICE|CRITICAL|ALERT|OK|END|EOF|EOL|NULL|TRUE|FALSE|GET|POST|PUT|HTTP|HTTPS|SQL|JSON|XML)$/;

/** Finds names behind a domain of Windows: `CORP\alice`. Case does not count in them. */
export function domainAccountFinder(names: AccountNames, triggers: Triggers): FindMatches {
  const backslash = triggers.watch('\\');
  return (text) => {
    if (!backslash.isPresent) return NO_MATCHES;
    const matches: TextMatch[] = [];
    for (const { index, 0: whole, 1: domain = '', 2: name = '' } of text.matchAll(DOMAIN_ACCOUNT)) {
      const end = index + whole.length;
      if (/[\w\\/:%.-]/.test(text.charAt(index - 1)) || NO_DOMAIN.test(domain)) continue;
      // An escape behind a word in capitals: `DONE\nNext`, `FAILED\t3`, `AB\x2dC`.
      if (!whole.includes('\\\\') && /^(?:[nrt](?:[A-Z0-9]|$)|x[0-9a-f]{2}|u[0-9a-f]{4})/.test(name))
        continue;
      const match = names.match(text, end - name.length, end, { kind: 'users', isWindows: true });
      if (match !== undefined) matches.push(match);
    }
    return matches;
  };
}
