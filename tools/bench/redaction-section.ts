import { isUtf8 } from 'node:buffer';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export-format.ts';
import type { RedactionKind } from '#contract/redaction.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import type { ExportEntry } from '#core/exports/export-entry.ts';
import { exportColumn } from '#core/exports/formats/export-column.ts';
import { RedactedEntry } from '#core/exports/redaction/redacted-entry.ts';
import { Redactor } from '#core/exports/redaction/redactor.ts';
import { parseExport } from '../../test/core/parse-export.ts';
import { realisticEntries } from '../../test/journal/realistic-entries.ts';
import type { BenchOptions } from './bench-options.ts';
import { median } from './statistics.ts';
import { printTable, wholeNumber } from './table.ts';

const DEFAULT_ENTRIES = 50_000;
/** As many as a machine for a whole team knows. */
const PEOPLE = Array.from({ length: 30 }, (_, index) => `person${String(index)}`);

const CHOICES: readonly (readonly [name: string, read: (entry: ExportEntry) => void])[] = [
  ['default columns', columnsReader(DEFAULT_EXPORT_COLUMNS)],
  ['all fields, as the journal format has them', (entry) => void entry.allFields()],
];

/** What redaction takes, in this process, without reading and writing: every kind, and each alone. */
export function benchRedaction(options: BenchOptions): Promise<void> {
  const entries = makeEntries(options.entries ?? DEFAULT_ENTRIES);
  const rows: string[][] = [];
  for (const [name, read] of CHOICES) {
    const kindsChoices: readonly (readonly RedactionKind[])[] = [
      REDACTION_KINDS,
      ...REDACTION_KINDS.map((kind) => [kind]),
    ];
    for (const kinds of kindsChoices) {
      const perEntry = Array.from({ length: options.rounds }, () => measure(entries, kinds, read));
      const usPerEntry = median(perEntry.map(({ us }) => us));
      rows.push([
        name,
        kinds.length === 1 ? kinds.join('') : 'all',
        usPerEntry.toFixed(2),
        wholeNumber(1_000_000 / usPerEntry),
        wholeNumber(perEntry[0]?.replacements ?? 0),
      ]);
    }
  }
  process.stdout.write(
    `Redaction of ${wholeNumber(entries.length)} entries, medians of ${options.rounds} rounds\n\n`,
  );
  printTable(['what is read', 'kinds', 'processor µs/entry', 'entries/s', 'replacements'], rows);
  return Promise.resolve();
}

function measure(
  entries: readonly ExportEntry[],
  kinds: readonly RedactionKind[],
  read: (entry: ExportEntry) => void,
): { us: number; replacements: number } {
  const redactor = new Redactor({ kinds, key: Buffer.alloc(32, 1), people: PEOPLE });
  const before = process.cpuUsage();
  for (const entry of entries) read(new RedactedEntry(entry, redactor));
  const { user, system } = process.cpuUsage(before);
  const replacements = Object.values(redactor.counts).reduce((sum, count) => sum + count, 0);
  return { us: (user + system) / entries.length, replacements };
}

function columnsReader(columns: readonly string[]): (entry: ExportEntry) => void {
  const reads = columns.map((name) => exportColumn(name).read);
  return (entry) => {
    for (const read of reads) read(entry);
  };
}

function makeEntries(count: number): ExportEntry[] {
  const text = Buffer.concat([...realisticEntries({ count })]);
  return parseExport(text).map((fields, index) =>
    memoryEntry(
      index + 1,
      fields.map(([name, value]) => ({ name, bytes: Buffer.from(value) })),
    ),
  );
}

function memoryEntry(id: number, fields: readonly { name: string; bytes: Buffer }[]): ExportEntry {
  const textOf = (name: string) => fields.find((field) => field.name === name)?.bytes.toString() ?? '';
  return {
    id,
    timeUnixUs: 0,
    severity: 6,
    rawSeverity: null,
    host: textOf('_HOSTNAME'),
    unit: textOf('_SYSTEMD_UNIT'),
    identifier: textOf('SYSLOG_IDENTIFIER'),
    pid: null,
    message: textOf('MESSAGE'),
    source: () => 'journal',
    position: () => '',
    receivedAtUnixUs: () => 0,
    fieldValues: (name) =>
      fields
        .filter((field) => field.name === name)
        .map(({ bytes }) => (isUtf8(bytes) ? bytes.toString() : bytes)),
    allFields: () => fields,
  };
}
