import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { DuckDBBlobValue, DuckDBTimestampTZValue } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportCompression } from '#contract/export-format.ts';
import { EXPORT_COLUMNS } from '#contract/export-format.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { askDuckDb } from '../../../../test/exports/duckdb.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { hostileText, hostileValue } from '../../../../test/exports/hostile-values.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { parquetFormat } from './parquet-format.ts';

const COMPRESSIONS = ['none', 'gzip', 'zstd'] as const;
/** A group of rows ends after so many. */
const GROUP_ROWS = 20_000;

/** The path of a Parquet file of these entries. */
function parquet(
  entries: Iterable<ExportEntry>,
  columns: readonly string[],
  compression: ExportCompression = 'zstd',
): string {
  const path = join(temporaryFolder(), 'file.parquet');
  writeFileSync(path, encodeEntries(parquetFormat, formatOptions(columns, { compression }), entries));
  return path;
}

/** What DuckDB has a text for, as bytes: its client for Node leaves out U+FEFF where a text begins with it. */
function bytesOf(value: DuckDBValue | undefined): Buffer | null {
  if (value === null) return null;
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes);
  throw new TypeError('DuckDB gave no bytes');
}

function replaced(value: StoredValue): Buffer {
  return Buffer.from(value.toString('utf8'));
}

/** The original bytes of a cell: what `not_utf8` has of it, else what the cell has. */
function originalBytes(column: string, cell: Buffer | null, notUtf8: Buffer | null): Buffer[] {
  const notes = JSON.parse(notUtf8?.toString() ?? '{}') as Record<string, string | string[]>;
  const note = notes[column];
  if (note !== undefined) return [note].flat().map((text) => Buffer.from(text, 'base64'));
  return cell === null ? [] : [cell];
}

function* numbered(count: number): Generator<ExportEntry> {
  for (let id = 1; id <= count; id += 1) {
    yield sampleEntry({ id, message: `message ${String(id)}`, pid: id % 3 === 0 ? null : id });
  }
}

