import type { Severity } from '#contract/severity.ts';
import type { TextLogFormat } from '../../../listener/text-log/text-log-format.ts';
import { createLineFormat } from '../create-line-format.ts';
import { EntryHeading } from '../entry-heading.ts';
import { PatternFormat } from '../formats/pattern-format.ts';
import type { LineFormat } from '../line-format.ts';
import { TimeResolver, type TimeResolverOptions } from '../times/time-resolver.ts';
import { sampleLines, type SampleLine } from './sample-lines.ts';
import { looksFurther, scoreFormat, type FormatScore } from './score-format.ts';

/** What a format finds in one line. Texts are parts of the line; '' where there is nothing. */
export interface TriedHeading {
  /** Microseconds since 1970, with what is inferred; null: the line says none. */
  timeUnixUs: number | null;
  /** As written. */
  time: string;
  /** null: the line says none that is known. */
  severity: Severity | null;
  statedSeverity: string;
  host: string;
  unit: string;
  identifier: string;
  pid: string;
  /** Of this line alone; null: it has none. */
  message: string | null;
  fields: readonly { name: string; value: string }[];
}

/** What becomes of one line of a sample. */
export interface TriedLine {
  line: SampleLine;
  reading:
    | { kind: 'begins'; heading: TriedHeading }
    /** `stop`: where and why a pattern does not fit it, in UTF-16 code units. */
    | { kind: 'continues'; stop: { at: number; reason: string } | null }
    | { kind: 'unreadable'; reason: string };
  /** It looks like a further line of an entry: indented, or of a stack trace. */
  isFurther: boolean;
}

/** What a format makes of a sample. */
export interface TriedFormat {
  seen: FormatScore;
  lines: readonly TriedLine[];
}

/**
 * Tries a format on lines of a file, for somebody who is correcting it: each line with what was found in it.
 * @param sample - Bytes of the file from the beginning of a line on, decompressed. @param maxLines - More are not looked at.
 * @param file - What is known of the file, for what its times leave out.
 * @throws AppError `request.invalid` when a pattern means nothing.
 */
export function tryFormat(
  sample: Buffer,
  format: TextLogFormat,
  maxLines: number,
  file: TimeResolverOptions,
): TriedFormat {
  const lineFormat = createLineFormat(format);
  const lines = sampleLines(sample, maxLines);
  const heading = new EntryHeading();
  const times = new TimeResolver(file);
  let hasBegun = false;
  const tried = lines.map((line): TriedLine => {
    const isFurther = hasBegun && looksFurther(line.text);
    heading.begin(line.isBytes);
    const reading = lineFormat.read(line.text, heading);
    if (reading === 'begins') {
      const timeUnixUs = heading.time.isWritten ? times.resolve(heading.time) : null;
      if (timeUnixUs !== null) times.keep(timeUnixUs);
      hasBegun = true;
      const shown = showHeading(heading, line.text, timeUnixUs);
      return { line, reading: { kind: 'begins', heading: shown }, isFurther: false };
    }
    if (reading !== 'continues')
      return { line, reading: { kind: 'unreadable', reason: reading.unreadable }, isFurther };
    return { line, reading: { kind: 'continues', stop: stopOf(lineFormat, line) }, isFurther };
  });
  return { seen: scoreFormat(lineFormat, lines), lines: tried };
}

function stopOf(format: LineFormat, line: SampleLine): { at: number; reason: string } | null {
  return format instanceof PatternFormat ? format.explain(line.text, line.isBytes) : null;
}

function showHeading(heading: EntryHeading, line: string, timeUnixUs: number | null): TriedHeading {
  const { time, severity, statedSeverity, host, unit, identifier, pid, messageStart, message } = heading;
  return {
    timeUnixUs,
    time: time.text,
    severity: severity ?? null,
    statedSeverity,
    host,
    unit,
    identifier,
    pid,
    message: messageStart >= 0 ? line.slice(messageStart) : message,
    fields: Array.from({ length: heading.fieldCount }, (_, index) => {
      const { name, value } = heading.field(index);
      return { name, value };
    }),
  };
}
