import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeOptions } from '#contract/export-format.ts';
import { EXPORT_COLUMNS } from '#contract/export-format.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { askDuckDb } from '../../../../test/exports/duckdb.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { hostileText, hostileValue } from '../../../../test/exports/hostile-values.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { jsonlFormat } from './jsonl-format.ts';

function lines(
  entries: readonly ExportEntry[],
  columns: readonly string[],
  times: Partial<TimeOptions> = {},
): string[] {
  const file = encodeEntries(jsonlFormat, formatOptions(columns, { times }), entries).toString();
  expect(file === '' || file.endsWith('\n')).toBe(true);
  return file.split('\n').slice(0, -1);
}

/** The stored value that a JSON value stands for. */
function storedValueOf(json: unknown): StoredValue {
  return typeof json === 'string' ? json : Buffer.from((json as { base64: string }).base64, 'base64');
}

describe('jsonlFormat', () => {
  it('writes one object for each entry, with every column of the contract', () => {
    const [line = ''] = lines([sampleEntry({ id: 7, rawSeverity: 'loud' })], EXPORT_COLUMNS);
    expect(JSON.parse(line)).toEqual({
      id: 7,
      time: '2026-11-22T09:25:01.123456Z',
      severity: 'error',
      raw_severity: 'loud',
      host: 'web-1',
      unit: 'ssh.service',
      identifier: 'sshd',
      pid: 812,
      message: 'Connection closed',
      source: 'journal',
      position: 's=abc;i=7',
      received_time: '2026-11-22T09:25:01.200000Z',
      time_unix_us: 1_795_339_501_123_456,
    });
  });

  it('writes null for what is missing, arrays for several values and base64 for what is no text', () => {
    const entry = sampleEntry({
      pid: null,
      message: Buffer.from([0xff, 0]),
      fields: { A: ['=1', Buffer.from([0xfe])], 'B"': ['x'] },
    });
    expect(lines([entry], ['pid', 'raw_severity', 'message', 'A', 'B"', 'C', 'pid'])).toEqual([
      '{"pid":null,"raw_severity":null,"message":{"base64":"/wA="},"A":["=1",{"base64":"/g=="}],"B\\"":"x","C":null}',
    ]);
  });

  it.each([
    [{}, '"2026-11-22T09:25:01.123456Z"'],
    [{ zone: 'Europe/Berlin' }, '"2026-11-22T10:25:01.123456+01:00"'],
    [{ format: 'spreadsheet', zone: 'Asia/Kathmandu' }, '"2026-11-22 15:10:01.123"'],
    [{ format: 'unix', zone: 'Asia/Kathmandu' }, '1795339501.123456'],
  ] as const)('writes times as asked (%j)', (times, json) => {
    expect(lines([sampleEntry()], ['time', 'pid'], times)).toEqual([`{"time":${json},"pid":812}`]);
  });

  it('gives every value back as it was, on a line of its own', () => {
    const entry = fc.record({ message: hostileValue, unit: hostileText, fields: fc.array(hostileValue) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const written = lines(
          entries.map(({ message, unit, fields }) => sampleEntry({ message, unit, fields: { X: fields } })),
          ['message', 'unit', 'X'],
        ).map((line) => JSON.parse(line) as { message: unknown; unit: unknown; X: unknown });
        expect(written.map((row) => [storedValueOf(row.message), row.unit])).toEqual(
          entries.map(({ message, unit }) => [message, unit]),
        );
        for (const [index, { fields }] of entries.entries()) {
          const json = written[index]?.X ?? null;
          const values = json === null ? [] : Array.isArray(json) ? json : [json];
          expect(values.map(storedValueOf)).toEqual(fields);
        }
      }),
    );
  });

  it('is read by DuckDB with its types', async () => {
    const messages = ['plain', 'say "hi",\r\n\ttwice\\', 'nul\0, 🦊 and \u2028', '', 'x'.repeat(5_000_000)];
    const path = join(temporaryFolder(), 'file.jsonl');
    const entries = messages.map((message, index) => sampleEntry({ id: index + 1, message, pid: null }));
    const options = formatOptions(['id', 'time', 'pid', 'message']);
    writeFileSync(path, encodeEntries(jsonlFormat, options, entries));
    const rows = await askDuckDb(
      `SELECT id, typeof(time), epoch_us(time), pid, message FROM read_json('${path}', maximum_object_size = 16777216)`,
    );
    expect(rows.map((row) => row.slice(0, 4))).toEqual(
      entries.map(({ id, timeUnixUs }) => [BigInt(id), 'TIMESTAMP', BigInt(timeUnixUs), null]),
    );
    expect(rows.map((row) => row[4]).every((text, index) => text === messages[index])).toBe(true);
  });
});
