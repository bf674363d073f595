import type { FindMatches, TextMatch } from './text-match.ts';
import { NO_MATCHES } from './text-match.ts';
import type { Triggers } from './triggers.ts';
import { beginsWord } from './word-edges.ts';

/** Accounts of a machine or domain, of Entra ID, and of Microsoft itself. */
const SID = /S-1-(?:5-21|12-1|11-96)(?:-\d{1,10}){1,14}/gi;

/** Not of a machine: claims that are the same everywhere, `S-1-5-21-0-0-0-497`. */
const EVERYWHERE = /^S-1-5-21-0-0-0(?:-|$)/i;

/**
 * Finds Windows security identifiers that belong to an account, a machine or a domain. Well-known ones (`S-1-5-18`), groups, logon sessions
 * and those made of a service's name identify nobody and stay. Source: [MS-DTYP] 2.4.2.4.
 */
export function sidFinder(triggers: Triggers): FindMatches {
  const beginning = triggers.watch('S-1-', 's-1-');
  return (text) => (beginning.isPresent ? find(text) : NO_MATCHES);
}

function find(text: string): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  for (const { index: start, 0: sid } of text.matchAll(SID)) {
    if (EVERYWHERE.test(sid) || !beginsWord(text, start)) continue;
    matches.push({
      start,
      end: start + sid.length,
      kind: 'sids',
      prefix: 'sid',
      canonical: sid.toUpperCase(),
    });
  }
  return matches;
}