describe('parquetFormat', () => {
  it('has a type for every column of the contract, and text for raw fields', async () => {
    const path = parquet([], [...EXPORT_COLUMNS, '_EXE']);
    const columns = await askDuckDb(
      `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${path}')`,
    );
    expect(Object.fromEntries(columns)).toEqual({
      id: 'BIGINT',
      time: 'TIMESTAMP WITH TIME ZONE',
      severity: 'VARCHAR',
      raw_severity: 'VARCHAR',
      host: 'VARCHAR',
      unit: 'VARCHAR',
      identifier: 'VARCHAR',
      pid: 'INTEGER',
      message: 'VARCHAR',
      source: 'VARCHAR',
      position: 'VARCHAR',
      received_time: 'TIMESTAMP WITH TIME ZONE',
      time_unix_us: 'BIGINT',
      _EXE: 'VARCHAR',
      not_utf8: 'VARCHAR',
    });
  });

  it('writes the values of every column of the contract, null for what is missing', async () => {
    const entries = [
      sampleEntry({ id: 7, rawSeverity: 'loud', fields: { _EXE: ['/bin/a', '/bin/b'] } }),
      sampleEntry({ id: 8, pid: null, message: null, unit: '', severity: 0 }),
    ];
    const rows = await askDuckDb(`SELECT * FROM '${parquet(entries, [...EXPORT_COLUMNS, '_EXE'])}'`);
    const time = new DuckDBTimestampTZValue(1_795_339_501_123_456n);
    const received = new DuckDBTimestampTZValue(1_795_339_501_200_000n);
    expect(rows).toEqual([
      [
        7n,
        time,
        'error',
        'loud',
        'web-1',
        'ssh.service',
        'sshd',
        812,
        'Connection closed',
        'journal',
        's=abc;i=7',
        received,
        1_795_339_501_123_456n,
        '/bin/a\n/bin/b',
        null,
      ],
      [
        8n,
        time,
        'emergency',
        null,
        'web-1',
        '',
        'sshd',
        null,
        null,
        'journal',
        's=abc;i=8',
        received,
        1_795_339_501_123_456n,
        null,
        null,
      ],
    ]);
  });

  it('keeps the order of the columns, each name once', async () => {
    const entry = sampleEntry({ fields: { MESSAGE: ['raw'], not_utf8: ['no column'] } });
    const path = parquet([entry], ['message', 'id', 'MESSAGE', 'id', 'not_utf8']);
    const names = await askDuckDb(`SELECT name FROM parquet_schema('${path}')`);
    expect(names.flat()).toEqual(['entries', 'message', 'id', 'MESSAGE', 'not_utf8']);
    // Names that differ in capitals only are one name in SQL; DuckDB gives the second another one.
    expect(await askDuckDb(`SELECT * FROM '${path}'`)).toEqual([['Connection closed', 1n, 'raw', null]]);
  });

  it.each(COMPRESSIONS)('gives back every byte of a hostile log (compression %s)', async (compression) => {
    const entry = fc.record({
      message: fc.option(hostileValue),
      unit: hostileText,
      fields: fc.array(hostileValue, { maxLength: 3 }),
    });
    const samples = fc.sample(entry, { numRuns: 2000, seed: 20_261_122 });
    const path = parquet(
      samples.map(({ message, unit, fields }) => sampleEntry({ message, unit, fields: { X: fields } })),
      ['unit', 'message', 'X'],
      compression,
    );
    const rows = await askDuckDb(`SELECT encode(COLUMNS(*)) FROM '${path}'`);
    expect(rows).toHaveLength(samples.length);
    for (const [index, { message, unit, fields }] of samples.entries()) {
      const [unitCell, messageCell, fieldCell, notUtf8] = (rows[index] ?? []).map(bytesOf);
      expect(unitCell).toEqual(Buffer.from(unit));
      expect(messageCell).toEqual(message === null ? null : replaced(message));
      expect(originalBytes('message', messageCell ?? null, notUtf8 ?? null)).toEqual(
        message === null ? [] : [Buffer.from(message)],
      );
      if (fields.every((value) => typeof value === 'string')) {
        expect(fieldCell).toEqual(fields.length === 0 ? null : Buffer.from(fields.join('\n')));
      } else {
        expect(originalBytes('X', fieldCell ?? null, notUtf8 ?? null)).toEqual(
          fields.map((value) => Buffer.from(value)),
        );
      }
    }
  });

  it.each([0, 1, GROUP_ROWS - 1, GROUP_ROWS, GROUP_ROWS + 1, 3 * GROUP_ROWS])(
    'writes each of %i entries once and in order, in groups',
    async (count) => {
      const path = parquet(numbered(count), ['id', 'pid', 'message']);
      const [row] = await askDuckDb(
        `SELECT count(*), count(DISTINCT id), min(id), max(id), count(pid),
          bool_and(message = 'message ' || id) FROM '${path}'`,
      );
      expect(row).toEqual(
        count === 0
          ? [0n, 0n, null, null, 0n, null]
          : [BigInt(count), BigInt(count), 1n, BigInt(count), BigInt(count - Math.floor(count / 3)), true],
      );
      const disordered = await askDuckDb(
        `SELECT count(*) FROM (SELECT id, file_row_number AS place FROM read_parquet('${path}', file_row_number = true))
         WHERE id <> place + 1`,
      );
      expect(disordered).toEqual([[0n]]);
      const [groups] = await askDuckDb(
        `SELECT num_row_groups, num_rows, created_by FROM parquet_file_metadata('${path}')`,
      );
      expect(groups).toEqual([BigInt(Math.ceil(count / GROUP_ROWS)), BigInt(count), 'hydrant']);
    },
  );

  it.each([
    ['none', 'UNCOMPRESSED'],
    ['gzip', 'GZIP'],
    ['zstd', 'ZSTD'],
  ] as const)('compresses inside the file (%s)', async (compression, codec) => {
    const path = parquet(numbered(1000), ['id', 'message', 'X'], compression);
    const columns = await askDuckDb(`SELECT DISTINCT compression FROM parquet_metadata('${path}')`);
    expect(columns).toEqual([[codec]]);
    const [sum] = await askDuckDb(`SELECT count(*), sum(id), count(X), max(length(message)) FROM '${path}'`);
    expect(sum).toEqual([1000n, 500_500n, 0n, 12n]);
  });

  it('tells readers between which times a group lies', async () => {
    const start = 1_795_339_501_000_000;
    const entries = Array.from({ length: GROUP_ROWS + 1 }, (_, index) =>
      sampleEntry({ id: index + 1, timeUnixUs: start + index * 1_000_000 }),
    );
    const groups = await askDuckDb(
      `SELECT stats_min_value, stats_max_value FROM parquet_metadata('${parquet(entries, ['time', 'message'])}')
       WHERE path_in_schema = 'time' ORDER BY row_group_id`,
    );
    expect(groups).toEqual([
      ['2026-11-22 09:25:01+00', '2026-11-22 14:58:20+00'],
      ['2026-11-22 14:58:21+00', '2026-11-22 14:58:21+00'],
    ]);
  });

  it.each(COMPRESSIONS)('carries messages of five megabytes (compression %s)', async (compression) => {
    const messages: StoredValue[] = [
      '"'.repeat(5_000_000),
      '🦊,\n'.repeat(900_000),
      Buffer.alloc(5_000_000, 0xfe),
    ];
    const path = parquet(
      messages.map((message) => sampleEntry({ message })),
      ['message'],
      compression,
    );
    const rows = await askDuckDb(`SELECT encode(COLUMNS(*)) FROM '${path}'`);
    const whole = rows.map((row, index) => {
      const [cell = null, notUtf8 = null] = row.map(bytesOf);
      const [bytes] = originalBytes('message', cell, notUtf8);
      // Compared as a whole: a difference of megabytes would take minutes to print.
      return bytes?.equals(Buffer.from(messages[index] ?? '')) === true;
    });
    expect(whole).toEqual([true, true, true]);
  });
});

