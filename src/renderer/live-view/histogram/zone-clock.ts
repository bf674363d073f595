import { offsetMinutes } from '../../formats.ts';
import type { TimeZone } from '../../formats.ts';

const MINUTE_US = 60_000_000;

/** What the zone's clocks show at that moment, as the microseconds since 1970-01-01 00:00 of a clock that never changes. */
export function clockUsAt(unixUs: number, zone: TimeZone): number {
  return unixUs + offsetUs(unixUs, zone);
}

/**
 * The first moment, not before `unixUs`, at which clocks of the zone show a multiple of `stepUs` after `originUs`. Where
 * clocks are put back it comes once more; where they are put forward over it, a step of a day and more gives the moment
 * of the change, a smaller one the next that exists.
 */
export function nextOnClock(unixUs: number, stepUs: number, originUs: number, zone: TimeZone): number {
  let from = unixUs;
  // Zones change their clocks a few times a year, and no step is longer than two weeks.
  for (let change = 0; change < 4; change += 1) {
    const offset = offsetUs(from, zone);
    const clock = Math.ceil((from + offset - originUs) / stepUs) * stepUs + originUs;
    if (offsetUs(clock - offset, zone) === offset) return clock - offset;
    from = clockChangeBetween(from, clock - offset, zone);
    const isSkipped = clock <= clockUsAt(from, zone);
    if (isSkipped && stepUs >= 1_440 * MINUTE_US) return from;
  }
  return from;
}

/** The moment at which clocks of the zone show `clockUs`; of two the earlier, and of none one near by. */
export function unixUsOfClock(clockUs: number, zone: TimeZone): number {
  const guess = clockUs - offsetUs(clockUs, zone);
  return clockUs - offsetUs(guess, zone);
}

/** The first whole minute of a stretch at which the offset is no longer that of its beginning. */
function clockChangeBetween(fromUnixUs: number, untilUnixUs: number, zone: TimeZone): number {
  const before = offsetUs(fromUnixUs, zone);
  let same = Math.floor(fromUnixUs / MINUTE_US);
  let other = Math.ceil(untilUnixUs / MINUTE_US);
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetUs(middle * MINUTE_US, zone) === before) same = middle;
    else other = middle;
  }
  return other * MINUTE_US;
}

function offsetUs(unixUs: number, zone: TimeZone): number {
  return offsetMinutes(new Date(Math.floor(unixUs / 1_000)), zone) * MINUTE_US;
}
