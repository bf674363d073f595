import { describe, expect, it } from 'vitest';
import { readTextLog } from '../../../../../test/core/text-log-lab.ts';
import { YearScan, type YearScanOptions } from './year-scan.ts';

const FORMAT = { name: 'rfc3164' } as const;
const modifiedUnixUs = Date.parse('2027-01-02T00:00:00Z') * 1000;

function scan(text: string, options: Partial<YearScanOptions> = {}, chunkBytes = text.length): string | null {
  const years = new YearScan({
    format: FORMAT,
    order: 'oldest-first',
    modifiedUnixUs,
    timeZone: 'UTC',
    ...options,
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) years.push(bytes.subarray(at, at + chunkBytes));
  const moment = years.end();
  return moment === null ? null : new Date(moment / 1000).toISOString();
}

const months = ['Nov 20', 'Jan  5', 'Jun  1', 'Dec 31', 'Jan  1', 'Feb 29', 'Dec 31', 'Jan  1'];
const text = months
  .map((day, index) => `${day} 10:00:0${String(index)} h a: ${String(index)}\n\tfurther\n`)
  .join('');

describe('a file of more than a year whose times have none', () => {
  it('begins as many years before its last entry as the year turns in it', () => {
    expect(scan(text)).toBe('2024-11-20T10:00:00.000Z');
    for (const chunkBytes of [1, 7, 30]) expect(scan(text, {}, chunkBytes)).toBe('2024-11-20T10:00:00.000Z');
    expect(scan(text.trimEnd())).toBe('2024-11-20T10:00:00.000Z');
  });

  it('is then read with the right years', () => {
    const usual = text.replace('Feb 29', 'Feb 28');
    const first = Date.parse(scan(usual) ?? '') * 1000;
    const { entries } = readTextLog(usual, FORMAT, { lastEntryUnixUs: first, modifiedUnixUs });
    expect(entries.map(({ time }) => time.slice(0, 10))).toEqual([
      '2024-11-20',
      '2025-01-05',
      '2025-06-01',
      '2025-12-31',
      '2026-01-01',
      '2026-02-28',
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('is not fooled by entries that are a little out of order', () => {
    expect(
      scan(
        'Dec 31 10:00:00 h a: x\nJan  1 00:00:00 h a: x\nDec 31 23:59:59 h a: x\nJan  1 00:00:01 h a: x\n',
      ),
    ).toBe('2026-12-31T10:00:00.000Z');
  });

  it('needs no counting when its newest entry comes first', () => {
    const newestFirst = 'Jan  1 10:00:00 h a: x\nDec 31 10:00:00 h a: x\n';
    expect(scan(newestFirst, { order: 'newest-first' })).toBe('2027-01-01T10:00:00.000Z');
  });

  it('is none when its times have years, or there are none', () => {
    expect(scan('2026-01-01T10:00:00Z h a: x\n', { format: { name: 'rsyslog' } })).toBeNull();
    expect(scan('')).toBeNull();
    expect(scan('nothing\n')).toBeNull();
  });

  it('with lines of any length is looked at by their beginnings', () => {
    const long = 'x'.repeat(5000);
    expect(scan(`Dec 31 10:00:00 h a: ${long}\nJan  1 10:00:00 h a: ${long}\n`, {}, 999)).toBe(
      '2026-12-31T10:00:00.000Z',
    );
  });
});
