import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextOptions } from '#contract/export-format.ts';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export-format.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { hostileText, hostileValue, latin1 } from '../../../../test/exports/hostile-values.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import { TSV_READERS } from '../../../../test/exports/tsv-readers.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { tsvFormat } from './tsv-format.ts';

/** The first is never empty: sqlite3 loses a row without quotes whose first cell is. */
const COLUMNS = ['pid', 'unit', 'message', 'X'];

function tsv(
  entries: readonly ExportEntry[],
  columns: readonly string[],
  text: Partial<TextOptions> = {},
): Buffer {
  return encodeEntries(tsvFormat, formatOptions(columns, { text }), entries);
}

function entryOf(value: fc.Arbitrary<StoredValue>): fc.Arbitrary<ExportEntry> {
  return fc
    .record({ message: fc.option(value), unit: hostileText, fields: fc.array(value, { maxLength: 3 }) })
    .map(({ message, unit, fields }) => sampleEntry({ message, unit, fields: { X: fields } }));
}

function cellsOf(entry: ExportEntry): string[] {
  return ['812', latin1(entry.unit), latin1(entry.message), entry.fieldValues('X').map(latin1).join('\n')];
}

describe('tsvFormat', () => {
  it('writes one line for each entry, with escapes for what would end a cell or a line', () => {
    const entries = [
      sampleEntry({ message: 'two\r\nlines,\tone "tab" and C:\\new' }),
      sampleEntry({ message: null, pid: null, unit: '' }),
    ];
    expect(tsv(entries, DEFAULT_EXPORT_COLUMNS).toString()).toBe(
      [
        'time\tseverity\traw_severity\thost\tunit\tidentifier\tpid\tmessage',
        String.raw`2026-11-22T09:25:01.123456Z	error		web-1	ssh.service	sshd	812	two\r\nlines,\tone "tab" and C:\\new`,
        '2026-11-22T09:25:01.123456Z\terror\t\tweb-1\t\tsshd\t\t',
        '',
      ].join('\r\n'),
    );
  });

  it('writes several values of a field in one cell, also when some are binary', () => {
    const entry = sampleEntry({ fields: { A: ['one', 'two'], B: [Buffer.from([0xff, 0x09])] } });
    expect(tsv([entry], ['A', 'B'], { hasHeader: false })).toEqual(
      Buffer.concat([Buffer.from('one\\ntwo\t'), Buffer.from([0xff]), Buffer.from('\\t\r\n')]),
    );
  });

  it('obeys the choices of text, except for the delimiter', () => {
    const entry = sampleEntry({ message: '\t=1', unit: '-.mount' });
    expect(tsv([entry], ['unit', '+A', 'message']).toString()).toBe(
      "unit\t'+A\tmessage\r\n'-.mount\t\t'\\t=1\r\n",
    );
    const choices = { neutralisesFormulas: false, lineEnd: 'lf', hasByteOrderMark: true } as const;
    expect(tsv([entry], ['unit', 'message'], { ...choices, delimiter: ';' }).toString()).toBe(
      '\ufeffunit\tmessage\n-.mount\t\\t=1\n',
    );
  });

  it('has as many lines as entries, and as many cells in each as columns', () => {
    fc.assert(
      fc.property(fc.array(entryOf(hostileValue), { maxLength: 10 }), fc.boolean(), (entries, hasHeader) => {
        const file = tsv(entries, COLUMNS, { hasHeader, lineEnd: 'lf' }).toString('latin1');
        const lines = file.split('\n');
        expect(lines.pop()).toBe('');
        expect(lines).toHaveLength(entries.length + (hasHeader ? 1 : 0));
        for (const line of lines) expect(line.split('\t')).toHaveLength(COLUMNS.length);
        expect(file).not.toContain('\r');
      }),
    );
  });

  it.each(TSV_READERS)('is read back by $name, whatever the log holds', async (reader) => {
    const value: fc.Arbitrary<StoredValue> =
      reader.cannotRead === 'what is no UTF-8' ? hostileText : hostileValue;
    const entries = fc.sample(entryOf(value), { numRuns: 1000, seed: 20_261_122 });
    const cells = entries
      .map(cellsOf)
      .map((row) => (reader.cannotRead === 'NUL' ? row.map((cell) => cell.split('\0', 1)[0]) : row));
    for (const lineEnd of reader.needsLineFeed === true ? (['lf'] as const) : (['lf', 'crlf'] as const)) {
      const rows = await reader.read(tsv(entries, COLUMNS, { neutralisesFormulas: false, lineEnd }), {
        columns: COLUMNS.length,
        lineEnd: lineEnd === 'lf' ? '\n' : '\r\n',
      });
      expect(rows).toEqual([COLUMNS, ...cells]);
    }
  });

  it.each(TSV_READERS)('carries messages of five megabytes through $name', async (reader) => {
    const messages = ['C:\\temp '.repeat(700_000), '🦊\t\n'.repeat(900_000)];
    const entries = messages.map((message) => sampleEntry({ message }));
    const file = tsv(entries, ['message', 'pid'], { lineEnd: 'lf' });
    const rows = await reader.read(file, { columns: 2, lineEnd: '\n' });
    expect(rows).toHaveLength(3);
    // Compared as a whole first: a difference of megabytes would take minutes to print.
    expect(rows.slice(1).map(([message], index) => message === latin1(messages[index] ?? null))).toEqual([
      true,
      true,
    ]);
  });
});
