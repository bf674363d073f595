import * as fc from 'fast-check';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_EXPORT_COLUMNS, EXPORT_COLUMNS } from '#contract/export-format.ts';
import type { MethodParams } from '#contract/methods.ts';
import { entryText, streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { encodeEntries } from '../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../test/exports/format-options.ts';
import type { ExportField } from '../../../test/journal/export-encoding.ts';
import { trickyEntries } from '../../../test/queries/tricky-entries.ts';
import type { EntryPages, ExportEntry } from '../exports/export-entry.ts';
import { EXPORT_FORMATS } from '../exports/formats/export-formats.ts';
import { formatEntries } from './format-entries.ts';
import { openExportStore } from './read-entries.ts';

type Params = MethodParams<'entries.format'>;
type Limits = Parameters<typeof formatEntries>[3];

const EVERYTHING: Params = {
  query: {},
  ranges: [{ firstId: 1, lastId: 1_000_000 }],
  format: 'text',
  timeZone: 'Europe/Berlin',
};

function storeOf(text: Buffer): StoreLab {
  const lab = new StoreLab(temporaryFolder());
  onTestFinished(() => lab[Symbol.dispose]());
  lab.store(text);
  return lab;
}

function format(lab: StoreLab, params: Partial<Params>, limits?: Limits) {
  return formatEntries(lab.context(), { ...EVERYTHING, ...params }, () => false, limits);
}

const textOf = (...fields: readonly ExportField[]) => format(storeOf(entryText(1, ...fields)), {}).text;

describe('entries as text', () => {
  it('are what a log file would say, with the time of the zone', () => {
    const text = textOf(
      ['PRIORITY', '3'],
      ['_HOSTNAME', 'web-1'],
      ['_SYSTEMD_UNIT', 'ssh.service'],
      ['SYSLOG_IDENTIFIER', 'sshd'],
      ['_PID', '812'],
      ['MESSAGE', 'Connection reset'],
    );
    expect(text).toBe(
      '2026-11-22T10:00:01.000000+01:00 ERROR web-1 ssh.service sshd[812]: Connection reset\n',
    );
  });

  it('have a hyphen for what they lack', () => {
    expect(textOf(['PRIORITY', '6'])).toBe('2026-11-22T10:00:01.000000+01:00 INFO - - -: \n');
  });

  it('keep the lines of a message together, and its tabs', () => {
    const text = textOf(['MESSAGE', 'failed:\n\tat a.ts:1\r\n\n\tat b.ts:2\n']);
    expect(text.split(': ', 2)[1]).toBe('failed:\n    \tat a.ts:1\n    \n    \tat b.ts:2\n');
  });

  it('obey nothing that a terminal or a page would obey', () => {
    const text = textOf(['MESSAGE', '\u001b[2Jwiped\u0000 \u202egnp.exe'], ['SYSLOG_IDENTIFIER', 'a\nb']);
    expect(text).toContain('a␊b: ␛[2Jwiped␀ <U+202E>gnp.exe\n');
  });

  it('show bytes that are no UTF-8', () => {
    expect(textOf(['MESSAGE', Buffer.from([0x61, 0xff, 0x62])])).toContain(String.raw`: a\xFFb`);
  });

  it('are complete, however long', () => {
    const message = 'long '.repeat(200_000).trimEnd();
    expect(textOf(['MESSAGE', message])).toContain(`: ${message}\n`);
  });
});

describe('entries as an export writes them', () => {
  function* entriesOf(pages: EntryPages): Generator<ExportEntry> {
    for (const page of pages) yield* page;
  }

  /** What an export of these columns holds. */
  function exported(lab: StoreLab, name: 'csv' | 'jsonl', columns: readonly string[]): Buffer {
    using store = openExportStore(lab.dataDir);
    const range = { query: {}, columns, needsAllFields: false, afterId: 0, lastId: store.lastId() };
    return encodeEntries(EXPORT_FORMATS[name], formatOptions(columns), entriesOf(store.readPages(range)));
  }

  it('are in CSV to the letter what an export is', () => {
    const lab = storeOf(
      Buffer.concat([
        streamOf(1, 30),
        entryText(31, ['MESSAGE', '=cmd|calc'], ['_HOSTNAME', 'a,"b"']),
        entryText(32, ['MESSAGE', 'two\nlines €']),
      ]),
    );
    const { text, entries } = format(lab, { format: 'csv' });
    expect(entries).toBe(32);
    expect(text).toBe(exported(lab, 'csv', DEFAULT_EXPORT_COLUMNS).toString('utf8'));
    const rows = parseCsv(text);
    expect(rows[31]?.at(-1)).toBe("'=cmd|calc");
  });

  it('are in JSON Lines every column, and every field once', () => {
    const lab = storeOf(trickyEntries(120));
    const { text } = format(lab, { format: 'jsonl' });
    const lines = text.split('\n').slice(0, -1);
    const names = lab.entries().map(({ fields }) => new Set(fields.map(({ name }) => name)));
    expect(lines).toHaveLength(names.length);
    const all = [...new Set([...EXPORT_COLUMNS, ...names.flatMap((set) => [...set])])];
    const whole = exported(lab, 'jsonl', all).toString('utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      const object = JSON.parse(line) as Record<string, unknown>;
      const expected = JSON.parse(whole[index] ?? '') as Record<string, unknown>;
      const fields = [...(names[index] ?? [])].filter((name) => name in object || name !== 'MESSAGE');
      expect(Object.keys(object).toSorted()).toEqual([...EXPORT_COLUMNS, ...fields].toSorted());
      for (const [name, value] of Object.entries(object)) expect(value).toEqual(expected[name]);
    }
  });

  it('hold bytes that are no UTF-8 as text that can be read', () => {
    const lab = storeOf(entryText(1, ['MESSAGE', Buffer.from([0x61, 0xff])]));
    expect(format(lab, { format: 'csv' }).text).toContain(String.raw`a\xFF`);
    expect(JSON.parse(format(lab, { format: 'jsonl' }).text)).toMatchObject({ message: { base64: 'Yf8=' } });
  });
});

describe('the choice of entries', () => {
  const range = fc.record({
    firstId: fc.integer({ min: 1, max: 70 }),
    lastId: fc.integer({ min: 1, max: 70 }),
  });

  it('takes each entry of the ranges once and in order, of those the query finds', () => {
    const lab = storeOf(streamOf(1, 60));
    const idsOf = (text: string) => [...text.matchAll(/"id":(\d+)/g)].map(([, id]) => Number(id));
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), fc.boolean(), (ranges, isFiltered) => {
        const where = isFiltered ? 'severity<=info -severity:debug' : '';
        const { text, entries, isComplete } = format(lab, { format: 'jsonl', ranges, query: { where } });
        const matching = new Set(idsOf(format(lab, { format: 'jsonl', query: { where } }).text));
        const expected = Array.from({ length: 60 }, (_, index) => index + 1).filter(
          (id) => matching.has(id) && ranges.some(({ firstId, lastId }) => id >= firstId && id <= lastId),
        );
        expect(idsOf(text)).toEqual(expected);
        expect({ entries, isComplete }).toEqual({ entries: expected.length, isComplete: true });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [9, 9, false],
    [10, 10, true],
    [11, 10, true],
  ])('ends after %i entries with %i of ten', (entries, given, isComplete) => {
    const lab = storeOf(streamOf(1, 10));
    const limits = { entries, bytes: 1_000_000 };
    const found = format(lab, {}, limits);
    expect(found).toMatchObject({ entries: given, isComplete });
    expect(found.text.split('\n')).toHaveLength(given + 1);
  });

  it('ends before the entry that makes the text too long', () => {
    const lab = storeOf(streamOf(1, 10));
    const whole = format(lab, { format: 'csv' }).text;
    const limited = (bytes: number) => format(lab, { format: 'csv' }, { entries: 100, bytes });
    expect(limited(whole.length)).toEqual({ text: whole, entries: 10, isComplete: true });
    const cut = limited(whole.length - 1);
    expect(cut).toMatchObject({ entries: 9, isComplete: false });
    expect(whole.startsWith(cut.text)).toBe(true);
  });

  it('of nothing is nothing, or a header', () => {
    const lab = storeOf(streamOf(1, 3));
    const none = { ranges: [{ firstId: 4, lastId: 9 }] };
    expect(format(lab, none)).toEqual({ text: '', entries: 0, isComplete: true });
    expect(format(lab, { ...none, format: 'csv' }).text).toBe(`${DEFAULT_EXPORT_COLUMNS.join(',')}\r\n`);
  });

  it('ends when nobody waits for it', () => {
    const lab = storeOf(streamOf(1, 3));
    expect(() => formatEntries(lab.context(), EVERYTHING, () => true)).toThrow(
      expect.objectContaining({ code: 'cancelled' }) as Error,
    );
  });

  it('refuses a zone or a query that it does not understand', () => {
    const lab = storeOf(streamOf(1, 3));
    expect(() => format(lab, { timeZone: 'Mars' })).toThrow('Mars');
    expect(() => format(lab, { query: { where: '(' } })).toThrow(
      expect.objectContaining({ code: 'query.invalid' }) as Error,
    );
  });
});
