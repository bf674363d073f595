import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { TimeRange } from '../live-summary.ts';
import type { HistogramBar } from './histogram-bars.ts';
import type { ClockStyle } from './interval-words.ts';
import { dayAt, intervalEnds, isWholeDay, onlyDayOf } from './interval-words.ts';

/** Severities up to this one are told by name even where few words are wanted. */
const WARNING = 4;

/** "10:15 to 10:20", with the day where `whole`, the range around it, touches several. */
export function intervalWords(range: TimeRange, whole: TimeRange, style: ClockStyle): string {
  if (isWholeDay(range, style.zone)) return dayAt(range.fromUnixUs, style);
  const { from, until } = intervalEnds(range, style, onlyDayOf(whole, style));
  return texts.histogram.interval(from, until);
}

/** "10:15 to 10:20, 312 entries, 4 errors": what a screen reader says of a bar. */
export function barValueWords(bar: HistogramBar, whole: TimeRange, style: ClockStyle): string {
  const interval = intervalWords(bar, whole, style);
  if (bar.total === 0) return texts.histogram.value(interval, texts.histogram.nothing);
  const severe = severityLines(bar)
    .filter(({ severity }) => severity <= WARNING)
    .map(({ words }) => words);
  return texts.histogram.value(
    interval,
    texts.histogram.entries(bar.total, formatCount(bar.total)),
    ...severe,
  );
}

/** What a bar holds, one line for each severity that is in it, the worst first. */
export function severityLines(bar: HistogramBar): { severity: number; words: string }[] {
  return bar.counts.flatMap((count, severity) => {
    const words = count === 0 ? undefined : texts.histogram.ofSeverity[severity]?.(count, formatCount(count));
    return words === undefined ? [] : [{ severity, words }];
  });
}

/** "09:12–09:40": a time filter, either end open, the day left out where it is today. */
export function timeFilterWords(
  sinceUnixUs: number | null,
  untilUnixUs: number | null,
  style: ClockStyle,
): string {
  const today = dayAt(style.nowUnixUs, style);
  const fromUnixUs = sinceUnixUs ?? untilUnixUs ?? 0;
  const ends = intervalEnds({ fromUnixUs, untilUnixUs: untilUnixUs ?? fromUnixUs }, style, today);
  if (sinceUnixUs === null) return texts.histogram.upTo(ends.from);
  if (untilUnixUs === null) return texts.histogram.since(ends.from);
  return texts.histogram.shortInterval(ends.from, ends.until);
}
