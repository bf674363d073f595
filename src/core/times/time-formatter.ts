import { ZoneClock } from './zone-clock.ts';

const US_PER_SECOND = 1_000_000;
const DIGIT_ZERO = 0x30;

/** What stands around the digits of a second's fraction, ASCII only. */
interface SecondText {
  before: string;
  after: string;
}

/**
 * Writes moments as text of one fixed form. Neighbouring entries mostly share their second, so what stands around its
 * fraction is kept: several times as fast as asking Date each time. No clock is changed within a second.
 */
export class TimeFormatter {
  readonly #describe: (unixSecond: number) => SecondText;
  readonly #fractionDigits: 3 | 6;
  #second = Number.NaN;
  #text: SecondText = { before: '', after: '' };
  #bytes = Buffer.alloc(0);

  /** @param fractionDigits - 3: what lies beyond the millisecond is cut off, not rounded. */
  constructor(describe: (unixSecond: number) => SecondText, fractionDigits: 3 | 6) {
    this.#describe = describe;
    this.#fractionDigits = fractionDigits;
  }

  /** @param unixUs - Microseconds since the epoch, not negative. */
  format(unixUs: number): string {
    const fraction = this.#moveTo(unixUs);
    // A one before the digits keeps their leading zeros.
    const digits = String(US_PER_SECOND + fraction).slice(1, 1 + this.#fractionDigits);
    return `${this.#text.before}${digits}${this.#text.after}`;
  }

  /** The same as ASCII, for writers in a hurry. The bytes are only valid until the next call. */
  bytes(unixUs: number): Uint8Array {
    let fraction = this.#moveTo(unixUs);
    const bytes = this.#bytes;
    const first = this.#text.before.length;
    if (this.#fractionDigits === 3) fraction = Math.floor(fraction / 1000);
    for (let at = first + this.#fractionDigits - 1; at >= first; at -= 1) {
      const tenth = Math.floor(fraction / 10);
      bytes[at] = DIGIT_ZERO + fraction - tenth * 10;
      fraction = tenth;
    }
    return bytes;
  }

  /** @returns The microseconds within the second. */
  #moveTo(unixUs: number): number {
    const second = Math.floor(unixUs / US_PER_SECOND);
    if (second !== this.#second) {
      this.#text = this.#describe(second);
      this.#second = second;
      this.#bytes = Buffer.from(
        `${this.#text.before}${'0'.repeat(this.#fractionDigits)}${this.#text.after}`,
        'latin1',
      );
    }
    return unixUs - second * US_PER_SECOND;
  }
}

/** ISO 8601 in UTC with microseconds: `2026-11-22T09:25:01.123456Z`. */
export function utcTimeFormatter(): TimeFormatter {
  return new TimeFormatter((second) => ({ before: `${clockText(second, 'T')}.`, after: 'Z' }), 6);
}

/**
 * ISO 8601 with microseconds and the zone's offset at that moment, also for UTC: `2026-11-22T10:25:01.123456+01:00`.
 * @throws AppError `request.invalid` when there is no zone of that name.
 */
export function zonedTimeFormatter(timeZone: string): TimeFormatter {
  const zone = new ZoneClock(timeZone);
  return new TimeFormatter((second) => {
    const unixUs = second * US_PER_SECOND;
    const localSecond = second + zone.offsetUsAt(unixUs) / US_PER_SECOND;
    return { before: `${clockText(localSecond, 'T')}.`, after: zone.offsetTextAt(unixUs) };
  }, 6);
}

/**
 * What the zone's clocks showed, as spreadsheets read a time: `2026-11-22 10:25:01.123`.
 * @throws AppError `request.invalid` when there is no zone of that name.
 */
export function spreadsheetTimeFormatter(timeZone: string): TimeFormatter {
  const zone = new ZoneClock(timeZone);
  return new TimeFormatter((second) => {
    const localSecond = second + zone.offsetUsAt(second * US_PER_SECOND) / US_PER_SECOND;
    return { before: `${clockText(localSecond, ' ')}.`, after: '' };
  }, 3);
}

/** Seconds since the epoch with six decimals: `1795339501.123456`. */
export function unixTimeFormatter(): TimeFormatter {
  return new TimeFormatter((second) => ({ before: `${String(second)}.`, after: '' }), 6);
}

/** `2026-11-22T09:25:01`, with `between` in place of the T. */
function clockText(second: number, between: string): string {
  const text = new Date(second * 1000).toISOString();
  return `${text.slice(0, 10)}${between}${text.slice(11, 19)}`;
}
