import { isUtf8 } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredValue } from '#core/exports/export-entry.ts';
import { FileLab, type ReadEntry } from '../../../../test/core/file-lab.ts';
import { streamOf } from '../../../../test/core/journal-text.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { ALL_COLUMNS, exportedFile } from '../../../../test/exports/exported-file.ts';
import { hostileEntry } from '../../../../test/exports/hostile-entries.ts';
import { sampleEntry, type SampleEntryParts } from '../../../../test/exports/sample-entry.ts';

/** What a file is after it was read as a source. */
async function readFile(bytes: Buffer): Promise<{ entries: ReadEntry[]; state: string }> {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  await using lab = new FileLab(join(folder, 'data'), path);
  await lab.read();
  expect(lab.pipeline.problem).toBeNull();
  expect(lab.rejects()).toEqual([]);
  const { received, stored, inFlight } = lab.pipeline.ledger.counters();
  expect({ received, inFlight }).toEqual({ received: stored, inFlight: 0 });
  return { entries: lab.entries(), state: lab.pipeline.stateText };
}

/** An entry as JSON Lines carry it: everything. */
function wholeEntry(parts: SampleEntryParts): Partial<ReadEntry> {
  const { timeUnixUs, severity, rawSeverity, host, unit, identifier, pid, message } = sampleEntry(parts);
  const valuesOf = (name: string): [string, Buffer][] =>
    (parts.fields?.[name] ?? []).map((value) => [name, Buffer.from(value)]);
  const fields = [...valuesOf('_BOOT_ID'), ...valuesOf('X')];
  return { timeUnixUs, severity, rawSeverity, host, unit, identifier, pid, message, fields };
}

/** The same as CSV carries it: nothing and an empty text are alike, and several values are lines of one. */
function cellEntry(parts: SampleEntryParts): Partial<ReadEntry> {
  const whole = wholeEntry(parts);
  const cellOf = (name: string): [string, Buffer][] => {
    const values = (parts.fields?.[name] ?? []).map((value: StoredValue) => Buffer.from(value));
    const cell = Buffer.concat(
      values.flatMap((value, index) => (index === 0 ? [value] : [Buffer.from('\n'), value])),
    );
    return cell.length === 0 ? [] : [[name, cell]];
  };
  return {
    ...whole,
    rawSeverity: whole.rawSeverity === '' ? null : (whole.rawSeverity ?? null),
    message: whole.message ?? '',
    fields: [...cellOf('_BOOT_ID'), ...cellOf('X')],
  };
}

const entries = fc.array(hostileEntry, { maxLength: 5 });

/** The same as Parquet carries it: nothing is nothing, but several texts are lines of one. */
function parquetEntry(parts: SampleEntryParts): Partial<ReadEntry> {
  const valuesOf = (name: string): [string, Buffer][] => {
    const values = parts.fields?.[name] ?? [];
    // What is no UTF-8 is put aside with all values of its field.
    if (values.length < 2 || values.some((value) => typeof value !== 'string')) {
      return values.map((value) => [name, Buffer.from(value)]);
    }
    return [[name, Buffer.from(values.join('\n'))]];
  };
  return { ...wholeEntry(parts), fields: [...valuesOf('_BOOT_ID'), ...valuesOf('X')] };
}

/** Formats and choices of an export, and what is left of an entry in it. */
const EXPORTS: [
  name: string,
  write: (all: readonly SampleEntryParts[]) => Buffer,
  leave: typeof wholeEntry,
][] = [
  ['JSON Lines', (all) => exportedFile('jsonl', all), wholeEntry],
  [
    'JSON Lines in seconds since 1970',
    (all) => exportedFile('jsonl', all, { times: { format: 'unix' } }),
    wholeEntry,
  ],
  ['CSV', (all) => exportedFile('csv', all), cellEntry],
  [
    'CSV for spreadsheets, with semicolons',
    (all) =>
      exportedFile('csv', all, {
        text: { delimiter: ';', hasByteOrderMark: true },
        times: { zone: 'Europe/Berlin' },
      }),
    cellEntry,
  ],
  [
    'CSV for programs, with bars',
    (all) => exportedFile('csv', all, { text: { delimiter: '|', lineEnd: 'lf' }, times: { format: 'unix' } }),
    cellEntry,
  ],
  ['TSV', (all) => exportedFile('tsv', all), cellEntry],
  [
    'TSV with LF',
    (all) => exportedFile('tsv', all, { text: { lineEnd: 'lf' }, times: { zone: 'Asia/Kathmandu' } }),
    cellEntry,
  ],
  ['Parquet', (all) => exportedFile('parquet', all), parquetEntry],
  ['Parquet with gzip', (all) => exportedFile('parquet', all, { compression: 'gzip' }), parquetEntry],
  ['Parquet with zstd', (all) => exportedFile('parquet', all, { compression: 'zstd' }), parquetEntry],
];

