import type { EntryOrder, TextLogFormat } from '../../../listener/text-log/text-log-format.ts';
import { createLineFormat } from '../create-line-format.ts';
import { decodeUtf8 } from '../decode-bytes.ts';
import { EntryHeading } from '../entry-heading.ts';
import type { LineFormat } from '../line-format.ts';
import { TimeResolver } from './time-resolver.ts';
import { WrittenTime } from './written-time.ts';

const LF = 10;
/** Times stand at the beginning of lines. */
const MAX_LINE_BYTES = 1024;
/** A day's place in the year, near enough to tell a step to another year from entries that are a little out of order. */
const DAYS_A_MONTH = 31;
const DISORDER_DAYS = 30;
const ALMOST_A_YEAR_DAYS = 12 * DAYS_A_MONTH - DISORDER_DAYS;

export interface YearScanOptions {
  format: TextLogFormat;
  order: EntryOrder;
  /** When the file was last written, in microseconds since 1970. */
  modifiedUnixUs: number;
  /** IANA name. */
  timeZone: string;
}

/**
 * Goes through a file whose times have no year before it is read, and finds the moment of its first entry: counted back from the last one,
 * which is not later than the file, over all the turns of the year between. What it finds is the `lastEntryUnixUs` of a reading
 * from the file's beginning. A file of less than a year does not need it.
 */
export class YearScan {
  readonly #options: YearScanOptions;
  readonly #format: LineFormat;
  readonly #first = new WrittenTime();
  #last = new EntryHeading();
  #next = new EntryHeading();
  #hasFirst = false;
  #turns = 0;
  /** The beginning of a line whose end has not come, and whether more of it is passed over. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(options: YearScanOptions) {
    this.#options = options;
    this.#format = createLineFormat(options.format);
  }

  push(bytes: Buffer): void {
    let at = 0;
    for (;;) {
      const lineFeed = bytes.indexOf(LF, at);
      if (lineFeed < 0) break;
      if (this.#rest.length === 0) this.#take(bytes, at, Math.min(lineFeed, at + MAX_LINE_BYTES));
      else {
        const line = this.#withRest(bytes, at, lineFeed);
        this.#take(line, 0, line.length);
        this.#rest = Buffer.alloc(0);
      }
      at = lineFeed + 1;
    }
    if (at < bytes.length) this.#rest = this.#withRest(bytes, at, bytes.length);
  }

  /** The moment of the first entry, in microseconds since 1970; null: its times have years, or there is none. */
  end(): number | null {
    this.#take(this.#rest, 0, this.#rest.length);
    if (!this.#hasFirst) return null;
    const times = new TimeResolver({ ...this.#options, lastEntryUnixUs: null });
    const isNewestFirst = this.#options.order === 'newest-first';
    if (isNewestFirst) return times.resolve(this.#first);
    const lastYear = new Date(times.resolve(this.#last.time) / 1000).getUTCFullYear();
    const dated = Object.assign(new WrittenTime(), this.#first, { year: lastYear - this.#turns });
    return times.resolve(dated);
  }

  #withRest(bytes: Buffer, start: number, end: number): Buffer {
    const more = bytes.subarray(start, Math.min(end, start + MAX_LINE_BYTES - this.#rest.length));
    return Buffer.concat([this.#rest, more]);
  }

  #take(bytes: Buffer, start: number, end: number): void {
    const heading = this.#next;
    const text = decodeUtf8(bytes, start, end);
    heading.begin(text === undefined);
    const line = text ?? bytes.toString('latin1', start, end);
    const { time } = heading;
    if (this.#format.read(line, heading) !== 'begins' || !time.isWritten) return;
    if (time.unixUs >= 0 || time.year !== 0) return;
    if (this.#hasFirst) this.#turns += turnsBetween(this.#last.time, time);
    else Object.assign(this.#first, time);
    this.#hasFirst = true;
    this.#next = this.#last;
    this.#last = heading;
  }
}

function turnsBetween(before: WrittenTime, after: WrittenTime): number {
  const days = (after.month - before.month) * DAYS_A_MONTH + after.day - before.day;
  if (days < -DISORDER_DAYS) return 1;
  return days > ALMOST_A_YEAR_DAYS ? -1 : 0;
}
