import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { FileLab, type ReadEntry } from '../../../../test/core/file-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { FileBytes } from './file-bytes.ts';
import { ParquetRows } from './parquet-rows.ts';

interface ReadFile {
  entries: ReadEntry[];
  rejects: ReturnType<FileLab['rejects']>;
  state: string;
  stateText: string;
  problem: FileLab['pipeline']['problem'];
}

async function readFile(path: string): Promise<ReadFile> {
  await using lab = new FileLab(join(temporaryFolder(), 'data'), path);
  await lab.read();
  const { received, stored, quarantined } = lab.pipeline.ledger.counters();
  expect(received).toBe(stored + quarantined);
  const { state, stateText, problem } = lab.pipeline;
  return { entries: lab.entries(), rejects: lab.rejects(), state, stateText, problem };
}

function pathOf(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), 'file.parquet');
  writeFileSync(path, bytes);
  return path;
}

/** A file with a time of microseconds in UTC, written with no code of Hydrant. */
function parquetFile(
  columns: ColumnSource[],
  options: Partial<Parameters<typeof parquetWriteBuffer>[0]> = {},
): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData: columns, ...options }));
}

function rows(count: number): ColumnSource[] {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return [
    { name: 'time_unix_us', data: numbers.map((number) => BigInt(number) * 1_000_001n), type: 'INT64' },
    { name: 'message', data: numbers.map((number) => `message ${String(number)} 🦊`), type: 'STRING' },
    { name: 'pid', data: numbers.map((number) => (number % 3 === 0 ? null : number)), type: 'INT32' },
    { name: 'unit', data: numbers.map((number) => `unit ${String(number % 5)}`), type: 'STRING' },
  ];
}

const COUNT = 2500;

function expectRows(entries: readonly ReadEntry[], from = 0): void {
  expect(entries).toMatchObject(
    Array.from({ length: entries.length }, (_, index) => {
      const number = from + index;
      return {
        timeUnixUs: number * 1_000_001,
        message: `message ${String(number)} 🦊`,
        pid: number % 3 === 0 ? null : number,
        unit: `unit ${String(number % 5)}`,
        fields: [],
      };
    }),
  );
}

