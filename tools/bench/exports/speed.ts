import { rm, stat } from 'node:fs/promises';
import { hydrantCommand } from '../hydrant-command.ts';
import { measureRun, type MeasuredRun } from '../measured-run.ts';
import { median } from '../statistics.ts';
import { megabytes, printTable, wholeNumber } from '../table.ts';
import type { ExportedStore } from './exported-store.ts';

/** jq takes a minute for a million: it gets so many, and its rate is what is compared. */
const JQ_ENTRIES = 100_000;
/** The columns that Hydrant writes when none are chosen. */
const SQLITE_QUERY = `SELECT e.time_us, e.severity, e.raw_severity, h.name, u.name, i.name, e.pid, e.message
  FROM entries e JOIN origins o ON o.id = e.origin_id JOIN hosts h ON h.id = o.host_id JOIN units u ON u.id = o.unit_id
  JOIN identifiers i ON i.id = o.identifier_id ORDER BY e.id`;
const JQ_FILTER =
  '[.__REALTIME_TIMESTAMP, .PRIORITY, ._HOSTNAME, ._SYSTEMD_UNIT, .SYSLOG_IDENTIFIER, ._PID, .MESSAGE] | @csv';

interface Contestant {
  name: string;
  /** Writes to that file. */
  command: (path: string) => string[];
  entries: number;
  /** Default: as often as the others. */
  isSlow?: boolean;
  runs: MeasuredRun[];
  fileBytes: number;
}

/** How long everything that a store holds takes into a file, beside what others take for the same rows. */
export async function benchExportSpeed(lab: ExportedStore): Promise<void> {
  const contestants = contestantsOf(lab);
  for (let round = 0; round < lab.options.rounds; round += 1) {
    // Each round begins with another one.
    const first = round % contestants.length;
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      if (contestant.isSlow === true && contestant.runs.length > 0) continue;
      const path = lab.path('exported');
      contestant.runs.push(await measureRun(contestant.command(path), { keepOutput: true }));
      contestant.fileBytes = (await stat(path)).size;
      await rm(path);
      await rm(`${path}.manifest.json`, { force: true });
    }
  }
  process.stdout.write(
    `\n${wholeNumber(lab.entries)} entries, medians of ${String(lab.options.rounds)} rounds (jq: ${wholeNumber(JQ_ENTRIES)} entries, once)\n\n`,
  );
  const sqlite = rateOf(contestants[0]);
  printTable(
    [
      'what',
      'seconds',
      'fastest to slowest',
      'rows/s',
      'against sqlite3',
      'processor seconds',
      'file',
      'memory',
    ],
    contestants.map((contestant) => {
      const seconds = contestant.runs.map((run) => run.seconds);
      return [
        contestant.name,
        median(seconds).toFixed(2),
        `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`,
        wholeNumber(rateOf(contestant)),
        `${(rateOf(contestant) / sqlite).toFixed(2)}×`,
        median(contestant.runs.map((run) => run.processorSeconds)).toFixed(2),
        megabytes(contestant.fileBytes),
        contestant.name.startsWith('`hydrant')
          ? megabytes(Math.max(...contestant.runs.map((run) => run.peakMemoryBytes)))
          : '—',
      ];
    }),
  );
}

function contestantsOf(lab: ExportedStore): Contestant[] {
  const database = `${lab.store}/hydrant.db`;
  const shell = (script: string) => (path: string) => ['sh', '-c', script, 'sh', path];
  const hydrant =
    (...words: string[]) =>
    (path: string) =>
      hydrantCommand(lab.options, 'export', '--data-dir', lab.store, '--out', path, ...words);
  const made = (
    name: string,
    command: Contestant['command'],
    more: Partial<Contestant> = {},
  ): Contestant => ({
    name,
    command,
    entries: lab.entries,
    runs: [],
    fileBytes: 0,
    ...more,
  });
  return [
    made(
      '`sqlite3 -csv`, the same columns',
      shell(`sqlite3 -readonly -csv '${database}' "${SQLITE_QUERY}" > "$1"`),
    ),
    made('`hydrant export --format csv`', hydrant('--format', 'csv')),
    made('`hydrant export --format csv --compress gzip`', hydrant('--format', 'csv', '--compress', 'gzip')),
    made('`hydrant export --format csv --compress zstd`', hydrant('--format', 'csv', '--compress', 'zstd')),
    made(
      '`hydrant export --format csv`, two raw fields more',
      hydrant('--format', 'csv', '--columns', 'time,severity,host,unit,identifier,pid,message,_EXE,_CMDLINE'),
    ),
    made('`hydrant export --format csv --redact all`', hydrant('--format', 'csv', '--redact', 'all')),
    made('`hydrant export --format tsv`', hydrant('--format', 'tsv')),
    made('`hydrant export --format jsonl`', hydrant('--format', 'jsonl')),
    made('`hydrant export --format journal`', hydrant('--format', 'journal')),
    made('`hydrant export --format parquet`', hydrant('--format', 'parquet')),
    made(
      '`journalctl -o json` into `jq @csv`',
      shell(
        `journalctl --directory='${lab.journal}' -q -o json -n ${String(JQ_ENTRIES)} | jq -r '${JQ_FILTER}' > "$1"`,
      ),
      { entries: Math.min(JQ_ENTRIES, lab.entries), isSlow: true },
    ),
  ];
}

function rateOf(contestant: Contestant | undefined): number {
  if (contestant === undefined) return 0;
  return contestant.entries / median(contestant.runs.map((run) => run.seconds));
}
