import { AppError } from '#contract/errors.ts';

const MINUTE_US = 60_000_000;
const OFFSET = /GMT([+-])(\d\d):(\d\d)/;

/**
 * Writes times in a zone, with the zone's offset at that moment, ISO 8601 with microseconds:
 * `2026-11-22T10:25:01.123456+01:00`. An offset with seconds, as some places had before 1972, is written without them; the
 * moment is right all the same.
 */
export class ZonedTimeFormatter {
  readonly #offsetFormat: Intl.DateTimeFormat;
  /** Neighbouring entries mostly share their minute, and no clock is changed within one. */
  #minute = Number.NaN;
  #offsetUs = 0;
  #offsetText = '';

  /** @throws AppError `request.invalid` when there is no zone of that name. */
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

  /** @param unixUs - Microseconds since the epoch, not negative. */
  format(unixUs: number): string {
    const minute = Math.floor(unixUs / MINUTE_US);
    if (minute !== this.#minute) this.#readOffset(minute);
    const localUs = unixUs + this.#offsetUs;
    const unixMs = Math.floor(localUs / 1000);
    const microseconds = String(localUs - unixMs * 1000).padStart(3, '0');
    return `${new Date(unixMs).toISOString().slice(0, -1)}${microseconds}${this.#offsetText}`;
  }

  #readOffset(minute: number): void {
    const parts = this.#offsetFormat.formatToParts(minute * 60_000);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    // UTC itself is "GMT" without a number.
    const [, sign = '+', hours = '00', minutes = '00'] = OFFSET.exec(name) ?? [];
    this.#minute = minute;
    this.#offsetText = `${sign}${hours}:${minutes}`;
    this.#offsetUs = (Number(hours) * 60 + Number(minutes)) * MINUTE_US * (sign === '-' ? -1 : 1);
  }
}
