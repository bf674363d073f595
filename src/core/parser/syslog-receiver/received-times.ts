import type { EntryTimes } from '../text-log/times/entry-times.ts';
import { LocalMoments } from '../text-log/times/local-moments.ts';
import { clockUsIn, daysIn, type WrittenTime } from '../text-log/times/written-time.ts';

const MINUTE_US = 60_000_000;
const DAY_US = 86_400_000_000;
/** Nearer than this no other year can be. */
const ALMOST_HALF_A_YEAR_US = 180 * DAY_US;
/** Leap days are at most eight years apart. */
const LEAP_YEARS = 8;

/**
 * Makes moments of the times of messages that are received as they are sent. Each stands for itself, whatever other senders say: a year that is
 * left out, and the one of two equal hours when clocks are set back, are those nearest to the receipt.
 */
export class ReceivedTimes implements EntryTimes {
  readonly standIn = 'receipt';
  /** Of the message whose time is asked for next, in microseconds since 1970. */
  receivedUnixUs = 0;
  readonly #moments: LocalMoments;

  /** @param timeZone - IANA name, of times that do not say theirs. @throws AppError `request.invalid` when there is no such zone. */
  constructor(timeZone: string) {
    this.#moments = new LocalMoments(timeZone);
  }

  resolve(time: WrittenTime): number {
    if (time.unixUs >= 0) return time.unixUs;
    if (!time.isWritten) return this.receivedUnixUs;
    return Math.max(0, time.year === 0 ? this.#nearest(time) : this.#momentIn(time.year, time));
  }

  #nearest(time: WrittenTime): number {
    const thisYear = new Date(this.receivedUnixUs / 1000).getUTCFullYear();
    let nearest: number | undefined;
    for (let away = 0; away <= LEAP_YEARS; away += 1) {
      for (const year of [thisYear - away, thisYear + away]) {
        if (time.day > daysIn(year, time.month)) continue;
        const moment = this.#momentIn(year, time);
        if (nearest === undefined || this.#distance(moment) < this.#distance(nearest)) nearest = moment;
        // Most messages end here.
        if (this.#distance(nearest) < ALMOST_HALF_A_YEAR_US) return nearest;
      }
      if (away > 0 && nearest !== undefined) return nearest;
    }
    return nearest ?? this.receivedUnixUs;
  }

  #momentIn(year: number, time: WrittenTime): number {
    const clockUs = clockUsIn(year, time);
    if (time.offsetMinutes !== undefined) return clockUs - time.offsetMinutes * MINUTE_US;
    const first = this.#moments.first(clockUs);
    const last = this.#moments.last(clockUs);
    return this.#distance(last) < this.#distance(first) ? last : first;
  }

  #distance(moment: number): number {
    return Math.abs(moment - this.receivedUnixUs);
  }
}
