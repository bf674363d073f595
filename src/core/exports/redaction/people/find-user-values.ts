import type { KeyValue } from '../key-values.ts';
import { visitKeys } from '../key-values.ts';
import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import type { AccountNames } from './account-names.ts';
import { DOMAIN_PREFIX } from './account-names.ts';
import { WORDS_AFTER_USER } from './words-after-user.ts';

/** The end of a key whose value is a user's name. */
const KEY =
  /(?:user(?:[ ._-]?name|[ _-]?id)?|login(?:[._-]?name)?|logname|account[ _-]?name|acct|[rlsdo]user|[asef]?uid|fsuid|principal(?:[_-]?name)?|logon account|uname)$/i;
const LONGEST_KEY = 16;
/** Events of Windows have one on a line, in the words of the system's language; these are the English ones. */
const WINDOWS_KEY = /^(?:account name|logon account|user name)$/i;
/** Numbers mostly; only a plain name is taken for one. */
const ID_KEY = /id$/i;
const PLAIN_NAME = /^[a-z_][a-z0-9_.-]{0,31}$/i;
/** Identifiers that are made of digits a to f. */
const HEX_ID = /^[0-9a-f]{8,}(?:-[0-9a-f]{4}|$)/i;

const BARE_NAME = new RegExp(
  `${DOMAIN_PREFIX}?` +
    String.raw`[A-Za-z0-9_\u00c0-\u058f][^\s"'` +
    '`' +
    String.raw`<>()[\]{},;:|=/\\@*?&!#]{0,63}`,
  'y',
);
/** The end of a name with spaces in it. */
const LINE_NAME =
  /[^\s\\"<>|/:;=,*?[\]]{1,64}(?: [^\s\\"<>|/:;=,*?[\]]{1,64}){0,4}(?=\t|\r|\n|\\r|\\n|\\t|$)/y;
/** Names that the kernel's audit prints as hexadecimal digits, because they hold spaces or quotes. */
const AUDIT_HEX = /(?:[0-9A-F]{2}){2,64}(?![0-9A-Za-z])/y;

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '<': '>', '[': ']', '`': '`' };
const LONGEST_NAME = 64;

/**
 * Finds names where a key says what the value is: `user=alice`, `"username":"alice"`, `acct="alice"`, `user=<alice>`, `USER=alice ;`,
 * `Account Name:  alice`, `uid=alice,ou=people`.
 */
export function userValueFinder(names: AccountNames, triggers: Triggers): FindMatches {
  const signs = [triggers.watch('='), triggers.watch(':')];
  return (text) => {
    if (!signs.some((sign) => sign.isPresent)) return NO_MATCHES;
    const matches: TextMatch[] = [];
    visitKeys(text, (pair) => {
      const match = readValue(text, pair, names);
      if (match !== undefined) matches.push(match);
      return match?.end;
    });
    return matches;
  };
}

function readValue(text: string, pair: KeyValue, names: AccountNames): TextMatch | undefined {
  const { keyEnd, hasQuotedKey, isEqual, opening, valueStart: start } = pair;
  const from = Math.max(0, keyEnd - LONGEST_KEY);
  const found = KEY.exec(text.slice(from, keyEnd));
  if (found === null || !beginsKey(text, from + found.index)) return undefined;
  const key = found[0];
  const isWindows = !isEqual && WINDOWS_KEY.test(key);
  const end = endOfValue(text, start, opening, isWindows);
  const value = text.slice(start, end);
  if (value === '' || (ID_KEY.test(key) && !(PLAIN_NAME.test(value) && !HEX_ID.test(value))))
    return undefined;
  if (!isWindows && isSentence(value)) return undefined;
  const audited = key === 'acct' && opening === '' ? auditName(text, start, names) : undefined;
  // In a sentence, a word may stand behind the colon: "login: failed".
  const isWeak = !isEqual && !hasQuotedKey && !isWindows && !/["'`]$/.test(opening);
  return audited ?? names.match(text, start, end, { kind: 'users', isWeak, isWindows });
}

/** `superuser=`, `bypasslogin:` are other keys; `TargetUserName`, `db_user`, `SUDO_USER`, Java's `-Duser.name` are these. */
function beginsKey(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  if (!/[A-Za-z0-9]/.test(before) || text.startsWith('-D', at - 2)) return true;
  return /[a-z0-9]/.test(before) && /[A-Z]/.test(text.charAt(at));
}

/** Several words, of which the first is no name: "not found". */
function isSentence(value: string): boolean {
  const space = value.search(/\s/);
  return space !== -1 && WORDS_AFTER_USER.has(value.slice(0, space).toLowerCase());
}

function endOfValue(text: string, start: number, opening: string, isWindows: boolean): number {
  const closing = CLOSING[opening.slice(-1)];
  if (closing !== undefined) {
    const close = text
      .slice(start, start + LONGEST_NAME + 2)
      .indexOf(opening.startsWith('\\') ? '\\' : closing);
    const inside = close === -1 ? '' : text.slice(start, start + close);
    // Quotes hold the whole value, except for lists, objects, and what is no single line.
    if (inside !== '' && !/[[\]{}<>=@/\n\t]/.test(inside)) return start + close;
  }
  if (isWindows) {
    LINE_NAME.lastIndex = start;
    if (LINE_NAME.test(text)) return LINE_NAME.lastIndex;
  }
  BARE_NAME.lastIndex = start;
  return BARE_NAME.test(text) ? BARE_NAME.lastIndex : start;
}

function auditName(text: string, start: number, names: AccountNames): TextMatch | undefined {
  AUDIT_HEX.lastIndex = start;
  const hex = AUDIT_HEX.exec(text)?.[0];
  if (hex === undefined) return undefined;
  const name = Buffer.from(hex, 'hex').toString('utf8');
  if (!/^[\x20-\x7e\u00c0-\u058f]+$/.test(name)) return undefined;
  if (names.match(name, 0, name.length, { kind: 'users' }) === undefined) return undefined;
  return { start, end: start + hex.length, kind: 'users', prefix: 'user', canonical: names.canonical(name) };
}
