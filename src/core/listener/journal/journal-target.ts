import { isSenderJournal } from './remote-journals.ts';

/** Another host, as ssh(1) is told: `destination` may be a name of the user's own configuration. `port` null: as that says. */
export interface SshHost {
  destination: string;
  port: number | null;
}

/** Which journal is read: this machine's own, that of another host, a folder of journal files, or one journal file. */
export type JournalTarget =
  | { kind: 'system' }
  | { kind: 'ssh'; host: SshHost }
  | { kind: 'directory'; path: string }
  | { kind: 'file'; path: string };

/** The target in words, for messages. */
export function describeTarget(target: JournalTarget): string {
  switch (target.kind) {
    case 'system':
      return 'the journal';
    case 'ssh':
      return `the journal of ${target.host.destination}`;
    case 'directory':
    case 'file':
      return `the journal in ${target.path}`;
    default:
      return target satisfies never;
  }
}

/**
 * The options that point journalctl at the target. `--file` takes a glob(7) pattern with braces, so the path is escaped; of a sender's journal it is a
 * pattern that finds the files which were rotated away, too, at the moment when journalctl opens them.
 */
export function targetArguments(target: JournalTarget): string[] {
  switch (target.kind) {
    case 'system':
    case 'ssh':
      return [];
    case 'directory':
      return [`--directory=${target.path}`];
    case 'file':
      return [`--file=${filePattern(target.path)}`];
  }
}

/**
 * Everything from `position` (inclusive; null: from the oldest entry) to the end of what is there.
 * `-o export` prints every field whole and byte for byte, so it needs no `--all`; `-q` keeps hints off the output.
 */
export function catchUpArguments(target: JournalTarget, position: string | null): string[] {
  return [...commonArguments(target), ...cursorArguments(position)];
}

/**
 * From `position` (inclusive) on, without end. `-n all` undoes the `-n 10` that `-f` implies, and `--merge` the `-b`, where
 * it adds no foreign journals: in a folder. journalctl(1), options -f and -m.
 */
export function followArguments(target: JournalTarget, position: string | null): string[] {
  const merge = target.kind === 'system' || target.kind === 'ssh' ? [] : ['--merge'];
  return [...commonArguments(target), '--follow', '--lines=all', ...merge, ...cursorArguments(position)];
}

function commonArguments(target: JournalTarget): string[] {
  return ['--output=export', '--quiet', '--no-pager', ...targetArguments(target)];
}

function cursorArguments(position: string | null): string[] {
  return position === null ? [] : [`--cursor=${position}`];
}

function filePattern(path: string): string {
  const escaped = path.replace(/[\\*?[\]{},]/g, '\\$&');
  return isSenderJournal(path) ? escaped.replace(/\.journal$/, '{.journal,@*.journal}') : escaped;
}
