import { execFileSync } from 'node:child_process';
import { requireTool } from './require-tool.ts';

/** An entry as journalctl's JSON shows it: text, null, a list of byte numbers, or a list of these. */
export type JsonEntry = Record<string, unknown> & { __CURSOR: string };

const MAX_OUTPUT_BYTES = 1024 ** 3;

/** The arguments that make journalctl read this folder or file. */
export function journalArguments(path: string): string[] {
  return path.endsWith('.journal') ? [`--file=${path}`] : ['-D', path];
}

/** Everything a journal folder or file holds, read by `journalctl -o json --all`: the judge in comparisons. */
export function readJournal(path: string): JsonEntry[] {
  return runJournalctl([...journalArguments(path), '-o', 'json', '--all', '-q', '--no-pager'])
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonEntry);
}

/** The same in the export format, byte for byte. */
export function readJournalExport(path: string): Buffer {
  return runJournalctl([...journalArguments(path), '-o', 'export', '-q', '--no-pager']);
}

/** The cursors of all entries, in the journal's order. */
export function readCursors(path: string): string[] {
  return cursorsOfExport(readJournalExport(path));
}

/** The cursors in export-format text whose messages hold no line that itself begins with `__CURSOR=`. */
export function cursorsOfExport(bytes: Buffer): string[] {
  return [...bytes.toString('latin1').matchAll(/^__CURSOR=(.*)$/gm)].map((match) => match[1] ?? '');
}

/** How many entries the journal's files say that they hold; reads their headers only. */
export function countJournalEntries(path: string): number {
  const text = runJournalctl([...journalArguments(path), '--header', '-q', '--no-pager']).toString('utf8');
  return [...text.matchAll(/^Entry objects: (\d+)$/gim)].reduce((sum, match) => sum + Number(match[1]), 0);
}

function runJournalctl(journalctlArguments: string[]): Buffer {
  return execFileSync(requireTool('journalctl'), journalctlArguments, {
    env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    maxBuffer: MAX_OUTPUT_BYTES,
  });
}
