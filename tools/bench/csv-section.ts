import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BenchFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { hydrantCommand } from './hydrant-command.ts';
import type { MeasuredRun } from './measured-run.ts';
import { measureRun } from './measured-run.ts';
import { median } from './statistics.ts';
import { megabytes, printTable, wholeNumber } from './table.ts';

const DEFAULT_ENTRIES = 100_000;
/** The default columns, and those plus raw fields, which have to be unpacked for each entry. */
const COLUMN_CHOICES: readonly (readonly [name: string, columnArguments: readonly string[]])[] = [
  ['default columns', []],
  ['with two raw fields', ['--columns', 'time,severity,host,unit,identifier,pid,message,_EXE,_CMDLINE']],
];

/** How long `hydrant export --format csv` takes for everything that a store holds, start of the program included. */
export async function benchCsv(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  const entries = options.entries ?? DEFAULT_ENTRIES;
  const journal = await folder.journal(entries);
  const store = folder.freshStore();
  const collect = hydrantCommand(
    options,
    'collect',
    '--once',
    '--source',
    `journal:${journal}`,
    '--data-dir',
    store,
  );
  await measureRun(collect, { keepOutput: true });
  const file = join(folder.path, 'export.csv');
  const runs = COLUMN_CHOICES.map((): MeasuredRun[] => []);
  const fileBytes = COLUMN_CHOICES.map(() => 0);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, [, columnArguments]] of COLUMN_CHOICES.entries()) {
      const exportAll = ['export', '--data-dir', store, '--format', 'csv', '--out', file, ...columnArguments];
      runs[index]?.push(await measureRun(hydrantCommand(options, ...exportAll), { keepOutput: true }));
      fileBytes[index] = (await stat(file)).size;
      await rm(file);
    }
  }
  process.stdout.write(`\nCSV of ${wholeNumber(entries)} entries, medians of ${options.rounds} rounds\n\n`);
  printTable(
    ['columns', 'seconds', 'rows/s', 'file', 'peak memory'],
    COLUMN_CHOICES.map(([name], index) => {
      const seconds = median((runs[index] ?? []).map((run) => run.seconds));
      const peak = Math.max(...(runs[index] ?? []).map((run) => run.peakMemoryBytes));
      return [
        name,
        seconds.toFixed(2),
        wholeNumber(entries / seconds),
        megabytes(fileBytes[index] ?? 0),
        megabytes(peak),
      ];
    }),
  );
}
