import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { beginsWord, endsWord } from '../word-edges.ts';
import { parseIpv6, personalIpv6 } from './ip-address.ts';

/** How the name server writes an address: its digits backwards. Source: RFC 3596, 2.5. */
const REVERSE = /(?:[0-9a-f]\.){31}[0-9a-f](?=\.ip6\.arpa)/gi;

/** 45 of the longest address, and a port. */
const MAX_RUN = 52;

/** Finds IPv6 addresses, without zone and prefix length. `::1` and what identifies nobody stays; see `personalIpv6`. */
export function ipv6Finder(triggers: Triggers): FindMatches {
  const colons = triggers.watch(':');
  return (text) => (colons.count >= 2 ? find(text) : NO_MATCHES);
}

function find(text: string): readonly TextMatch[] {
  let colon = text.indexOf(':');
  const matches: TextMatch[] = [];
  let floor = 0;
  while (colon !== -1) {
    let start = colon;
    while (start > floor && isHexCode(text.charCodeAt(start - 1))) start -= 1;
    let end = colon + 1;
    while (end < text.length && isAddressCode(text.charCodeAt(end))) end += 1;
    const match = end - start > MAX_RUN ? undefined : readRun(text, start, end);
    if (match !== undefined) matches.push(match);
    floor = end;
    colon = text.indexOf(':', end);
  }
  return matches;
}

function isHexCode(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}

/** Hexadecimal digits, colon, dot. */
function isAddressCode(code: number): boolean {
  return isHexCode(code) || code === 0x3a || code === 0x2e;
}

/** A run of the characters that addresses are made of, which may have a colon, a full stop or a port at its end. */
function readRun(text: string, start: number, end: number): TextMatch | undefined {
  const run = text.slice(start, end).replace(/\.+$/, '');
  // Times and labels: too few colons for an address that leaves nothing out.
  if (!run.includes('::') && run.split(':').length < 8) return undefined;
  if (!beginsWord(text, start) || (run.length === end - start && !endsWord(text, end))) return undefined;
  for (const candidate of candidates(run)) {
    const groups = parseIpv6(candidate);
    if (groups === undefined) continue;
    const canonical = personalIpv6(groups);
    if (canonical === undefined) return undefined;
    return { start, end: start + candidate.length, kind: 'ips', prefix: 'ip', canonical };
  }
  return undefined;
}

/** The run itself; without a colon that ends a clause; without a port, as tcpdump (`.443`) and Java (a ninth group) write it. */
function candidates(run: string): string[] {
  const bare = /[^:]:$/.test(run) ? run.slice(0, -1) : run;
  const found = [bare];
  const dot = bare.lastIndexOf('.');
  if (dot !== -1) found.push(bare.slice(0, dot));
  const colon = bare.lastIndexOf(':');
  if (bare.split(':').length > 8 && !bare.endsWith('::')) found.push(bare.slice(0, colon));
  return found;
}

/** Finds IPv6 addresses as reverse look-ups have them. */
export function reverseIpv6Finder(triggers: Triggers): FindMatches {
  const ending = triggers.watch('.ip6.arpa');
  return (text) => (ending.isPresent ? findReverse(text) : NO_MATCHES);
}

function findReverse(text: string): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  for (const { index: start, 0: digits } of text.matchAll(REVERSE)) {
    const hex = digits.replaceAll('.', '').split('').toReversed().join('');
    const groups = parseIpv6((hex.match(/.{4}/g) ?? []).join(':'));
    const canonical = groups === undefined ? undefined : personalIpv6(groups);
    if (canonical === undefined || !beginsWord(text, start)) continue;
    matches.push({ start, end: start + digits.length, kind: 'ips', prefix: 'ip', canonical });
  }
  return matches;
}