describe('what is exported and opened again', () => {
  it.each(EXPORTS)('as %s has lost nothing that the format can say', async (name, write, leave) => {
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const read = await readFile(write(all));
        expect(read.entries).toMatchObject(all.map(leave));
      }),
      // Each Parquet file costs a thread of its own.
      { numRuns: name.startsWith('Parquet') ? 5 : 30 },
    );
  });

  it.each(EXPORTS)('as %s is the same for many entries', async (_, write, leave) => {
    const all = fc.sample(hostileEntry, { numRuns: 2000, seed: 5 });
    const read = await readFile(write(all));
    expect(read.entries).toMatchObject(all.map(leave));
  });

  it('as CSV between tabs is CSV and not TSV, where that shows', async () => {
    const telling: SampleEntryParts = { message: 'a\tb' };
    await fc.assert(
      fc.asyncProperty(entries, async (some) => {
        const all = [telling, ...some];
        const read = await readFile(exportedFile('csv', all, { text: { delimiter: '\t' } }));
        expect(read.entries).toMatchObject(all.map(cellEntry));
      }),
      { numRuns: 30 },
    );
  });

  it('as CSV without guards against formulas is the same, once a formula shows that it has none', async () => {
    const bare: SampleEntryParts = { message: '=1+1' };
    await fc.assert(
      fc.asyncProperty(entries, async (some) => {
        const all = [...some, bare];
        const read = await readFile(exportedFile('csv', all, { text: { neutralisesFormulas: false } }));
        expect(read.entries).toMatchObject(all.map(cellEntry));
      }),
      { numRuns: 30 },
    );
  });

  it('with the times of spreadsheets is to the millisecond what the clocks of this machine showed', async () => {
    const all = [{ timeUnixUs: 1_795_339_501_123_456 }, { timeUnixUs: 1_780_000_000_999_999 }];
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    const read = await readFile(exportedFile('csv', all, { times: { format: 'spreadsheet', zone } }));
    expect(read.entries.map(({ timeUnixUs }) => timeUnixUs)).toEqual([
      1_795_339_501_123_000, 1_780_000_000_999_000,
    ]);
    expect(read.state).toContain('its times name no zone');
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('compressed with %s is the same', async (name, pack) => {
    const all = fc.sample(hostileEntry, { numRuns: 300, seed: 20_261_122 });
    const read = await readFile(pack(exportedFile('jsonl', all)));
    expect(read.entries).toMatchObject(all.map(wholeEntry));
    expect(read.state).toBe(`Read the whole JSON Lines file (${name})`);
  });

  it('and exported once more is the same file', async () => {
    const all = fc.sample(hostileEntry, { numRuns: 200, seed: 11_222_026 });
    for (const format of ['csv', 'jsonl'] as const) {
      const file = exportedFile(format, all);
      const { entries: read } = await readFile(file);
      const again = read.map(({ fields, ...columns }): SampleEntryParts => {
        const valuesOf = (name: string) =>
          fields
            .filter((field) => field[0] === name)
            .map(([, value]) => (isUtf8(value) ? value.toString() : value));
        return { ...columns, fields: { X: valuesOf('X'), _BOOT_ID: valuesOf('_BOOT_ID') } };
      });
      const rewritten = exportedFile(format, again);
      // As a whole: a difference would take minutes to print.
      expect(rewritten.equals(file)).toBe(true);
    }
  });

  it('carries messages of five megabytes', async () => {
    const all = ['"'.repeat(5_000_000), '🦊,\n'.repeat(900_000), Buffer.alloc(5_000_000, 0xfe)].map(
      (message) => ({ message }),
    );
    for (const format of ['csv', 'jsonl'] as const) {
      const { entries: read } = await readFile(exportedFile(format, all));
      expect(read).toHaveLength(all.length);
      for (const [index, { message }] of read.entries()) {
        expect(Buffer.from(message ?? '').equals(Buffer.from(all[index]?.message ?? ''))).toBe(true);
      }
    }
  });
});

