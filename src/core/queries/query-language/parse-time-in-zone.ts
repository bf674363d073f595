import { ZoneClock } from '../../times/zone-clock.ts';
import { parseTime } from './parse-time.ts';
import { queryError, quoted } from './query-error.ts';

const EXAMPLES = ['2h ago', '06:00', 'yesterday 17:30', '2026-11-22 10:15'];

/**
 * Reads a time as `parseTime` does, with the clocks of `timeZone` (an IANA name) in place of the process's own. Of a
 * time that occurs twice, as clocks are set back, it is one of the two; one that does not occur is near the change.
 * @throws AppError `query.invalid` when it is no time, `request.invalid` when there is no such zone.
 */
export function parseTimeInZone(text: string, nowUnixUs: number, timeZone: string): number {
  const zone = new ZoneClock(timeZone);
  // Only a clock time without a zone can be followed by one: read as UTC, it says what the zone's clocks are to show.
  const clockUs = parseTime(`${text} Z`, clockUsAt(zone, nowUnixUs));
  const unixUs = clockUs === undefined ? parseTime(text, nowUnixUs) : momentOf(zone, clockUs);
  if (unixUs !== undefined && unixUs >= 0) return unixUs;
  throw queryError(
    { start: 0, end: text.length },
    `${quoted(text)} is no time. Write it like ${EXAMPLES.join(', ')}.`,
    EXAMPLES,
  );
}

/** What the zone's clocks show at that moment, as the moment at which a clock in UTC shows the same. */
function clockUsAt(zone: ZoneClock, unixUs: number): number {
  return unixUs + zone.offsetUsAt(unixUs);
}

function momentOf(zone: ZoneClock, clockUs: number): number {
  // How far the zone is from UTC at the moment itself is not known yet; the second guess is right, save within a skipped hour.
  const guess = Math.max(0, clockUs - (clockUsAt(zone, clockUs) - clockUs));
  return clockUs - (clockUsAt(zone, guess) - guess);
}
