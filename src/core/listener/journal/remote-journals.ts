import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What systemd-journal-remote writes for each sender, with `--split-mode=host`: `remote-HOST.journal`, rotated `remote-HOST@….journal`. */
const REMOTE_JOURNAL = /^remote-([^@]+)(?:@[^/]*)?\.journal$/;

/** Whether this is the journal of one sender, with all files that were rotated away from it. */
export function isSenderJournal(path: string): boolean {
  const name = basename(path);
  return REMOTE_JOURNAL.test(name) && !name.includes('@');
}

/**
 * What is in a folder of journals: nothing yet; journals of senders that systemd-journal-remote fills, one for each, by their paths, and nothing else; or
 * something else, which goes for what is not there or cannot be read, too.
 */
export type JournalFolder = { kind: 'empty' | 'other' } | { kind: 'senders'; journals: string[] };

export async function lookIntoJournalFolder(folder: string): Promise<JournalFolder> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (found === undefined || found.some((one) => one.isDirectory())) return { kind: 'other' };
  const names = found.filter(({ name }) => name.endsWith('.journal')).map(({ name }) => name);
  if (names.length === 0) return { kind: 'empty' };
  if (!names.every((name) => REMOTE_JOURNAL.test(name))) return { kind: 'other' };
  const senders = new Set(names.flatMap((name) => REMOTE_JOURNAL.exec(name)?.[1] ?? []));
  const journals = [...senders].map((sender) => join(folder, `remote-${sender}.journal`));
  return { kind: 'senders', journals: journals.toSorted() };
}
