import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { isWordCode } from '../word-edges.ts';

/** Source: RFC 5321, 4.5.3.1. */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

/** The sign itself, or as URLs have it. */
const AT = /@|%40/g;

/** The end of what stands before `=` in the sender of a list or a forwarder: it has somebody's address inside. Source: VERP, SRS, BATV. */
const WRAPS_NAME = /(?:prvs=[\w-]{1,20}=|srs[01][=+-][\w=.+-]{0,80}=|msprvs1=[\w=]{1,40}=)$/i;
/** The same where the domain stands inside: `bounces+alice=example.com@lists.example.org`. */
const WRAPS_ADDRESS = /(?:[\w.-]{0,40}\+|bounces?[\w.+-]{0,40})[\w.+-]{0,40}=$/i;
const LONGEST_WRAPPING = 120;

/** Letters at the end, as every name of a mail server has them. */
const DOMAIN =
  /^(?:[a-z0-9\u00c0-\u058f](?:[a-z0-9\u00c0-\u058f-]{0,61}[a-z0-9\u00c0-\u058f])?\.){1,8}(?:[a-z\u00c0-\u058f]{2,24}|xn--[a-z0-9-]{2,59})$/i;

/** Ends of what only looks like a domain: instances of systemd's units, files. */
const NO_DOMAIN =
  /^(?:v?\d+\.\d|\d+x\.)|\.(?:service|socket|device|mount|automount|swap|timer|path|slice|scope|target|journal|png|jpe?g|gif|svg|webp|css|jsx?|tsx?|mjs|cjs|json|html?|xml|ya?ml|conf|log|txt|lock|pid|sock)$/i;

/**
 * Finds e-mail addresses: with letters beyond ASCII, as `name%40domain` in URLs, and inside the senders that mailing lists and forwarders
 * make of them. A domain needs a dot, except between angle brackets. The name and password of a URL are none.
 */
export function emailFinder(triggers: Triggers): FindMatches {
  const sign = triggers.watch('@');
  const escapedSign = triggers.watch('%40');
  return (text) => (sign.isPresent || escapedSign.isPresent ? find(text) : NO_MATCHES);
}

function find(text: string): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  let floor = 0;
  AT.lastIndex = 0;
  for (let at = AT.exec(text); at !== null; at = AT.exec(text)) {
    const match = readAddress(text, at.index, AT.lastIndex, floor);
    if (match === undefined) continue;
    matches.push(match);
    floor = match.end;
    AT.lastIndex = match.end;
  }
  return matches;
}

function readAddress(text: string, at: number, afterAt: number, floor: number): TextMatch | undefined {
  const end = endOfDomain(text, afterAt);
  if (end === afterAt) return undefined;
  const start = startOfLocal(text, at, floor);
  if (start === at) return undefined;
  const domain = text.slice(afterAt, end);
  const isBracketed =
    text.charAt(start - 1) === '<' && text.charAt(end) === '>' && /^[a-z][\w-]*$/i.test(domain);
  if (!isBracketed && (!DOMAIN.test(domain) || NO_DOMAIN.test(domain))) return undefined;
  if (isUserOfUrl(text, start) || isService(text, start, at)) return undefined;
  const local = text.slice(start, at).replaceAll(/%([0-9A-F]{2})/gi, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return { start, end, kind: 'emails', prefix: 'mail', canonical: `${local}@${domain}`.toLowerCase() };
}

function endOfDomain(text: string, start: number): number {
  let end = start;
  const limit = Math.min(text.length, start + MAX_DOMAIN);
  while (end < limit && (isWordCode(text.charCodeAt(end)) || /[.-]/.test(text.charAt(end)))) end += 1;
  while (end > start && !isWordCode(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function startOfLocal(text: string, at: number, floor: number): number {
  let start = at;
  const limit = Math.max(floor, at - MAX_LOCAL);
  while (start > limit && isLocalAt(text, start - 1)) start -= 1;
  if (start > limit && text.charAt(start - 1) === '%') start = afterEscape(text, start, at);
  if (text.charAt(start - 1) === '=' && start < at) {
    const from = Math.max(floor, start - LONGEST_WRAPPING);
    const before = text.slice(from, start);
    const hasDomain = text.slice(start, at).includes('.');
    const wrapping = WRAPS_NAME.exec(before) ?? (hasDomain ? WRAPS_ADDRESS.exec(before) : null);
    if (wrapping !== null) start = from + wrapping.index;
  }
  // An address does not begin with punctuation; quotes and dashes before it are the text's.
  while (start < at && !isWordCode(text.charCodeAt(start)) && text.charAt(start) !== '_') start += 1;
  return start;
}

/** `%2B` and its like are part of the name, all other escapes end it. */
function isLocalAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (isWordCode(code)) return true;
  const character = text.charAt(index);
  if (character === '%') return /^(?:2B|2D|2E|5F)/i.test(text.slice(index + 1, index + 3));
  if (character === "'")
    return isWordCode(text.charCodeAt(index - 1)) && isWordCode(text.charCodeAt(index + 1));
  return /[._+~-]/.test(character);
}

/** What was taken for the beginning of the name is the end of an escape: `%3Dname`. */
function afterEscape(text: string, start: number, at: number): number {
  return /^[0-9A-F]{2}$/i.test(text.slice(start, start + 2)) ? Math.min(start + 2, at) : start;
}

/** Git's own account, and principals of Kerberos that are no people: `krbtgt/EXAMPLE.COM@EXAMPLE.COM`, `HTTP/web@EXAMPLE.COM`. */
function isService(text: string, start: number, at: number): boolean {
  return (
    text.slice(start, at) === 'git' ||
    /\b(?:krbtgt|host|http|nfs|ldap|cifs|imap|smtp|postgres)\/$/i.test(
      text.slice(Math.max(0, start - 10), start),
    )
  );
}

/** `https://name@host`, `https://name:password@host`. */
function isUserOfUrl(text: string, start: number): boolean {
  return /:\/\/(?:[^\s/@]{0,100}:)?$/.test(text.slice(Math.max(0, start - 110), start));
}
