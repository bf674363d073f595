import { describe, expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '#contract/export-format.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { NEW_PLAN } from './export-plan.ts';
import { columnWords, formatWords, optionWords, redactionWords, splitWords } from './plan-words.ts';
import { withPreset } from './text-presets.ts';

describe('one line about', () => {
  it.each([
    [NEW_PLAN, 'comma, CRLF, header, formulas neutralised, times as ISO 8601 in UTC'],
    [
      withPreset(NEW_PLAN, 'spreadsheet'),
      'comma, CRLF, header, byte order mark, formulas neutralised, times for spreadsheets in UTC',
    ],
    [
      withPreset({ ...NEW_PLAN, format: 'tsv', times: { format: 'iso', zone: 'Europe/Berlin' } }, 'machine'),
      'LF, header, formulas left as they are, times as ISO 8601 in Europe/Berlin',
    ],
    [{ ...NEW_PLAN, format: 'jsonl' as const }, 'times as ISO 8601 in UTC'],
    [
      { ...NEW_PLAN, format: 'jsonl' as const, times: { format: 'unix' as const, zone: 'Europe/Berlin' } },
      'times in seconds since 1970',
    ],
    [{ ...NEW_PLAN, format: 'parquet' as const }, ''],
  ])('the options', (plan, words) => {
    expect(optionWords(plan)).toBe(words);
  });

  it.each([
    [{ format: 'csv', compression: 'none' } as const, 'CSV'],
    [{ format: 'journal', compression: 'zstd' } as const, 'Journal export, zstd'],
  ])('the format', (request, words) => {
    expect(formatWords(request)).toBe(words);
  });

  it('the columns: their number, and the first of them', () => {
    expect(columnWords(['message'])).toBe('1: message');
    expect(columnWords(['time', 'message'])).toBe('2: time, message');
    expect(columnWords(EXPORT_COLUMNS)).toMatch(/^13: id, time, .*, and 5 more$/);
  });

  it('the files', () => {
    const { split } = NEW_PLAN;
    expect(splitWords(NEW_PLAN)).toBe('one file');
    expect(splitWords({ ...NEW_PLAN, split: { ...split, isByRows: true } })).toBe(
      'a new file after 1,000,000 rows',
    );
    expect(splitWords({ ...NEW_PLAN, split: { ...split, isBySize: true } })).toBe('a new file after 100 MB');
    const both = { ...NEW_PLAN, split: { ...split, isByRows: true, isBySize: true } };
    expect(splitWords(both)).toBe('a new file after 1,000,000 rows or 100 MB');
    expect(splitWords({ ...both, destination: 'download' })).toBe('one file');
  });

  it('what is redacted', () => {
    expect(redactionWords([])).toBe('nothing is replaced');
    expect(redactionWords(REDACTION_KINDS)).toBe('all kinds');
    expect(redactionWords(['users', 'ips'])).toBe('user names, IP addresses');
  });
});
