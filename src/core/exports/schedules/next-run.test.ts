import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ZONES, zoneOffset } from '../../../../test/exports/zone-offset.ts';
import { localOffset, nextRun, type IntervalTrigger, type ZoneOffset } from './next-run.ts';

const MINUTE_US = 60_000_000;
const HOUR_US = 60 * MINUTE_US;
const DAY_US = 24 * HOUR_US;
const UNIT_MINUTES = { minutes: 1, hours: 60, days: 1440 } as const;

function every(count: number, unit: IntervalTrigger['unit'], at?: string): IntervalTrigger {
  return {
    kind: 'interval',
    every: count,
    unit,
    runsMissedAtStart: true,
    ...(at === undefined ? {} : { at }),
  };
}

function utc(text: string): number {
  return Date.parse(`${text}Z`) * 1000;
}

/** The runs after `now`, as ISO times without seconds. */
function runs(trigger: IntervalTrigger, zone: string, now: string, count: number, anchor = now): string[] {
  const found: string[] = [];
  let last: number | null = null;
  let at = utc(now);
  while (found.length < count) {
    at = nextRun(
      trigger,
      { anchorUnixUs: utc(anchor), nowUnixUs: at, lastPlannedUnixUs: last },
      zoneOffset(zone),
    );
    last = at;
    found.push(new Date(at / 1000).toISOString().slice(0, 16));
  }
  return found;
}

