import { ZoneClock } from '../../../times/zone-clock.ts';

const STEP_US = 15 * 60_000_000;
const DAY_US = 86_400_000_000;

/** Finds the moment at which the clocks of a time zone show a time. Neighbours share a quarter of an hour, within which no clock is changed. */
export class LocalMoments {
  readonly #clock: ZoneClock;
  #step = Number.NaN;
  #earlierOffsetUs = 0;
  #laterOffsetUs = 0;

  /** @throws AppError `request.invalid` when there is no zone of that name. @param timeZone - An IANA name. */
  constructor(timeZone: string) {
    this.#clock = new ZoneClock(timeZone);
  }

  /**
   * The first moment at which the clocks show it; one that they skip counts as if they had not been changed yet.
   * @param clockUs - What they show, as microseconds since 1970 in UTC.
   */
  first(clockUs: number): number {
    this.#moveTo(clockUs);
    return clockUs - this.#earlierOffsetUs;
  }

  /** The last moment at which the clocks show it; the first one save in an hour that they show twice. */
  last(clockUs: number): number {
    this.#moveTo(clockUs);
    return clockUs - this.#laterOffsetUs;
  }

  /** Whether the clocks had been changed at a moment within a day of the time that was asked for last, which they show twice. */
  isBehindChange(unixUs: number): boolean {
    return this.#clock.offsetUsAt(unixUs) === this.#laterOffsetUs;
  }

  #moveTo(clockUs: number): void {
    const step = Math.floor(clockUs / STEP_US);
    if (step === this.#step) return;
    const start = step * STEP_US;
    const before = this.#clock.offsetUsAt(start - DAY_US);
    const after = this.#clock.offsetUsAt(start + DAY_US);
    const isBefore = this.#clock.offsetUsAt(start - before) === before;
    const isAfter = this.#clock.offsetUsAt(start - after) === after;
    this.#step = step;
    this.#earlierOffsetUs = isBefore || !isAfter ? before : after;
    this.#laterOffsetUs = isAfter ? after : this.#earlierOffsetUs;
  }
}
