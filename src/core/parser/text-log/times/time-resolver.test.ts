import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryOrder } from '../../../listener/text-log/text-log-format.ts';
import { zonedTimeFormatter } from '../../../times/time-formatter.ts';
import { readAnyTime } from './read-any-time.ts';
import { TimeResolver, type TimeResolverOptions } from './time-resolver.ts';
import { WrittenTime } from './written-time.ts';

const us = (iso: string) => Date.parse(iso) * 1000;

function resolveAll(texts: readonly string[], options: Partial<TimeResolverOptions> = {}): string[] {
  const resolver = new TimeResolver({
    order: 'oldest-first',
    modifiedUnixUs: us('2026-11-22T12:00:00Z'),
    lastEntryUnixUs: null,
    timeZone: 'UTC',
    ...options,
  });
  const time = new WrittenTime();
  return texts.map((text) => {
    expect(readAnyTime(text, 0, time)).toBe(text.length);
    const moment = resolver.resolve(time);
    resolver.keep(moment);
    return new Date(moment / 1000).toISOString().replace('.000Z', 'Z');
  });
}

describe('a year that is left out', () => {
  it('is that of the file for times before it was written, else the one before', () => {
    expect(resolveAll(['Nov 22 12:00:00'])).toEqual(['2026-11-22T12:00:00Z']);
    // A clock that is a little ahead is not one of last year.
    expect(resolveAll(['Nov 23 11:59:59'])).toEqual(['2026-11-23T11:59:59Z']);
    expect(resolveAll(['Nov 23 12:00:01'])).toEqual(['2025-11-23T12:00:01Z']);
  });

  it('changes between December and January', () => {
    const modifiedUnixUs = us('2027-01-02T00:00:00Z');
    const texts = ['Dec 30 10:00:00', 'Dec 31 23:59:59', 'Jan  1 00:00:00', 'Jan  1 10:00:00'];
    const moments = [
      '2026-12-30T10:00:00Z',
      '2026-12-31T23:59:59Z',
      '2027-01-01T00:00:00Z',
      '2027-01-01T10:00:00Z',
    ];
    expect(resolveAll(texts, { modifiedUnixUs })).toEqual(moments);
    expect(resolveAll(texts.toReversed(), { modifiedUnixUs, order: 'newest-first' })).toEqual(
      moments.toReversed(),
    );
  });

  it('stays when months without entries lie between', () => {
    expect(resolveAll(['Feb  1 10:00:00', 'Oct 31 10:00:00'])).toEqual([
      '2026-02-01T10:00:00Z',
      '2026-10-31T10:00:00Z',
    ]);
  });

  it('is not changed by entries that are a little out of order', () => {
    const modifiedUnixUs = us('2027-01-02T00:00:00Z');
    expect(
      resolveAll(['Dec 31 23:59:59', 'Jan  1 00:00:01', 'Dec 31 23:59:58', 'Jan  1 00:00:02'], {
        modifiedUnixUs,
      }),
    ).toEqual([
      '2026-12-31T23:59:59Z',
      '2027-01-01T00:00:01Z',
      '2026-12-31T23:59:58Z',
      '2027-01-01T00:00:02Z',
    ]);
  });

  it('follows from the entry before where reading goes on', () => {
    const lastEntryUnixUs = us('2024-12-31T10:00:00Z');
    expect(resolveAll(['Jan  1 10:00:00'], { lastEntryUnixUs })).toEqual(['2025-01-01T10:00:00Z']);
  });

  it('is a leap year for 29 February', () => {
    expect(resolveAll(['Feb 29 10:00:00'])).toEqual(['2024-02-29T10:00:00Z']);
  });

  it('keeps every log of less than a year in order, whatever its times', () => {
    const day = 86_400_000;
    const orders = fc.constantFrom<EntryOrder>('oldest-first', 'newest-first');
    const steps = fc.array(fc.integer({ min: 0, max: 300 * day }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 40_000 * day }), orders, (gaps, end, order) => {
        const last = Math.floor((end + day) / 1000) * 1000;
        const moments: number[] = [];
        let at = last;
        let span = 0;
        for (const gap of gaps) {
          moments.unshift(at);
          span += gap;
          // 29 February is asked for by its own test.
          if (span > 330 * day) break;
          at = Math.floor((last - span) / 1000) * 1000;
        }
        const known = moments.filter((moment) => moment >= 0 && !isLeapDay(moment));
        if (known.length === 0) return;
        const inOrder = order === 'oldest-first' ? known : known.toReversed();
        const modifiedUnixUs = last * 1000;
        const found = resolveAll(inOrder.map(bsdTime), { modifiedUnixUs, order });
        expect(found).toEqual(inOrder.map((moment) => new Date(moment).toISOString().replace('.000Z', 'Z')));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a zone that is left out', () => {
  it('is the one that was named, summer and winter', () => {
    const timeZone = 'Europe/Berlin';
    expect(resolveAll(['2026-07-01 12:00:00', '2026-11-01 12:00:00'], { timeZone })).toEqual([
      '2026-07-01T10:00:00Z',
      '2026-11-01T11:00:00Z',
    ]);
  });

  it('tells the hour that clocks show twice apart by the order of the entries', () => {
    const timeZone = 'Europe/Berlin';
    const texts = [
      '2026-10-25 01:59:00',
      '2026-10-25 02:10:00',
      '2026-10-25 02:59:00',
      '2026-10-25 02:01:00',
      '2026-10-25 02:58:00',
    ];
    const moments = [
      '2026-10-24T23:59:00Z',
      '2026-10-25T00:10:00Z',
      '2026-10-25T00:59:00Z',
      '2026-10-25T01:01:00Z',
      '2026-10-25T01:58:00Z',
    ];
    expect(resolveAll(texts, { timeZone })).toEqual(moments);
    const lastEntryUnixUs = us('2026-10-25T02:30:00Z');
    expect(resolveAll(texts.toReversed(), { timeZone, order: 'newest-first', lastEntryUnixUs })).toEqual(
      moments.toReversed(),
    );
  });

  it('counts an hour that clocks skip as if they had not been changed yet', () => {
    expect(resolveAll(['2026-03-29 02:30:00'], { timeZone: 'Europe/Berlin' })).toEqual([
      '2026-03-29T01:30:00Z',
    ]);
  });

  it.each(['Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'in %s gives every moment back that clocks show once',
    (timeZone) => {
      const formatter = zonedTimeFormatter(timeZone);
      const moments = fc.integer({ min: us('1990-01-02T00:00:00Z'), max: us('2100-01-01T00:00:00Z') });
      fc.assert(
        fc.property(moments, (moment) => {
          const written = formatter.format(moment).replace(/[+-]\d\d:\d\d$/, '');
          const time = new WrittenTime();
          readAnyTime(written, 0, time);
          const resolver = new TimeResolver({
            order: 'oldest-first',
            modifiedUnixUs: moment,
            lastEntryUnixUs: moment,
            timeZone,
          });
          expect([0, 3_600_000_000, 1_800_000_000]).toContain(moment - resolver.resolve(time));
          const isUsual = formatter.format(resolver.resolve(time)) === formatter.format(moment);
          expect(isUsual || formatter.format(resolver.resolve(time)).startsWith(written)).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
  );
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function bsdTime(unixMs: number): string {
  const date = new Date(unixMs);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${date.toISOString().slice(11, 19)}`;
}

function isLeapDay(unixMs: number): boolean {
  return new Date(unixMs).toISOString().slice(5, 10) === '02-29';
}