describe('the rows that a Parquet encoder holds back', () => {
  it('are counted, and are few', () => {
    const encoder = parquetFormat.createEncoder(formatOptions(['id', 'message']));
    let written = 0;
    const output = {
      addText: () => undefined,
      addBytes: (bytes: Uint8Array) => {
        written += bytes.length;
      },
    };
    encoder.begin(output);
    expect(written).toBe(4);
    expect(encoder.pendingBytes).toBe(0);
    const message = 'x'.repeat(100_000);
    let mostPending = 0;
    for (let id = 1; id <= 1000; id += 1) {
      const before = encoder.pendingBytes;
      encoder.encodeRow(sampleEntry({ id, message }), output);
      const after = encoder.pendingBytes;
      mostPending = Math.max(mostPending, after);
      if (after < before) expect(after).toBe(0);
      else expect(after).toBeGreaterThanOrEqual(before + message.length);
    }
    expect(mostPending).toBeGreaterThan(7_000_000);
    expect(mostPending).toBeLessThan(8.5 * 1024 * 1024);
    encoder.end(output);
    expect(encoder.pendingBytes).toBe(0);
  });

  it('go into the file in which they belong, one file after the other', async () => {
    const encoder = parquetFormat.createEncoder(formatOptions(['id', 'message'], { compression: 'gzip' }));
    const folder = temporaryFolder();
    const counts = [3, 0, GROUP_ROWS + 2, 1];
    let id = 0;
    for (const [index, count] of counts.entries()) {
      const chunks: Buffer[] = [];
      const output = {
        addText: (text: string) => void chunks.push(Buffer.from(text)),
        addBytes: (bytes: Uint8Array) => void chunks.push(Buffer.from(bytes)),
      };
      encoder.begin(output);
      for (let row = 0; row < count; row += 1) {
        id += 1;
        encoder.encodeRow(sampleEntry({ id, message: `message ${String(id)}` }), output);
      }
      encoder.end(output);
      writeFileSync(join(folder, `${String(index)}.parquet`), Buffer.concat(chunks));
    }
    const files = await askDuckDb(
      `SELECT count(*), min(id), max(id), bool_and(message = 'message ' || id)
       FROM read_parquet('${folder}/*.parquet', filename = true) GROUP BY filename ORDER BY filename`,
    );
    expect(files).toEqual([
      [3n, 1n, 3n, true],
      [BigInt(GROUP_ROWS + 2), 4n, BigInt(GROUP_ROWS + 5), true],
      [1n, BigInt(GROUP_ROWS + 6), BigInt(GROUP_ROWS + 6), true],
    ]);
  });

  it('cannot be taken before a file was begun', () => {
    const encoder = parquetFormat.createEncoder(formatOptions(['id']));
    const output = { addText: () => undefined, addBytes: () => undefined };
    expect(() => encoder.end(output)).toThrow('was not begun');
  });
});
