import { EntryHeading } from '../entry-heading.ts';
import type { LineFormat } from '../line-format.ts';
import type { WrittenTime } from '../times/written-time.ts';
import type { SampleLine } from './sample-lines.ts';

/** What a format makes of the lines of a sample. */
export interface FormatScore {
  /** 0 to 1: the share of lines that the format explains. */
  score: number;
  /** Lines that begin an entry. */
  beginnings: number;
  /** Lines that look like the further lines of one: indented, or of a stack trace. */
  furtherLines: number;
  /** Other lines. */
  strangeLines: number;
  /** The first line that begins an entry; null: none does. */
  firstBeginning: SampleLine | null;
  firstStrange: SampleLine | null;
  /** Entries that say how severe they are in words or numbers that are known. */
  severities: number;
  /** Entries that name the program that wrote them. */
  identifiers: number;
  /** Entries that say when they were logged. */
  times: number;
  hasYears: boolean;
  hasZones: boolean;
  /** Steps from an entry to a later one, and to an earlier one. */
  stepsForward: number;
  stepsBack: number;
}

const FURTHER_LINE =
  /^(?:[ \t]|Caused by: |Suppressed: |Traceback \(|During handling of |The above exception |[\w$.]+(?:Error|Exception)\b|[})\]"]|#\d+ |\[stacktrace\]|\.\.\. \d+ more|goroutine \d+ |panic: |exit status )/;
const MINUTE_MS = 60_000;
const HALF_A_YEAR_MS = 180 * 24 * 60 * MINUTE_MS;
const LEAP_YEAR = 2024;

/** Whether no one would begin an entry with such a line: it is indented, or of a stack trace. */
export function looksFurther(line: string): boolean {
  return FURTHER_LINE.test(line);
}

/** Reads a sample as if it were of that format. */
export function scoreFormat(format: LineFormat, lines: readonly SampleLine[]): FormatScore {
  const result: FormatScore = {
    score: 0,
    beginnings: 0,
    furtherLines: 0,
    strangeLines: 0,
    firstBeginning: null,
    firstStrange: null,
    severities: 0,
    identifiers: 0,
    times: 0,
    hasYears: false,
    hasZones: false,
    stepsForward: 0,
    stepsBack: 0,
  };
  const heading = new EntryHeading();
  const steps = new StepCounter(result);
  for (const line of lines) {
    heading.begin(line.isBytes);
    if (format.read(line.text, heading) === 'begins') {
      result.beginnings += 1;
      result.firstBeginning ??= line;
      if (heading.severity !== undefined) result.severities += 1;
      if (heading.identifier !== '') result.identifiers += 1;
      steps.take(heading);
    } else if (result.beginnings > 0 && looksFurther(line.text)) result.furtherLines += 1;
    else {
      result.strangeLines += 1;
      result.firstStrange ??= line;
    }
  }
  const { beginnings, strangeLines } = result;
  result.score = beginnings === 0 ? 0 : beginnings / (beginnings + strangeLines);
  return result;
}

/** Counts in which direction the times go. A zone that is left out is left out of all of them. */
class StepCounter {
  readonly #result: FormatScore;
  #lastMs: number | undefined;

  constructor(result: FormatScore) {
    this.#result = result;
  }

  take({ time }: EntryHeading): void {
    if (!time.isWritten) return;
    const result = this.#result;
    result.times += 1;
    result.hasYears ||= time.year !== 0 || time.unixUs >= 0;
    result.hasZones ||= time.offsetMinutes !== undefined || time.unixUs >= 0;
    const moment = momentOf(time);
    const lastMs = this.#lastMs;
    this.#lastMs = moment;
    if (lastMs === undefined || moment === lastMs) return;
    // A step of half a year is one from December to January, or back.
    const isTurn = time.year === 0 && Math.abs(moment - lastMs) > HALF_A_YEAR_MS;
    if (moment > lastMs === !isTurn) result.stepsForward += 1;
    else result.stepsBack += 1;
  }
}

function momentOf({
  unixUs,
  year,
  month,
  day,
  hour,
  minute,
  second,
  microseconds,
  offsetMinutes,
}: WrittenTime): number {
  if (unixUs >= 0) return unixUs / 1000;
  // In a leap year there is every day.
  const atMs = Date.UTC(year === 0 ? LEAP_YEAR : year, month - 1, day, hour, minute, second);
  return atMs + microseconds / 1000 - (offsetMinutes ?? 0) * MINUTE_MS;
}
