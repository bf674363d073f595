import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextOptions } from '#contract/export-format.ts';
import type { CsvReader } from '../../../../test/exports/csv-readers.ts';
import { CSV_READERS } from '../../../../test/exports/csv-readers.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { hostileText, hostileValue, latin1 } from '../../../../test/exports/hostile-values.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { csvFormat } from './csv-format.ts';

const COLUMNS = ['unit', 'message', 'X'];
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Entries that this reader can read at all. */
function hostileEntries({ cannotRead }: CsvReader, seed: number): ExportEntry[] {
  const value: fc.Arbitrary<StoredValue> = cannotRead === 'what is no UTF-8' ? hostileText : hostileValue;
  const entry = fc
    .record({ message: fc.option(value), unit: hostileText, field: value })
    .map(({ message, unit, field }) => sampleEntry({ message, unit, fields: { X: [field] } }));
  return fc.sample(entry, { numRuns: 1000, seed });
}

function file(
  entries: readonly ExportEntry[],
  text: Partial<TextOptions>,
  columns: readonly string[] = COLUMNS,
): Buffer {
  return encodeEntries(csvFormat, formatOptions(columns, { text }), entries);
}

/** The cells of a row as they must come back. */
function cellsOf(entry: ExportEntry, { cannotRead }: CsvReader): string[] {
  const cells = [entry.unit, entry.message, entry.fieldValues('X')[0] ?? ''].map(latin1);
  return cannotRead === 'NUL' ? cells.map(upToNul) : cells;
}

function upToNul(text: string): string {
  return text.split('\0', 1)[0] ?? '';
}

describe.each(CSV_READERS)('a CSV file read by $name', (reader) => {
  it.each(DELIMITERS)('holds every byte of a hostile log, with %j between cells', async (delimiter) => {
    const entries = hostileEntries(reader, 20_261_122);
    for (const lineEnd of ['crlf', 'lf'] as const) {
      const rows = await reader.read(file(entries, { delimiter, lineEnd, neutralisesFormulas: false }), {
        columns: COLUMNS.length,
        delimiter,
        lineEnd: lineEnd === 'crlf' ? '\r\n' : '\n',
      });
      expect(rows).toEqual([COLUMNS, ...entries.map((entry) => cellsOf(entry, reader))]);
    }
  });

  it('holds no formula, and nothing but apostrophes was added', async () => {
    const entries = hostileEntries(reader, 11_222_026);
    const choices = { columns: COLUMNS.length, delimiter: ',', lineEnd: '\r\n' } as const;
    const rows = (await reader.read(file(entries, {}), choices)).slice(1);
    expect(rows).toHaveLength(entries.length);
    let guardedCells = 0;
    for (const [index, entry] of entries.entries()) {
      for (const [column, original] of cellsOf(entry, reader).entries()) {
        const cell = rows[index]?.[column] ?? '';
        if (cell !== original) {
          expect(cell).toBe(`'${original}`);
          guardedCells += 1;
        }
        expect(Buffer.from(cell, 'latin1').toString().trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }
    }
    expect(guardedCells).toBeGreaterThan(100);
  });

  it('carries messages of five megabytes', async () => {
    const messages: StoredValue[] = ['"'.repeat(5_000_000), '🦊,\n'.repeat(900_000)];
    if (reader.cannotRead !== 'what is no UTF-8') messages.push(Buffer.alloc(5_000_000, 0xfe));
    const entries = messages.map((message) => sampleEntry({ message }));
    const choices = { columns: 2, delimiter: ',', lineEnd: '\r\n' } as const;
    const rows = await reader.read(file(entries, {}, ['message', 'pid']), choices);
    expect(rows).toHaveLength(messages.length + 1);
    for (const [index, message] of messages.entries()) {
      // Compared as a whole first: a difference of megabytes would take minutes to print.
      expect(rows[index + 1]?.[0] === latin1(message)).toBe(true);
      expect(rows[index + 1]?.[1]).toBe('812');
    }
  });
});

describe('what a reader itself cannot do', () => {
  it.each([
    ['sqlite3', 'a\0b', 'a'],
    ["Python's csv module", 'a\0b', 'a\0b'],
    ['DuckDB', 'a\0b', 'a\0b'],
  ])('%s reads %j as %j', async (name, message, cell) => {
    const reader = CSV_READERS.find((candidate) => candidate.name === name);
    const choices = { columns: 1, delimiter: ',', lineEnd: '\r\n' } as const;
    const rows = await reader?.read(file([sampleEntry({ message })], {}, ['message']), choices);
    expect(rows).toEqual([['message'], [cell]]);
  });

  it('DuckDB refuses a file with bytes that are no UTF-8', async () => {
    const reader = CSV_READERS.find(({ name }) => name === 'DuckDB');
    const bytes = file([sampleEntry({ message: Buffer.from([0xff]) })], {}, ['message']);
    await expect(reader?.read(bytes, { columns: 1, delimiter: ',', lineEnd: '\r\n' })).rejects.toThrow(
      'not utf-8 encoded',
    );
  });
});

it('a CSV file of any few entries is read back row for row', async () => {
  const [reader] = CSV_READERS;
  const entry = fc
    .record({ message: fc.option(hostileValue), unit: hostileText })
    .map(({ message, unit }) => sampleEntry({ message, unit }));
  const choice = fc.record({
    delimiter: fc.constantFrom(...DELIMITERS),
    hasHeader: fc.boolean(),
    columns: fc.constantFrom(['message'], ['message', 'unit'], ['unit', 'message']),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 5 }), choice, async (entries, { columns, ...text }) => {
      const bytes = file(entries, { ...text, neutralisesFormulas: false }, columns);
      const rows = await reader?.read(bytes, {
        columns: columns.length,
        delimiter: text.delimiter,
        lineEnd: '\r\n',
      });
      const read = { message: (one: ExportEntry) => one.message, unit: (one: ExportEntry) => one.unit };
      const expected = entries.map((one) =>
        columns.map((name) => latin1(name === 'message' ? read.message(one) : read.unit(one))),
      );
      expect(rows).toEqual(text.hasHeader ? [columns, ...expected] : expected);
    }),
  );
});
