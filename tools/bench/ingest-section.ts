import { rm } from 'node:fs/promises';
import { countJournalEntries } from '../../test/journal/read-journal.ts';
import { requireTool } from '../../test/journal/require-tool.ts';
import { BenchFolder, sizeOfFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { hydrantCommand } from './hydrant-command.ts';
import type { MeasuredRun } from './measured-run.ts';
import { measureRun } from './measured-run.ts';
import { median } from './statistics.ts';
import { megabytes, printTable, wholeNumber } from './table.ts';

interface Contestant {
  name: string;
  run: () => Promise<MeasuredRun>;
  runs: MeasuredRun[];
}

const DEFAULT_ENTRIES = 200_000;

/**
 * How fast `hydrant collect --once` takes a journal into a fresh store, beside what journalctl needs to print the same
 * journal to /dev/null. In every round each contestant runs once, and every round begins with another one.
 */
export async function benchIngest(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  const journal = options.journal ?? (await folder.journal(options.entries ?? DEFAULT_ENTRIES));
  const entries = countJournalEntries(journal);
  let storeBytes = 0;
  const contestants: Contestant[] = [
    { name: 'journalctl -o json > /dev/null', run: () => print(journal, 'json'), runs: [] },
    { name: 'journalctl -o export > /dev/null', run: () => print(journal, 'export'), runs: [] },
    { name: 'hydrant collect --once', run: collect, runs: [] },
  ];

  async function collect(): Promise<MeasuredRun> {
    const store = folder.freshStore();
    const run = await measureRun(
      hydrantCommand(options, 'collect', '--once', '--source', `journal:${journal}`, '--data-dir', store),
      { keepOutput: true },
    );
    const stored = storedEntries(run.stdout);
    if (stored !== entries) throw new Error(`Hydrant stored ${stored} of ${entries} entries: ${run.stdout}`);
    storeBytes = await sizeOfFolder(store);
    await rm(store, { recursive: true });
    return run;
  }

  await print(journal, 'export'); // Warms the page cache; not counted.
  for (let round = 0; round < options.rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length];
      if (contestant === undefined) continue;
      contestant.runs.push(await contestant.run());
    }
    process.stdout.write(`Round ${round + 1} of ${options.rounds} done\n`);
  }
  report(contestants, entries, storeBytes);
}

function print(journal: string, format: 'json' | 'export'): Promise<MeasuredRun> {
  const commandLine = [requireTool('journalctl'), '-D', journal, '-q', '--no-pager', '-o', format];
  return measureRun(commandLine, { keepOutput: false });
}

function storedEntries(summary: string): number {
  return (JSON.parse(summary) as { entries: number }).entries;
}

function report(contestants: readonly Contestant[], entries: number, storeBytes: number): void {
  const seconds = contestants.map(({ runs }) => runs.map((run) => run.seconds));
  const ofJson = median(seconds[0] ?? []);
  process.stdout.write(
    `\n${wholeNumber(entries)} entries, medians of ${seconds[0]?.length ?? 0} interleaved rounds\n\n`,
  );
  printTable(
    ['what', 'seconds', 'fastest to slowest', 'entries/s', 'against -o json', 'processor seconds'],
    contestants.map(({ name, runs }, index) => {
      const own = seconds[index] ?? [];
      return [
        name,
        median(own).toFixed(2),
        `${Math.min(...own).toFixed(2)} to ${Math.max(...own).toFixed(2)}`,
        wholeNumber(entries / median(own)),
        `${(ofJson / median(own)).toFixed(2)}×`,
        median(runs.map((run) => run.processorSeconds)).toFixed(2),
      ];
    }),
  );
  const collected = contestants.at(-1)?.runs ?? [];
  const peak = Math.max(...collected.map((run) => run.peakMemoryBytes));
  const quarters = collected.at(-1)?.memoryByQuarterBytes ?? [];
  process.stdout.write(
    `Store: ${(storeBytes / entries).toFixed(1)} bytes per entry (${megabytes(storeBytes)})\n` +
      `Memory of hydrant collect, all threads: at most ${megabytes(peak)}; ` +
      `in the last round at 25, 50, 75 and 98 % of the time: ${quarters.map(megabytes).join(', ')}\n\n`,
  );
}
