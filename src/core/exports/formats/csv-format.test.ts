import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT_COLUMNS, EXPORT_COLUMNS } from '#contract/export-format.ts';
import { independentCsvReaders } from '../../../../test/exports/csv-readers.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import { csvFormat } from './csv-format.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';

function csv(
  entries: readonly ExportEntry[],
  columns: readonly string[],
  neutralisesFormulas = true,
): Buffer {
  return encodeEntries(csvFormat, formatOptions(columns, { text: { neutralisesFormulas } }), entries);
}

/** The bytes of a value as Latin-1, as the readers give them. */
function latin1(value: StoredValue | null): string {
  if (value === null) return '';
  return (typeof value === 'string' ? Buffer.from(value) : value).toString('latin1');
}

const PIECES = [
  '"',
  '""',
  ',',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\ufeff',
  '=',
  '+',
  '-',
  '@',
  ' ',
  '\t',
  '\u3000',
  '＝',
  "'",
  '\u2028',
];
const hostileText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES, 'text', '🦊', 'ß'), fc.string()), { maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
);
const invalidBytes = fc
  .tuple(hostileText, fc.uint8Array({ maxLength: 8 }), hostileText)
  .map(([before, bytes, after]) =>
    Buffer.concat([Buffer.from(before), bytes, Buffer.from([0xff]), Buffer.from(after)]),
  );
const hostileValue: fc.Arbitrary<StoredValue> = fc.oneof({ weight: 3, arbitrary: hostileText }, invalidBytes);
const hostileEntry = fc
  .record({ message: fc.option(hostileValue), unit: hostileText, field: hostileValue })
  .map(({ message, unit, field }) => sampleEntry({ message, unit, fields: { X: [field] } }));
const COLUMNS = ['unit', 'message', 'X'];

const readers = independentCsvReaders();

describe('csvFormat', () => {
  it('writes the default columns with CRLF and quotes only where needed', () => {
    const entries = [
      sampleEntry(),
      sampleEntry({ message: 'say "hi", twice', rawSeverity: '', pid: null, unit: '' }),
      sampleEntry({ message: null, severity: 0, timeUnixUs: 5 }),
    ];
    expect(csv(entries, DEFAULT_EXPORT_COLUMNS).toString()).toBe(
      [
        'time,severity,raw_severity,host,unit,identifier,pid,message',
        '2026-11-22T09:25:01.123456Z,error,,web-1,ssh.service,sshd,812,Connection closed',
        '2026-11-22T09:25:01.123456Z,error,,web-1,,sshd,,"say ""hi"", twice"',
        '1970-01-01T00:00:00.000005Z,emergency,,web-1,ssh.service,sshd,812,',
        '',
      ].join('\r\n'),
    );
  });

  it('has every column of the contract', () => {
    const [header, row] = csv([sampleEntry({ id: 7, rawSeverity: 'loud' })], EXPORT_COLUMNS)
      .toString()
      .split('\r\n');
    expect(header).toBe(EXPORT_COLUMNS.join(','));
    expect(row).toBe(
      '7,2026-11-22T09:25:01.123456Z,error,loud,web-1,ssh.service,sshd,812,Connection closed,journal,s=abc;i=7,' +
        '2026-11-22T09:25:01.200000Z,1795339501123456',
    );
  });

  it('neutralises formulas in what the log says, and leaves its own numbers alone', () => {
    const entry = sampleEntry({ message: '=cmd|"/c calc"!A1', unit: '-.mount', pid: -5 });
    expect(csv([entry], ['pid', 'unit', 'message']).toString()).toBe(
      'pid,unit,message\r\n-5,\'-.mount,"\'=cmd|""/c calc""!A1"\r\n',
    );
    expect(csv([entry], ['unit', '=1+1']).toString()).toContain("unit,'=1+1\r\n");
    expect(csv([entry], ['pid', 'unit'], false).toString()).toBe('pid,unit\r\n-5,-.mount\r\n');
  });

  it('writes several values of a field as lines of one cell, also when some are binary', () => {
    const entry = sampleEntry({ fields: { A: ['one', 'two'], B: ['ß', Buffer.from([0xff])], C: [] } });
    expect(csv([entry], ['A', 'B', 'C'])).toEqual(
      Buffer.concat([Buffer.from('A,B,C\r\n"one\ntwo","ß\n'), Buffer.from([0xff]), Buffer.from('",\r\n')]),
    );
  });

  it('makes a row of a single empty cell visible', () => {
    expect(csv([sampleEntry({ unit: '' })], ['unit']).toString()).toBe('unit\r\n""\r\n');
  });

  it.each(readers)('is read back byte for byte by $name, whatever the log holds', ({ read }) => {
    const entries = fc.sample(hostileEntry, { numRuns: 2000, seed: 20_261_122 });
    const rows = read(csv(entries, COLUMNS, false));
    expect(rows).toEqual([
      COLUMNS,
      ...entries.map((entry) => [entry.unit, entry.message, entry.fieldValues('X')[0] ?? ''].map(latin1)),
    ]);
  });

  it.each(readers)('is read back by $name with no formula in it, and only apostrophes added', ({ read }) => {
    const entries = fc.sample(hostileEntry, { numRuns: 2000, seed: 11_222_026 });
    const rows = read(csv(entries, COLUMNS)).slice(1);
    expect(rows).toHaveLength(entries.length);
    for (const [index, entry] of entries.entries()) {
      const written = [entry.unit, entry.message, entry.fieldValues('X')[0] ?? ''].map(latin1);
      for (const [column, cell] of (rows[index] ?? []).entries()) {
        const original = written[column] ?? '';
        expect([original, `'${original}`]).toContain(cell);
        expect(Buffer.from(cell, 'latin1').toString().trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }
    }
  });

  it('is read back row for row for any few entries', () => {
    const [reader] = readers;
    fc.assert(
      fc.property(fc.array(hostileEntry, { maxLength: 5 }), (entries) => {
        const rows = reader?.read(csv(entries, COLUMNS, false)).slice(1);
        expect(rows).toEqual(
          entries.map((entry) => [entry.unit, entry.message, entry.fieldValues('X')[0] ?? ''].map(latin1)),
        );
      }),
    );
  });

  it.each(readers)('carries messages of five megabytes through $name', ({ read }) => {
    const messages = ['"'.repeat(5_000_000), '🦊,\n'.repeat(900_000), Buffer.alloc(5_000_000, 0xfe)];
    const rows = read(
      csv(
        messages.map((message) => sampleEntry({ message })),
        ['message', 'pid'],
      ),
    );
    expect(rows.slice(1).map(([message]) => message === undefined)).toEqual([false, false, false]);
    for (const [index, message] of messages.entries()) {
      // Compared as a whole first: a difference of megabytes would take minutes to print.
      expect(rows[index + 1]?.[0] === latin1(message)).toBe(true);
    }
  });
});