describe('columns that only some files have', () => {
  it('time_unix_us wins over a time that is less exact', async () => {
    const content = 'time,time_unix_us,message\n2026-11-22 10:25:01.123,1795339501123456,x\n';
    const { entries: read } = await readFile(Buffer.from(content));
    expect(read).toMatchObject([{ timeUnixUs: 1_795_339_501_123_456, fields: [] }]);
  });

  it('a severity that is missing is info, and one that is unknown is shown as it is', async () => {
    const rows = ['1,error,a', '1,,b', '1,ERR,c', '1,loud,d', '1,3,e', '1,99,f'];
    const { entries: read } = await readFile(Buffer.from(`time,severity,message\n${rows.join('\n')}\n`));
    expect(read.map(({ severity, rawSeverity }) => [severity, rawSeverity])).toEqual([
      [3, null],
      [6, ''],
      [3, null],
      [6, 'loud'],
      [3, null],
      [6, '99'],
    ]);
  });

  it('host, unit and identifier come from journald’s fields where they have no columns', async () => {
    const row = { time: '1', message: 'x', _HOSTNAME: 'h', _SYSTEMD_UNIT: 'u', _COMM: 'c' };
    const { entries: read } = await readFile(Buffer.from(`${JSON.stringify(row)}\n`));
    expect(read).toMatchObject([{ host: 'h', unit: 'u', identifier: 'c' }]);
    const empty = await readFile(Buffer.from('time,message,unit,_SYSTEMD_UNIT\n1,x,,u\n'));
    expect(empty.entries).toMatchObject([{ unit: '' }]);
  });

  it('a pid that is none is kept as it is', async () => {
    const rows = ['1,12,a', '1,-5,b', '1,012,c', '1,99999999999,d', '1,,e'];
    const { entries: read } = await readFile(Buffer.from(`time,pid,message\n${rows.join('\n')}\n`));
    expect(read.map(({ pid, fields }) => [pid, fields.map(([, value]) => value.toString())])).toEqual([
      [12, []],
      [null, ['-5']],
      [null, ['012']],
      [null, ['99999999999']],
      [null, []],
    ]);
  });

  it('a column without a name, and one that is there twice, lose nothing', async () => {
    const { entries: read } = await readFile(
      Buffer.from('time,message,,A,A,message\n1,x,y,1,1,x\n2,x,,1,2,z\n'),
    );
    expect(read.map(({ fields }) => fields.map(([name, value]) => `${name}=${value.toString()}`))).toEqual([
      ['unnamed=y', 'A=1'],
      ['A=1', 'A=2', 'message=z'],
    ]);
  });

  it('ids, positions and times of another store are raw fields', async () => {
    const file = exportedFile('csv', [{}], {
      columns: ['id', 'time', 'message', 'source', 'position', 'received_time'],
    });
    const { entries: read } = await readFile(file);
    expect(read[0]?.fields.map(([name]) => name)).toEqual(['id', 'source', 'position', 'received_time']);
  });

  it('numbers of JSON are kept as they are written, and so is what is no text', async () => {
    const content =
      '{"time":"1","message":"x","A":12345678901234567890,"B":1.50,"C":true,"D":{"a":[1,null]},"E":[1,[2]],"F":-0}\n';
    const { entries: read } = await readFile(Buffer.from(content));
    expect(read[0]?.fields.map(([name, value]) => `${name}=${value.toString()}`)).toEqual([
      'A=12345678901234567890',
      'B=1.50',
      'C=true',
      'D={"a":["1",null]}',
      'E=1',
      'E=["2"]',
      'F=-0',
    ]);
  });
});

it('journald’s export format gives the same entries as the journal', async () => {
  const text = streamOf(1, 200);
  const { entries: read } = await readFile(text);
  using lab = new StoreLab(temporaryFolder());
  lab.store(text);
  const expected = lab.entries();
  expect(read.map(({ position }) => position)).toEqual(expected.map(({ position }) => position));
  expect(read.map(({ fields }) => fields)).toEqual(
    expected.map(({ fields }) => fields.map(({ name, bytes }) => [name, bytes])),
  );
});

it('the columns of the round trip are those that an entry has', () => {
  expect(ALL_COLUMNS.filter((column) => column !== 'X' && column !== '_BOOT_ID')).toEqual([
    'time',
    'severity',
    'raw_severity',
    'host',
    'unit',
    'identifier',
    'pid',
    'message',
  ]);
});
