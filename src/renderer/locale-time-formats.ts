/** Writes days and times as a language does, with as many digits for each as for any other. */
export class LocaleTimeFormats {
  readonly #locale: string;
  /** By zone and number of fraction digits; making one takes long, and there are few. */
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #threeDigits: Intl.NumberFormat;

  constructor(locale: string) {
    this.#locale = locale;
    this.#threeDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 3, useGrouping: false });
  }

  /** @param zone `local`, `utc` or an IANA name. */
  day(unixUs: number, zone: string): string {
    return this.#format(`day ${zone}`, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(
      dateOf(unixUs),
    );
  }

  /** The time of day. @param fractionDigits 6: to the microsecond. */
  time(unixUs: number, zone: string, fractionDigits: 0 | 3 | 6): string {
    const format = this.#format(`${fractionDigits === 0 ? 'second' : 'fraction'} ${zone}`, zone, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      ...(fractionDigits === 0 ? {} : { fractionalSecondDigits: 3 }),
    });
    if (fractionDigits !== 6) return format.format(dateOf(unixUs));
    // Dates know milliseconds only.
    const belowMs = this.#threeDigits.format(unixUs % 1_000);
    return format
      .formatToParts(dateOf(unixUs))
      .map(({ type, value }) => (type === 'fractionalSecond' ? `${value}${belowMs}` : value))
      .join('');
  }

  #format(key: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    let format = this.#formats.get(key);
    if (format === undefined) {
      const timeZone = zone === 'local' ? {} : { timeZone: zone === 'utc' ? 'UTC' : zone };
      format = new Intl.DateTimeFormat(this.#locale, { ...options, ...timeZone });
      this.#formats.set(key, format);
    }
    return format;
  }
}

function dateOf(unixUs: number): Date {
  return new Date(Math.floor(unixUs / 1_000));
}
