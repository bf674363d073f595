import type { EntryOrder } from '../../../listener/text-log/text-log-format.ts';
import type { EntryTimes } from './entry-times.ts';
import { LocalMoments } from './local-moments.ts';
import { clockUsIn, daysIn, type WrittenTime } from './written-time.ts';

const MINUTE_US = 60_000_000;
const DAY_US = 24 * 60 * MINUTE_US;
/** A clock that is ahead, and zones of others: so much later than the file was written an entry may say it is. */
const AHEAD_US = DAY_US;
/** Entries this much out of order are late, not of another year. */
const DISORDER_US = 30 * DAY_US;
const ALMOST_A_YEAR_US = 365 * DAY_US - DISORDER_US;
/** Clocks that are set back repeat an hour; entries out of order are fewer minutes apart. */
const HALF_AN_HOUR_US = 30 * MINUTE_US;
/** Leap days are at most eight years apart. */
const LEAP_YEARS = 8;

export interface TimeResolverOptions {
  order: EntryOrder;
  /** No entry is later, give or take a day. Microseconds since 1970. */
  modifiedUnixUs: number;
  /** Of the entry before the first one; null: not known. */
  lastEntryUnixUs: number | null;
  /** IANA name. */
  timeZone: string;
  /** Those of that zone, where they are used again: a zone takes long to look up. */
  moments?: LocalMoments;
}

/**
 * Makes moments of the times of one file, entry by entry, inferring what they leave out from the file and the entry before: a year that
 * keeps the order (a step from December to January is one from year to year), a zone, the second of two equal hours when clocks
 * are set back.
 */
export class TimeResolver implements EntryTimes {
  readonly #moments: LocalMoments;
  readonly #isNewestFirst: boolean;
  #latestUs: number;
  #lastUs: number | null;
  #day = Number.NaN;
  #year = 0;

  constructor(options: TimeResolverOptions) {
    this.#moments = options.moments ?? new LocalMoments(options.timeZone);
    this.#isNewestFirst = options.order === 'newest-first';
    this.#latestUs = options.modifiedUnixUs + AHEAD_US;
    this.#lastUs = options.lastEntryUnixUs;
  }

  /** Of the entry that was accepted last; null before the first. */
  get lastEntryUnixUs(): number | null {
    return this.#lastUs;
  }

  get standIn(): string {
    return this.#lastUs === null ? 'file' : 'entry before';
  }

  /** The file was written again, then. */
  moveLatest(unixUs: number): void {
    this.#latestUs = Math.max(this.#latestUs, unixUs + AHEAD_US);
  }

  /** The moment of a time, in microseconds since 1970; of an entry without one, that of the entry before. Changes nothing. */
  resolve(time: WrittenTime): number {
    if (time.unixUs >= 0) return time.unixUs;
    if (!time.isWritten) return this.#lastUs ?? Math.max(0, this.#latestUs - AHEAD_US);
    return time.year === 0 ? this.#resolveYear(time) : this.#momentIn(time.year, time);
  }

  /** The entry of that moment was accepted. */
  keep(unixUs: number): void {
    this.#lastUs = unixUs;
  }

  #resolveYear(time: WrittenTime): number {
    const lastUs = this.#lastUs;
    if (lastUs === null) return this.#latestYear(time, this.#yearOf(this.#latestUs));
    const year = this.#yearOf(lastUs);
    const moment = this.#momentIn(year, time);
    const laterUs = moment - lastUs;
    const forwardUs = this.#isNewestFirst ? -laterUs : laterUs;
    const isOfThatYear = forwardUs >= -DISORDER_US && forwardUs <= ALMOST_A_YEAR_US;
    // Most entries end here.
    if (isOfThatYear && moment <= this.#latestUs && time.day <= daysIn(year, time.month)) return moment;
    let chosen = year;
    if (forwardUs < -DISORDER_US) chosen += this.#isNewestFirst ? -1 : 1;
    else if (forwardUs > ALMOST_A_YEAR_US) chosen -= this.#isNewestFirst ? -1 : 1;
    return this.#latestYear(time, chosen);
  }

  /** In the year, or the last one before that is not in the future and has the day. */
  #latestYear(time: WrittenTime, from: number): number {
    let moment = 0;
    for (let year = from; year > from - LEAP_YEARS; year -= 1) {
      moment = this.#momentIn(year, time);
      if (moment <= this.#latestUs && time.day <= daysIn(year, time.month)) break;
    }
    return moment;
  }

  /** Neighbours mostly share their day. */
  #yearOf(unixUs: number): number {
    const day = Math.floor(unixUs / DAY_US);
    if (day !== this.#day) {
      this.#day = day;
      this.#year = new Date(unixUs / 1000).getUTCFullYear();
    }
    return this.#year;
  }

  #momentIn(year: number, time: WrittenTime): number {
    const clockUs = clockUsIn(year, time);
    if (time.offsetMinutes !== undefined) return Math.max(0, clockUs - time.offsetMinutes * MINUTE_US);
    const first = this.#moments.first(clockUs);
    const last = this.#moments.last(clockUs);
    const isSecond = first !== last && this.#isSecondOf(first, last);
    return Math.max(0, isSecond ? last : first);
  }

  /** Whether a time that clocks show twice is the second one: the order of the entries tells. */
  #isSecondOf(first: number, last: number): boolean {
    const lastUs = this.#lastUs;
    if (lastUs === null) return false;
    if (Math.abs(lastUs - first) > DAY_US) return this.#isNewestFirst;
    const isBehindChange = this.#moments.isBehindChange(lastUs);
    if (this.#isNewestFirst) return isBehindChange && last - lastUs <= HALF_AN_HOUR_US;
    return isBehindChange || lastUs - first > HALF_AN_HOUR_US;
  }
}
