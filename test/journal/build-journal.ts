import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { exitOf } from './exit-of.ts';
import { countJournalEntries } from './read-journal.ts';
import type { RealisticEntriesOptions } from './realistic-entries.ts';
import { realisticEntries } from './realistic-entries.ts';
import { requireTool } from './require-tool.ts';

/**
 * Builds a real journal in `directory` from realistic entries. Large ones become several files, as journald itself
 * would write them. Throws when the journal does not hold exactly `count` entries afterwards.
 */
export async function buildJournal(directory: string, options: RealisticEntriesOptions): Promise<void> {
  await writeJournal(`${directory}/system.journal`, realisticEntries(options));
  const written = countJournalEntries(directory);
  if (written !== options.count) {
    throw new Error(`The journal in ${directory} holds ${written} entries, not ${options.count}.`);
  }
}

/** Writes chunks of export-format text into the journal file `path`, which must end in `.journal`. Makes its folder. */
export async function writeJournal(path: string, chunks: Iterable<Buffer>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const child = spawn(requireTool('systemd-journal-remote'), ['-o', path, '-'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const exited = exitOf(child);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  await pipeline(Readable.from(chunks), child.stdin);
  const status = await exited;
  if (status !== 0) throw new Error(`systemd-journal-remote ended with ${String(status)}: ${complaint}`);
}
