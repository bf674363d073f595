import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBsdTime } from '../text-log/times/read-bsd-time.ts';
import { WrittenTime } from '../text-log/times/written-time.ts';
import { ReceivedTimes } from './received-times.ts';

function resolve(text: string, received: string, timeZone = 'UTC'): string {
  const times = new ReceivedTimes(timeZone);
  const time = new WrittenTime();
  if (readBsdTime(text, 0, time) < 0) throw new Error(`${text} is no time`);
  times.receivedUnixUs = Date.parse(received) * 1000;
  return new Date(times.resolve(time) / 1000).toISOString();
}

it.each([
  ['Nov 22 09:00:00', '2026-11-22T12:00:00Z', '2026-11-22T09:00:00.000Z'],
  ['Dec 31 23:59:59', '2027-01-01T00:00:01Z', '2026-12-31T23:59:59.000Z'],
  ['Jan  1 00:00:01', '2026-12-31T23:59:59Z', '2027-01-01T00:00:01.000Z'],
  // Half a year away on either side.
  ['May 25 00:00:00', '2026-11-22T00:00:00Z', '2026-05-25T00:00:00.000Z'],
  ['May 22 00:00:00', '2026-11-22T00:00:00Z', '2027-05-22T00:00:00.000Z'],
  // The nearest year that has the day.
  ['Feb 29 10:00:00', '2026-02-28T10:00:00Z', '2024-02-29T10:00:00.000Z'],
  ['Feb 29 10:00:00', '2027-03-01T10:00:00Z', '2028-02-29T10:00:00.000Z'],
])('%s, received at %s, is %s', (text, received, expected) => {
  expect(resolve(text, received)).toBe(expected);
});

it('of two equal hours when clocks are set back it is the one that is nearer', () => {
  expect(resolve('Oct 25 02:30:00', '2026-10-25T00:30:02Z', 'Europe/Berlin')).toBe(
    '2026-10-25T00:30:00.000Z',
  );
  expect(resolve('Oct 25 02:30:00', '2026-10-25T01:30:02Z', 'Europe/Berlin')).toBe(
    '2026-10-25T01:30:00.000Z',
  );
});

it('no other year would be nearer, whenever the message comes', () => {
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const second = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2099, 11) / 1000 });
  fc.assert(
    fc.property(second, second, (written, received) => {
      const date = new Date(written * 1000);
      const day = String(date.getUTCDate()).padStart(2, ' ');
      const text = `${months[date.getUTCMonth()] ?? ''} ${day} ${date.toISOString().slice(11, 19)}`;
      const moment = new Date(resolve(text, new Date(received * 1000).toISOString()));
      const away = Math.abs(moment.getTime() / 1000 - received);
      for (const years of [-4, -1, 1, 4]) {
        const other = new Date(moment);
        other.setUTCFullYear(other.getUTCFullYear() + years);
        if (other.getUTCDate() !== moment.getUTCDate()) continue;
        expect(Math.abs(other.getTime() / 1000 - received)).toBeGreaterThanOrEqual(away);
      }
    }),
  );
});
