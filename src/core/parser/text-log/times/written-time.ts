/**
 * A time as a log wrote it, with what it left out. One object is filled again for each line. Ranges: month and day from 1; a
 * second of 60 is a leap second.
 */
export class WrittenTime {
  /** A moment that was written as a number: microseconds since 1970. -1: it was written as a date. */
  unixUs = -1;
  /** 0: left out. */
  year = 0;
  month = 0;
  day = 0;
  hour = 0;
  minute = 0;
  second = 0;
  microseconds = 0;
  /** East of Greenwich. undefined: left out. */
  offsetMinutes: number | undefined;
  /** The text says more than the moment that is stored: digits beyond the microsecond, a zone by letters. */
  saysMore = false;
  /** As it stands in the line; '' when the line has no time. */
  text = '';

  clear(): void {
    this.unixUs = -1;
    this.year = 0;
    this.month = 0;
    this.day = 0;
    this.hour = 0;
    this.minute = 0;
    this.second = 0;
    this.microseconds = 0;
    this.offsetMinutes = undefined;
    this.saysMore = false;
    this.text = '';
  }

  get isWritten(): boolean {
    return this.text !== '';
  }

  /** Whether there is such a day and such a time of day. 29 February counts where the year is left out. */
  get isPossible(): boolean {
    const { year, month, day, hour, minute, second } = this;
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
    if (hour > 23 || minute > 59 || second > 60) return false;
    return year === 0 || (year >= FIRST_YEAR && year <= LAST_YEAR);
  }
}

const FIRST_YEAR = 1970;
/** Microseconds up to here are exact even when they are doubled, as in a journal. */
const LAST_YEAR = 2111;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param year - 0: not known, and then February has 29 days. */
export function daysIn(year: number, month: number): number {
  const isShort = month === 2 && year !== 0 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0));
  return isShort ? 28 : (DAYS[month - 1] ?? 0);
}

/** What clocks show at a time in that year, as microseconds since 1970 in UTC; the year that it says itself does not count. */
export function clockUsIn(
  year: number,
  { month, day, hour, minute, second, microseconds }: WrittenTime,
): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) * 1000 + microseconds;
}