describe('a Parquet file', () => {
  it.each([
    ['SNAPPY', undefined],
    ['UNCOMPRESSED', undefined],
    ['GZIP', (input: Uint8Array) => new Uint8Array(gzipSync(input))],
    ['ZSTD', (input: Uint8Array) => new Uint8Array(zstdCompressSync(input))],
  ] as const)('is read row by row over all its row groups: %s', async (codec, pack) => {
    const compressors = pack === undefined ? {} : { [codec]: pack };
    const { entries, rejects, stateText } = await readFile(
      pathOf(parquetFile(rows(COUNT), { codec, compressors, rowGroupSize: 700 })),
    );
    expect(entries).toHaveLength(COUNT);
    expectRows(entries);
    expect(rejects).toEqual([]);
    expect(stateText).toBe('Read the whole Parquet file');
  });

  it('without rows holds no entries', async () => {
    const { entries, stateText, problem } = await readFile(pathOf(parquetFile(rows(0))));
    expect({ entries, problem }).toEqual({ entries: [], problem: null });
    expect(stateText).toBe('Read the whole Parquet file; it holds no entries');
  });

  it('gives bytes that are no UTF-8 as they are, several values as several, and nothing for nothing', async () => {
    const schema: SchemaElement[] = [
      { name: 'root', num_children: 4 },
      { name: 'time', type: 'INT64', repetition_type: 'REQUIRED', converted_type: 'TIMESTAMP_MICROS' },
      { name: 'message', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'BLOB', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'TAGS', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    ];
    const columns: ColumnSource[] = [
      { name: 'time', data: [1_795_339_501_123_456n, 0n] },
      { name: 'message', data: [new Uint8Array([0xff, 0]), new TextEncoder().encode('text')] },
      { name: 'BLOB', data: [null, new Uint8Array([0xfe])] },
      { name: 'TAGS', data: [['one', 'two'], []] },
    ];
    const { entries } = await readFile(pathOf(parquetFile(columns, { schema })));
    expect(entries).toMatchObject([
      {
        timeUnixUs: 1_795_339_501_123_456,
        message: Buffer.from([0xff, 0]),
        fields: [
          ['TAGS', Buffer.from('one')],
          ['TAGS', Buffer.from('two')],
        ],
      },
      { timeUnixUs: 0, message: 'text', fields: [['BLOB', Buffer.from([0xfe])]] },
    ]);
  });

  it('written by DuckDB is read with the types it chose', async () => {
    const path = join(temporaryFolder(), 'duck.parquet');
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    await duck.run("SET TimeZone = 'UTC'");
    await duck.run(`COPY (SELECT TIMESTAMPTZ '2026-11-22 09:25:01.123456+00' + to_microseconds(i) AS time, 'error' AS severity,
      'm' || i AS message, i::INTEGER AS pid, (i * 1.5)::DOUBLE AS D, i::HUGEINT AS H, [i, i + 1] AS L, {'a': i, 'b': 'x'} AS S,
      DATE '2026-11-22' AS day, i % 2 = 0 AS B FROM range(3000) t(i)) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
    duck.closeSync();
    const { entries, rejects } = await readFile(path);
    expect(rejects).toEqual([]);
    expect(entries).toHaveLength(3000);
    const [, , third] = entries;
    expect(third).toMatchObject({ timeUnixUs: 1_795_339_501_123_458, severity: 3, message: 'm2', pid: 2 });
    expect(third?.fields.map(([name, value]) => `${name}=${value.toString()}`)).toEqual([
      'D=3',
      'H=2',
      'L=2',
      'L=3',
      'S={"a":"2","b":"x"}',
      'day=2026-11-22',
      'B=true',
    ]);
  });

  it('whose times name no zone are those of this machine, and it says so', async () => {
    const path = join(temporaryFolder(), 'local.parquet');
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    await duck.run(
      `COPY (SELECT TIMESTAMP '2026-11-22 10:25:01.5' AS time, 'x' AS message) TO '${path}' (FORMAT parquet)`,
    );
    duck.closeSync();
    const { entries, stateText } = await readFile(path);
    expect(entries).toMatchObject([{ timeUnixUs: new Date(2026, 10, 22, 10, 25, 1, 500).getTime() * 1000 }]);
    expect(stateText).toContain('its times name no zone');
  });
});

describe('a Parquet file that is not as it should be', () => {
  it('is refused where it lacks a column', async () => {
    const { state, problem } = await readFile(pathOf(parquetFile([{ name: 'message', data: ['x'] }])));
    expect(state).toBe('failed');
    expect(problem).toMatchObject({
      code: 'file.unknown-format',
      message: expect.stringContaining('has no column "time" or "time_unix_us"') as string,
    });
  });

  it('is refused where it is cut, or packed as a whole', async () => {
    const whole = parquetFile(rows(COUNT));
    const cut = await readFile(pathOf(whole.subarray(0, whole.length - 100)));
    expect(cut.problem).toMatchObject({
      code: 'file.failed',
      message: expect.stringContaining('not complete') as string,
    });
    expect((await readFile(pathOf(whole.subarray(0, 4)))).problem?.code).toBe('file.failed');
    const packed = await readFile(pathOf(gzipSync(whole)));
    expect(packed.problem).toMatchObject({
      code: 'file.unknown-format',
      remedy: expect.stringContaining('Decompress') as string,
    });
  });

  it('keeps all other rows where one row group is damaged, and has that in quarantine', async () => {
    const path = pathOf(
      parquetFile(rows(COUNT), {
        codec: 'GZIP',
        compressors: { GZIP: (input) => new Uint8Array(gzipSync(input)) },
        rowGroupSize: 500,
      }),
    );
    const bytes = readFileSync(path);
    // In the middle of the second group's pages.
    const at = bytes.indexOf(Buffer.from([0x1f, 0x8b]), Math.floor(bytes.length / 4));
    bytes.fill(0xff, at + 20, at + 60);
    const { entries, rejects, state, problem } = await readFile(pathOf(bytes));
    expect({ state, problem }).toEqual({ state: 'finished', problem: null });
    expect(entries).toHaveLength(COUNT - 500);
    expect(rejects).toHaveLength(1);
    const lost = /rows (\d+) to (\d+) of the Parquet file cannot be read/.exec(rejects[0]?.reason ?? '');
    const [first, last] = [Number(lost?.[1]), Number(lost?.[2])];
    expect(last - first).toBe(499);
    expectRows(entries.slice(0, first - 1));
    expectRows(entries.slice(first - 1), last);
    expect(bytes.includes(rejects[0]?.bytes ?? Buffer.from('x'))).toBe(true);
    expect(rejects[0]?.sizeBytes).toBeGreaterThan(1000);
  });

  it('does no harm, whatever is changed in it', async () => {
    const whole = Buffer.from(parquetFile(rows(30), { rowGroupSize: 10 }));
    const changes = fc.array(fc.tuple(fc.integer({ min: 4, max: whole.length - 1 }), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of all) bytes[at] = byte;
        await using file = await FileBytes.open(pathOf(bytes));
        const lines: string[] = [];
        try {
          // Whatever goes round and round is ended soon enough.
          const parquet = await ParquetRows.open(file, { deadlineMs: 2000 });
          for await (const chunk of parquet.chunks())
            lines.push(...chunk.toString().split('\n').slice(0, -1));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(['file.failed', 'file.unknown-format']).toContain(error.code);
        }
        const [readable, unreadable] = [
          lines.filter((line) => line.startsWith('{')),
          lines.filter((line) => line.startsWith('!')),
        ];
        expect(readable.length + unreadable.length).toBe(lines.length);
        for (const line of readable)
          expect(Object.keys(JSON.parse(line) as object).length).toBeGreaterThan(1);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('whose decoder goes round and round is ended, and given up after a few times', async () => {
    const whole = Buffer.from(parquetFile(rows(60), { rowGroupSize: 10 }));
    await using file = await FileBytes.open(pathOf(whole));
    // No time at all stands for a decoder that never comes to an end.
    const parquet = await ParquetRows.open(file, { deadlineMs: 0 });
    const lines: string[] = [];
    const reading = (async () => {
      for await (const chunk of parquet.chunks()) lines.push(chunk.toString());
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'file.failed',
      message: expect.stringContaining('too damaged') as string,
    });
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain(
      'rows 1 to 10 of the Parquet file cannot be read: decoding them takes too long',
    );
  });
});
