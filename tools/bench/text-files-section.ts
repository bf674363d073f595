import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { countJournalEntries } from '../../test/journal/read-journal.ts';
import { requireTool } from '../../test/journal/require-tool.ts';
import { BenchFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { hydrantCommand } from './hydrant-command.ts';
import type { MeasuredRun } from './measured-run.ts';
import { measureRun } from './measured-run.ts';
import { median } from './statistics.ts';
import { megabytes, printTable, wholeNumber } from './table.ts';
import { TEXT_LOG_KINDS } from './text-log-kinds.ts';

const DEFAULT_ENTRIES = 1_000_000;
/** What counts is the time of an entry, so the journal, which takes long to build, has fewer. */
const JOURNAL_SHARE = 0.2;
const LINES_AT_ONCE = 1000;

interface Contestant {
  name: string;
  entries: number;
  run: () => Promise<MeasuredRun>;
  runs: MeasuredRun[];
}

/**
 * How fast `hydrant collect --once` takes a syslog file (RFC 3164) into a fresh store with full-text search, beside the same for an entry of a journal, and
 * beside lnav, which reads and indexes the same file without a screen and stores nothing.
 */
export async function benchTextFiles(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  const lines = options.entries ?? DEFAULT_ENTRIES;
  const log = join(folder.path, 'syslog');
  await writeLog(log, lines);
  const journal = options.journal ?? (await folder.journal(Math.ceil(lines * JOURNAL_SHARE)));
  const journalEntries = countJournalEntries(journal);
  const collect = async (source: string, entries: number): Promise<MeasuredRun> => {
    const store = folder.freshStore();
    const command = hydrantCommand(options, 'collect', '--once', '--source', source, '--data-dir', store);
    const run = await measureRun(command, { keepOutput: true });
    const { entries: stored } = JSON.parse(run.stdout) as { entries: number };
    if (stored !== entries)
      throw new Error(`Hydrant stored ${stored} of ${entries} entries of ${source}: ${run.stdout}`);
    await rm(store, { recursive: true });
    return run;
  };
  const contestants: Contestant[] = [
    {
      name: 'lnav -n, a syslog file',
      entries: lines,
      run: () => indexWithLnav(folder, log, lines),
      runs: [],
    },
    {
      name: 'hydrant collect --once, the same file',
      entries: lines,
      run: () => collect(`file:${log}`, lines),
      runs: [],
    },
    {
      name: 'hydrant collect --once, a journal',
      entries: journalEntries,
      run: () => collect(`journal:${journal}`, journalEntries),
      runs: [],
    },
  ];
  for (let round = 0; round < options.rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length];
      if (contestant !== undefined) contestant.runs.push(await contestant.run());
    }
    process.stdout.write(`Round ${round + 1} of ${options.rounds} done\n`);
  }
  report(contestants, options.rounds);
}

/** Reads and indexes all lines. What its configuration and its caches hold is of this run. */
async function indexWithLnav(folder: BenchFolder, log: string, lines: number): Promise<MeasuredRun> {
  const home = `HOME=${folder.freshStore()}`;
  const count = ';SELECT count(*) AS entries FROM syslog_log';
  const command = ['/usr/bin/env', home, requireTool('lnav'), '-n', '-c', count, log];
  const run = await measureRun(command, { keepOutput: true });
  if (!new RegExp(String.raw`\b${lines}\b`).test(run.stdout.replaceAll(',', '')))
    throw new Error(`lnav did not read ${lines} lines: ${run.stdout.slice(-500)}`);
  return run;
}

async function writeLog(path: string, lines: number): Promise<void> {
  const kind = TEXT_LOG_KINDS.find(({ name }) => name === 'rfc3164');
  if (kind === undefined) throw new Error('there is no kind of text log rfc3164');
  const output = createWriteStream(path);
  for (let first = 0; first < lines; first += LINES_AT_ONCE) {
    let text = '';
    for (let index = first; index < Math.min(lines, first + LINES_AT_ONCE); index += 1)
      text += `${kind.lineAt(index)}\n`;
    if (!output.write(text)) await once(output, 'drain');
  }
  output.end();
  await once(output, 'close');
}

function report(contestants: readonly Contestant[], rounds: number): void {
  process.stdout.write(`\nMedians of ${rounds} interleaved rounds\n\n`);
  printTable(
    ['what', 'entries', 'seconds', 'fastest to slowest', 'entries/s', 'processor µs/entry', 'memory at most'],
    contestants.map(({ name, entries, runs }) => {
      const seconds = runs.map((run) => run.seconds);
      const processor = median(runs.map((run) => run.processorSeconds));
      return [
        name,
        wholeNumber(entries),
        median(seconds).toFixed(2),
        `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`,
        wholeNumber(entries / median(seconds)),
        ((processor * 1e6) / entries).toFixed(2),
        megabytes(Math.max(...runs.map((run) => run.peakMemoryBytes))),
      ];
    }),
  );
}
