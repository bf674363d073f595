import { AppError } from '#contract/errors.ts';

const MINUTE_US = 60_000_000;
const OFFSET = /GMT([+-])(\d\d):(\d\d)/;

/**
 * Tells how far the clocks of a time zone are from UTC at a moment, daylight saving included. An offset with seconds, as some
 * places had before 1972, counts without them.
 */
export class ZoneClock {
  readonly #offsetFormat: Intl.DateTimeFormat;
  /** Neighbouring entries mostly share their minute, and no clock is changed within one. */
  #minute = Number.NaN;
  #offsetUs = 0;
  #offsetText = '';

  /**
   * @param timeZone - An IANA name.
   * @throws AppError `request.invalid` when there is no zone of that name.
   */
  constructor(timeZone: string) {
    try {
      this.#offsetFormat = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    } catch (error) {
      throw new AppError('request.invalid', `There is no time zone "${timeZone}".`, {
        remedy: 'Use a name such as Europe/Berlin or UTC.',
        cause: error,
      });
    }
  }

  /** Microseconds that the clocks are ahead of UTC; negative in the west. */
  offsetUsAt(unixUs: number): number {
    this.#readOffset(unixUs);
    return this.#offsetUs;
  }

  /** The same as ISO 8601 writes it: `+01:00`, for UTC itself `+00:00`. */
  offsetTextAt(unixUs: number): string {
    this.#readOffset(unixUs);
    return this.#offsetText;
  }

  #readOffset(unixUs: number): void {
    const minute = Math.floor(unixUs / MINUTE_US);
    if (minute === this.#minute) return;
    const parts = this.#offsetFormat.formatToParts(minute * 60_000);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    // UTC itself is "GMT" without a number.
    const [, sign = '+', hours = '00', minutes = '00'] = OFFSET.exec(name) ?? [];
    this.#minute = minute;
    this.#offsetText = `${sign}${hours}:${minutes}`;
    this.#offsetUs = (Number(hours) * 60 + Number(minutes)) * MINUTE_US * (sign === '-' ? -1 : 1);
  }
}
