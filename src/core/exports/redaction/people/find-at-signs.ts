import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { beginsWord, isWordCode } from '../word-edges.ts';
import type { AccountNames } from './account-names.ts';

const LONGEST_NAME = 64;

/** What stands behind `alice@` where that is somebody on a machine, and no address: a terminal, a machine's address, MySQL's host, PostgreSQL's database. */
const PLACE =
  /pts\/\d|tty\w?\d|notty\b|internal-sftp|localhost\b|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\w)|\[[0-9A-Fa-f:.%]|['"`][\w.%-]|[\w.-]{1,63} (?:LOG|FATAL|ERROR|WARNING|DETAIL|HINT|STATEMENT|NOTICE|PANIC|CONTEXT|INFO): /y;
/** An instance of a unit: `getty@tty1.service`. */
const INSTANCE = /[^\s/]{1,80}\.(?:service|socket|device|mount|timer|path|slice|scope|target)\b/y;
/** A command that takes `alice@machine`, within the part of the line before it. */
const REMOTE_COMMAND = /\b(?:ssh|scp|sftp|rsync|sshfs|mosh|ssh-copy-id)\s[^|;&]*$/;
const LONGEST_COMMAND = 200;
const COMMAND_PARTS = ['ssh', 'scp', 'sftp', 'rsync', 'mosh'];

/** Finds names before an at sign that makes no e-mail address: `alice@pts/0`, `alice@10.0.0.5`, `scp x alice@web-1:`, `ssh://alice@web-1`. */
export function atSignFinder(names: AccountNames, triggers: Triggers): FindMatches {
  const sign = triggers.watch('@');
  const command = triggers.watch(...COMMAND_PARTS);
  return (text) => {
    if (!sign.isPresent) return NO_MATCHES;
    const matches: TextMatch[] = [];
    let floor = 0;
    for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
      const match = readAtSign(text, { at, floor, mayBeCommand: command.isPresent }, names);
      floor = at + 1;
      if (match !== undefined) matches.push(match);
    }
    return matches;
  };
}

interface AtSign {
  at: number;
  /** What stands before belongs to another sign. */
  floor: number;
  mayBeCommand: boolean;
}

function readAtSign(
  text: string,
  { at, floor, mayBeCommand }: AtSign,
  names: AccountNames,
): TextMatch | undefined {
  const user = userOfUrl(text, at, floor);
  if (user !== undefined) return names.match(text, user.start, user.end, { kind: 'users' });
  // MySQL: 'alice'@'10.0.0.5'.
  const quote = /['"`]/.test(text.charAt(at - 1)) ? 1 : 0;
  const end = at - quote;
  const start = startOfName(text, end, floor);
  if (start === end || !beginsWord(text, start)) return undefined;
  const isSomebody =
    (matchesAt(PLACE, text, at + 1) && !matchesAt(INSTANCE, text, at + 1)) ||
    (mayBeCommand &&
      quote === 0 &&
      REMOTE_COMMAND.test(text.slice(Math.max(0, start - LONGEST_COMMAND), start)));
  return isSomebody ? names.match(text, start, end, { kind: 'users' }) : undefined;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function startOfName(text: string, end: number, floor: number): number {
  let start = end;
  const limit = Math.max(floor, end - LONGEST_NAME);
  while (start > limit && (isWordCode(text.charCodeAt(start - 1)) || /[\w.+-]/.test(text.charAt(start - 1))))
    start -= 1;
  while (start < end && !/\w/.test(text.charAt(start)) && !isWordCode(text.charCodeAt(start))) start += 1;
  return start;
}

/** `ssh://alice@`, `ftp://alice:password@`. */
function userOfUrl(text: string, at: number, floor: number): { start: number; end: number } | undefined {
  const from = Math.max(floor, at - 4 * LONGEST_NAME);
  const before = text.slice(from, at);
  const slashes = before.lastIndexOf('://');
  if (slashes === -1) return undefined;
  const authority = before.slice(slashes + 3);
  if (authority === '' || /[\s/"'<>]/.test(authority)) return undefined;
  const start = from + slashes + 3;
  const colon = authority.indexOf(':');
  return { start, end: start + Math.min(colon === -1 ? authority.length : colon, LONGEST_NAME) };
}
