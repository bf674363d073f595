import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { beginsWord, endsWord } from '../word-edges.ts';
import { formatIpv4, isPersonalIpv4, isPrivateIpv4, parseIpv4 } from './ip-address.ts';

const FOUR_NUMBERS = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/g;

/** What stands before a version, whatever its numbers, and what a browser calls itself and its parts. */
const BEFORE_ANY_VERSION =
  /(?:\b(?:v|ver|versions?)["']?[\s:=."'(-]{0,3}|\b(?:Chrome|Chromium|HeadlessChrome|CriOS|Edge?|EdgA|EdgiOS|OPR|Opera|Safari|Version|Firefox|FxiOS|Vivaldi|YaBrowser|SamsungBrowser|UCBrowser|Brave|Electron|QtWebEngine|Whale|DuckDuckGo|GSA|Mobile|MicroMessenger|WebView)\/)$/i;
/** The same for numbers that are not those of a private network: sections of a document, packages. */
const BEFORE_PUBLIC_VERSION =
  /(?:\b(?:release|rel|revision|rev|build|firmware|fw|bios|sections?|chapter|clause|figure|appendix|oid|tag|image)["']?[\s:=."'(#-]{0,3}|§ ?|\.jar:|!\/:|\/[\w.-]{1,20}:|[A-Za-z](?<!\b(?:ip|addr|address|host|from|to|client|peer|server|src|dst|node))-)$/i;
const LONGEST_BEFORE = 24;

/** What follows a version in the name of a file or package. */
const AFTER_VERSION =
  /[.](?:tar|tgz|tbz|deb|rpm|apk|jar|war|whl|gem|so|dll|exe|msi|dmg|pkg|iso|el\d|fc\d|amzn\d|x86_64|x64|x86|i[3-6]86|aarch64|arm64|armv\d|amd64|noarch)\b/iy;

/** `10.0.0.1-10.0.0.20`, or a port after a hyphen. */
const RANGE_OR_PORT = /-(?:\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\d{4,5})(?![\w+~.-])/y;
/** `-1`, `-1ubuntu2`, `+deb12u1`, `~rc1`: a package's revision. */
const REVISION = /[+~-]\w/y;

/** Finds IPv4 addresses, without port and prefix length. Versions, net masks and what identifies nobody stay; see `isPersonalIpv4`. */
export function ipv4Finder(triggers: Triggers): FindMatches {
  const dot = triggers.watch('.');
  return (text) => (dot.count >= 3 ? find(text) : NO_MATCHES);
}

function find(text: string): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  FOUR_NUMBERS.lastIndex = 0;
  for (let found = FOUR_NUMBERS.exec(text); found !== null; found = FOUR_NUMBERS.exec(text)) {
    const match = readAddress(text, found.index, found[0]);
    if (match === undefined) skipNumbers(text);
    else matches.push(match);
  }
  return matches;
}

/** What is no address as a whole is none from its second number on either: `1.2.3.4.5`. */
function skipNumbers(text: string): void {
  let end = FOUR_NUMBERS.lastIndex;
  while (end < text.length && /[\d.]/.test(text.charAt(end))) end += 1;
  FOUR_NUMBERS.lastIndex = end;
}

function readAddress(text: string, foundAt: number, numbers: string): TextMatch | undefined {
  const start = startOfNumbers(text, foundAt);
  const end = foundAt + numbers.length;
  const isReverse = text.startsWith('.in-addr.arpa', end);
  const spelled = text.slice(start, end);
  const address = parseIpv4(isReverse ? spelled.split('.').toReversed().join('.') : spelled);
  if (address === undefined || !isPersonalIpv4(address) || !beginsAddress(text, start)) return undefined;
  if (!isReverse && (!endsAddress(text, start, end) || isVersion(text, start, end, address)))
    return undefined;
  return { start, end, kind: 'ips', prefix: 'ip', canonical: formatIpv4(address) };
}

/** `%20` before an address in a URL runs into its first number. */
function startOfNumbers(text: string, foundAt: number): number {
  const escape = /%[\dA-F]{2}\d{0,3}$/i.exec(text.slice(Math.max(0, foundAt - 6), foundAt + 3));
  return escape === null ? foundAt : Math.max(0, foundAt - 6) + escape.index + 3;
}

/** Not in the middle of a longer number, and not behind the name of a library. */
function beginsAddress(text: string, start: number): boolean {
  return beginsWord(text, start) && !/(?:\d|\bso|\bdylib)\.$/.test(text.slice(Math.max(0, start - 6), start));
}

/** A fifth number makes it an object identifier or a version, except where tcpdump writes a port like that. */
function endsAddress(text: string, start: number, end: number): boolean {
  if (!endsWord(text, end)) return false;
  if (text.charAt(end) !== '.' || !/\d/.test(text.charAt(end + 1))) return true;
  return /(?:\bIP |> )$/.test(text.slice(Math.max(0, start - 4), start));
}

function isVersion(text: string, start: number, end: number, address: number): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_BEFORE), start);
  if (BEFORE_ANY_VERSION.test(before) || matchesAt(AFTER_VERSION, text, end)) return true;
  if (isPrivateIpv4(address)) return false;
  return (
    BEFORE_PUBLIC_VERSION.test(before) ||
    (matchesAt(REVISION, text, end) && !matchesAt(RANGE_OR_PORT, text, end))
  );
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
