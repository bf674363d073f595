import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '#contract/export-format.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import type { ExportEntry } from '../export-entry.ts';
import { jsonlFormat } from './jsonl-format.ts';

function lines(entries: readonly ExportEntry[], columns: readonly string[]): string[] {
  const file = encodeEntries(jsonlFormat, formatOptions(columns), entries).toString();
  expect(file === '' || file.endsWith('\n')).toBe(true);
  return file.split('\n').slice(0, -1);
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

  it('gives every text back as it was, on a line of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())), (messages) => {
        const written = lines(
          messages.map((message) => sampleEntry({ message })),
          ['message'],
        );
        expect(written.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(messages);
      }),
    );
  });
});