describe('a run by the clock', () => {
  it('comes in steps from midnight, or from the clock time it is counted from', () => {
    expect(runs(every(20, 'minutes'), 'UTC', '2026-11-22T10:05', 3)).toEqual([
      '2026-11-22T10:20',
      '2026-11-22T10:40',
      '2026-11-22T11:00',
    ]);
    expect(runs(every(6, 'hours', '07:30'), 'UTC', '2026-11-22T10:05', 4)).toEqual([
      '2026-11-22T13:30',
      '2026-11-22T19:30',
      '2026-11-23T01:30',
      '2026-11-23T07:30',
    ]);
  });

  it('comes today when the time of day is still ahead, else on the next day that counts', () => {
    expect(runs(every(1, 'days', '18:00'), 'Europe/Berlin', '2026-11-22T10:00', 2)).toEqual([
      '2026-11-22T17:00',
      '2026-11-23T17:00',
    ]);
    expect(runs(every(3, 'days', '06:00'), 'Europe/Berlin', '2026-11-22T10:00', 2)).toEqual([
      '2026-11-25T05:00',
      '2026-11-28T05:00',
    ]);
  });

  it('stays at its time of day in summer and in winter', () => {
    expect(runs(every(1, 'days', '07:00'), 'Europe/Berlin', '2026-10-23T12:00', 3)).toEqual([
      '2026-10-24T05:00',
      '2026-10-25T06:00',
      '2026-10-26T06:00',
    ]);
    expect(runs(every(6, 'hours'), 'America/New_York', '2026-03-08T04:00', 4)).toEqual([
      '2026-03-08T05:00',
      '2026-03-08T10:00',
      '2026-03-08T16:00',
      '2026-03-08T22:00',
    ]);
  });

  it('is due when the clocks have jumped over it', () => {
    expect(runs(every(1, 'days', '02:30'), 'Europe/Berlin', '2026-03-28T12:00', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    // In these places midnight itself is jumped over, or half an hour, or a whole day.
    expect(runs(every(1, 'days'), 'America/Havana', '2026-03-07T12:00', 2)).toEqual([
      '2026-03-08T05:00',
      '2026-03-09T04:00',
    ]);
    expect(runs(every(1, 'days', '02:15'), 'Australia/Lord_Howe', '2026-10-03T00:00', 2)).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:15',
    ]);
    expect(runs(every(1, 'days', '08:00'), 'Pacific/Apia', '2011-12-29T12:00', 3)).toEqual([
      '2011-12-29T18:00',
      '2011-12-30T10:00',
      '2011-12-30T18:00',
    ]);
  });

  it('comes once when its time comes twice, unless the interval is shorter than what comes twice', () => {
    expect(runs(every(1, 'days', '02:30'), 'Europe/Berlin', '2026-10-24T12:00', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    expect(runs(every(30, 'minutes'), 'Europe/Berlin', '2026-10-24T23:45', 5)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
    ]);
    expect(runs(every(1, 'hours', '00:15'), 'Europe/Berlin', '2026-10-24T23:30', 4)).toEqual([
      '2026-10-25T00:15',
      '2026-10-25T01:15',
      '2026-10-25T02:15',
      '2026-10-25T03:15',
    ]);
    expect(runs(every(2, 'hours'), 'Europe/Berlin', '2026-10-24T22:30', 3)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T03:00',
      '2026-10-25T05:00',
    ]);
  });

  it('counts days over the end of a year and a leap day', () => {
    expect(runs(every(1, 'days'), 'UTC', '2028-02-28T12:00', 2)).toEqual([
      '2028-02-29T00:00',
      '2028-03-01T00:00',
    ]);
    expect(runs(every(400, 'days', '12:00'), 'UTC', '2027-12-31T13:00', 2)).toEqual([
      '2029-02-03T12:00',
      '2030-03-10T12:00',
    ]);
  });

  it('is the next one after a long sleep, and after the clock was put forward', () => {
    const planned = { anchorUnixUs: utc('2026-01-01T00:00'), lastPlannedUnixUs: utc('2026-11-20T07:00') };
    expect(
      nextRun(
        every(1, 'days', '07:00'),
        { ...planned, nowUnixUs: utc('2026-11-22T09:00') },
        zoneOffset('UTC'),
      ),
    ).toBe(utc('2026-11-23T07:00'));
  });

  it('does not come again when the clock is set back a little, nor wait when it is set back far', () => {
    const planned = { anchorUnixUs: utc('2026-01-01T00:00'), lastPlannedUnixUs: utc('2026-11-22T07:00') };
    const next = (now: string) =>
      nextRun(every(1, 'days', '07:00'), { ...planned, nowUnixUs: utc(now) }, zoneOffset('UTC'));
    expect(next('2026-11-22T06:59')).toBe(utc('2026-11-23T07:00'));
    expect(next('2024-02-03T10:00')).toBe(utc('2024-02-04T07:00'));
  });

  it('is where a look at each minute of the clock finds it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.record({
          every: fc.oneof(
            fc.integer({ min: 1, max: 6 }),
            fc.constantFrom(15, 30, 60, 90),
            fc.integer({ min: 7, max: 3000 }),
          ),
          unit: fc.constantFrom('minutes', 'hours', 'days'),
          at: fc.option(
            fc
              .oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 1439 }))
              .map(
                (m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
              ),
            { nil: undefined },
          ),
        }),
        fc.integer({ min: 0, max: 20 * 365 * 1440 }),
        fc.integer({ min: 0, max: 1440 * 30 }),
        fc.boolean(),
        (zone, { every: count, unit, at }, minutes, sinceAnchor, isNearChange) => {
          const offsetAt = zoneOffset(zone);
          const trigger = every(count, unit, at);
          // Half of the cases within hours of a change of the clocks, where it is hard.
          const changes = zoneOffset.changesOf(zone);
          const change = changes[minutes % Math.max(1, changes.length)];
          const now =
            isNearChange && change !== undefined
              ? change + ((minutes % 480) - 240) * MINUTE_US
              : utc('2010-01-01T00:00') + minutes * MINUTE_US;
          const anchor = now - sinceAnchor * MINUTE_US;
          const stepMinutes = count * UNIT_MINUTES[unit];
          // As far ahead as looking at each minute is bearable.
          fc.pre(stepMinutes <= 20_000);
          const found = nextRun(
            trigger,
            { anchorUnixUs: anchor, nowUnixUs: now, lastPlannedUnixUs: null },
            offsetAt,
          );
          expect(found).toBe(firstMinute(trigger, stepMinutes, anchor, now, offsetAt));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is never more than an interval and a change of the clocks away, whatever was planned last', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 1, max: 10_000 }),
        fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const),
        fc.integer({ min: 0, max: 20 * 365 * 1440 }),
        fc.option(fc.integer({ min: 0, max: 60 * 365 * 1440 }), { nil: null }),
        (zone, count, unit, minutes, last) => {
          const now = utc('2010-01-01T00:00') + minutes * MINUTE_US;
          const planned = {
            anchorUnixUs: utc('2009-06-01T00:00'),
            nowUnixUs: now,
            lastPlannedUnixUs: last === null ? null : utc('2000-01-01T00:00') + last * MINUTE_US,
          };
          const found = nextRun(every(count, unit), planned, zoneOffset(zone));
          const step = count * UNIT_MINUTES[unit] * MINUTE_US;
          expect(found).toBeGreaterThan(now);
          expect(found).not.toBe(planned.lastPlannedUnixUs);
          expect(found - now).toBeLessThanOrEqual(2 * step + DAY_US);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** The same question answered by looking at what the clock shows in each minute. */
function firstMinute(
  { at = '00:00' }: IntervalTrigger,
  stepMinutes: number,
  anchor: number,
  now: number,
  offsetAt: ZoneOffset,
): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const anchorClock = anchor + offsetAt(anchor);
  const first = Math.floor(anchorClock / DAY_US) * 1440 + hours * 60 + minutes;
  const isOn = (clockMinute: number) =>
    (((clockMinute - first) % stepMinutes) + stepMinutes) % stepMinutes === 0;
  const clockAt = (unixUs: number) => Math.floor((unixUs + offsetAt(unixUs)) / MINUTE_US);
  for (let minute = Math.floor(now / MINUTE_US) + 1; ; minute += 1) {
    const unixUs = minute * MINUTE_US;
    const clock = clockAt(unixUs);
    const before = clockAt(unixUs - MINUTE_US);
    for (let jumped = before + 1; jumped < clock; jumped += 1) if (isOn(jumped)) return unixUs;
    if (isOn(clock) && !isSecond(clock, unixUs)) return unixUs;
  }
  function isSecond(clock: number, unixUs: number): boolean {
    for (let ago = 1; ago <= 180; ago += 1) {
      const isSame = clockAt(unixUs - ago * MINUTE_US) === clock;
      if (isSame) return stepMinutes > ago;
    }
    return false;
  }
}

describe('the zone of this process', () => {
  it('is what TZ says', () => {
    const before = process.env['TZ'];
    onTestFinished(() => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    });
    for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']) {
      process.env['TZ'] = zone;
      for (const day of ['2026-01-15T12:00', '2026-07-15T12:00']) {
        expect(localOffset(utc(day)) + 0).toBe(zoneOffset(zone)(utc(day)));
      }
    }
  });
});
