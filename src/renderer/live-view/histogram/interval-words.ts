import type { TimeZone } from '../../formats.ts';
import type { TimeRange } from '../live-summary.ts';
import type { TimeTick } from './time-ticks.ts';
import { clockUsAt } from './zone-clock.ts';

const MINUTE_US = 60_000_000;
const DAY_US = 1_440 * MINUTE_US;

/** How times are written on the axis and in the words of a bar. */
export interface ClockStyle {
  zone: TimeZone;
  /** For the names of months; the times of day have 24 hours everywhere, as in the list. */
  locale: string;
  /** About now: days of another year are written with it. */
  nowUnixUs: number;
}

/**
 * Both ends of an interval, as short as they can be read: seconds only if one of them has any, the day only where it is
 * not `knownDay`, and at the end only where it is not that of the beginning.
 */
export function intervalEnds(
  { fromUnixUs, untilUnixUs }: TimeRange,
  style: ClockStyle,
  knownDay: string | null,
): { from: string; until: string } {
  const from = clockUsAt(fromUnixUs, style.zone);
  const until = clockUsAt(untilUnixUs, style.zone);
  const hasSeconds = from % MINUTE_US !== 0 || until % MINUTE_US !== 0;
  const fromDay = dayWords(from, style);
  const untilDay = dayWords(until, style);
  const fromTime = timeWords(from, hasSeconds);
  const untilTime = timeWords(until, hasSeconds);
  return {
    from: fromDay === knownDay ? fromTime : `${fromDay} ${fromTime}`,
    until: untilDay === fromDay ? untilTime : `${untilDay} ${untilTime}`,
  };
}

/** The day in which the whole range lies, as the words of an interval name it; null: it touches several. */
export function onlyDayOf({ fromUnixUs, untilUnixUs }: TimeRange, style: ClockStyle): string | null {
  const first = dayAt(fromUnixUs, style);
  return first === dayAt(Math.max(fromUnixUs, untilUnixUs - 1), style) ? first : null;
}

/** The day of a moment: Nov 22. */
export function dayAt(unixUs: number, style: ClockStyle): string {
  return dayWords(clockUsAt(unixUs, style.zone), style);
}

/** What stands at a mark of the axis. The first one says the day, if no other does. */
export function tickWords(ticks: readonly TimeTick[], style: ClockStyle): string[] {
  const saysDay = ticks.some(({ unit }) => unit !== 'second' && unit !== 'minute');
  return ticks.map(({ clockUs, unit }, index) => {
    switch (unit) {
      case 'year':
        return String(dateOf(clockUs).getUTCFullYear());
      case 'month':
        return format(clockUs, style.locale, { month: 'short', year: 'numeric' });
      case 'day':
        return dayWords(clockUs, style);
      case 'minute':
      case 'second': {
        const time = timeWords(clockUs, unit === 'second');
        return index === 0 && !saysDay ? `${dayWords(clockUs, style)} ${time}` : time;
      }
    }
  });
}

function timeWords(clockUs: number, hasSeconds: boolean): string {
  return dateOf(clockUs)
    .toISOString()
    .slice(11, hasSeconds ? 19 : 16);
}

function dayWords(clockUs: number, { locale, zone, nowUnixUs }: ClockStyle): string {
  const thisYear = dateOf(clockUsAt(nowUnixUs, zone)).getUTCFullYear();
  const isThisYear = dateOf(clockUs).getUTCFullYear() === thisYear;
  return format(clockUs, locale, {
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

const formatsByKey = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it, and there are only a handful. */
function format(clockUs: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${Object.keys(options).join(' ')}`;
  let known = formatsByKey.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formatsByKey.set(key, known);
  }
  return known.format(dateOf(clockUs));
}

function dateOf(clockUs: number): Date {
  return new Date(Math.floor(clockUs / 1_000));
}

export function isWholeDay({ fromUnixUs, untilUnixUs }: TimeRange, zone: TimeZone): boolean {
  return (
    clockUsAt(fromUnixUs, zone) % DAY_US === 0 &&
    clockUsAt(untilUnixUs, zone) - clockUsAt(fromUnixUs, zone) === DAY_US
  );
}
