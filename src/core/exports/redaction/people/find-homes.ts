import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES, mergeMatches } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { isWordCode } from '../word-edges.ts';
import type { AccountNames, NameContext } from './account-names.ts';

const HOMES = /\/(?:home|Users)\//g;
/** What may stand before `/home/` and `/Users/`: disks, exports and containers that have the homes of a machine inside. */
const PREFIX =
  /(?:^|[^\w.~%@/-])\/?(?:var|usr|export|exports|srv|data|nfs|host|hostfs|rootfs|newroot|sysroot|snap|chroot|net\/[\w.-]{1,40}|mnt(?:\/[\w.-]{1,40})?|media(?:\/[\w.-]{1,40}){0,2}|run\/media(?:\/[\w.-]{1,40}){0,2}|Volumes\/[^/]{1,40}|System\/Volumes\/Data)$/;
const LONGEST_PREFIX = 100;
/** An address of a page, which may begin in the same way. */
const WEB_PATH =
  /(?:\b(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|CONNECT|TRACE|PROPFIND) |\b(?:ur[li]|route|request_uri|request_path|endpoint|referr?er)["']?\s?[=:]\s?["']?)$/i;
const LONGEST_WEB_PATH = 24;

const FOLDER = /[A-Za-z0-9_\u00c0-\u058f][^\s/\\"'`<>|:;,()[\]{}=*?&#$%@!]{0,63}/y;
/** Folders between the homes and the name. Source: ecryptfs-setup-private(1), the defaults of PowerBroker and SSSD. */
const BETWEEN = /(?:\.ecryptfs\/|local\/[A-Za-z0-9.-]{1,64}\/)/y;
/** The first folder is a domain where SSSD or winbind make homes as /home/DOMAIN/NAME. */
const DOMAIN =
  /^(?:[A-Z][A-Z0-9-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|local|lan|internal|corp|int|ad|intranet|[a-z]{2}))$/;

const WINDOWS_HOMES = /(?:[A-Za-z]:[\\/]{1,4}|\\{1,4})(?:Users|Documents and Settings)[\\/]{1,4}/gi;
/** With spaces only where the path goes on, as otherwise it cannot be told where the name ends. */
const WINDOWS_FOLDER = /[^\\/:*?"<>|\s](?:[^\\/:*?"<>|\n\r\t]{0,62}(?=[\\/])|[^\\/:*?"<>|\s'`,;)\]}]{0,63})/y;
const NO_WINDOWS_HOME = /^(?:public|default|default user|all users|defaultapppool|temp|\.net.{0,20}|%.*)$/i;

/** systemd's escaped paths: `home-alice.mount`, `home-alice-Documents.mount`. Source: systemd.unit(5). */
const UNIT =
  /(?:^|[^\w\\-])(?:(?:var|usr|srv|export)-)?home-((?:[A-Za-z0-9_:]|\\x[0-9a-f]{2}|\.(?!(?:auto)?mount\b|path\b))(?:[A-Za-z0-9_:.]|\\x[0-9a-f]{2}){0,63}?)(?=(?:-[\w.:\\-]{0,150})?\.(?:automount|mount|path|swap)\b)/g;

const TILDE = /(^|[^\w.~^*-])~([a-z_][a-z0-9_.-]{0,31})(?=\/)/g;
const ENCODED = /%2F(?:home|Users)%2F([A-Za-z0-9_][A-Za-z0-9_.-]{0,63})/gi;

/**
 * Finds the name in the path of a home directory: below /home, /Users and C:\Users, on other disks, as a unit of systemd, as `~alice/`, and
 * in URLs. What follows it in the path stays. /root and homes that are shared stay.
 */
export function homeFinder(names: AccountNames, triggers: Triggers): FindMatches {
  const homes = triggers.watch('/home/', '/Users/');
  const backslash = triggers.watch('\\');
  const drive = triggers.watch(':/');
  const patterns = [
    { trigger: triggers.watch('home-'), pattern: UNIT },
    { trigger: triggers.watch('~'), pattern: TILDE },
    { trigger: triggers.watch('%2F', '%2f'), pattern: ENCODED },
  ];
  return (text) => {
    let matches = NO_MATCHES;
    if (homes.isPresent) matches = findUnixHomes(text, names);
    if (backslash.isPresent || drive.isPresent) {
      matches = mergeMatches(matches, findWindowsHomes(text, names));
    }
    for (const { trigger, pattern } of patterns) {
      if (trigger.isPresent) matches = mergeMatches(matches, findIn(text, pattern, names));
    }
    return matches;
  };
}

const HOME: NameContext = { kind: 'homes' };

function findUnixHomes(text: string, names: AccountNames): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  HOMES.lastIndex = 0;
  for (let found = HOMES.exec(text); found !== null; found = HOMES.exec(text)) {
    if (!isRootOfHomes(text, found.index)) continue;
    const between = lengthAt(BETWEEN, text, HOMES.lastIndex);
    let start = HOMES.lastIndex + between;
    let end = start + lengthAt(FOLDER, text, start);
    const first = names.match(text, start, end, HOME);
    if (first !== undefined) matches.push(first);
    if (DOMAIN.test(text.slice(start, end)) && text.charAt(end) === '/') {
      start = end + 1;
      end = start + lengthAt(FOLDER, text, start);
      const second = names.match(text, start, end, HOME);
      if (second !== undefined) matches.push(second);
    }
    // Not behind the slash: it may be the first of the next path.
    HOMES.lastIndex = Math.max(HOMES.lastIndex - 1, end);
  }
  return matches;
}

function isRootOfHomes(text: string, slash: number): boolean {
  const before = text.charCodeAt(slash - 1);
  const isInside = slash > 0 && (isWordCode(before) || /[\w.~%@-]/.test(text.charAt(slash - 1)));
  if (isInside && !/\\[nrt]$/.test(text.slice(Math.max(0, slash - 2), slash))) {
    return PREFIX.test(text.slice(Math.max(0, slash - LONGEST_PREFIX), slash));
  }
  return !WEB_PATH.test(text.slice(Math.max(0, slash - LONGEST_WEB_PATH), slash));
}

function findWindowsHomes(text: string, names: AccountNames): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  WINDOWS_HOMES.lastIndex = 0;
  while (WINDOWS_HOMES.exec(text) !== null) {
    const start = WINDOWS_HOMES.lastIndex;
    const end = start + lengthAt(WINDOWS_FOLDER, text, start);
    const isShared = NO_WINDOWS_HOME.test(text.slice(start, end));
    const match = isShared ? undefined : names.match(text, start, end, { kind: 'homes', isWindows: true });
    if (match !== undefined) matches.push(match);
  }
  return matches;
}

/** The name is the last group. */
function findIn(text: string, pattern: RegExp, names: AccountNames): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  for (const found of text.matchAll(pattern)) {
    const end = found.index + found[0].length;
    const match = names.match(text, end - (found.at(-1) ?? '').length, end, HOME);
    if (match !== undefined) matches.push(match);
  }
  return matches;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
