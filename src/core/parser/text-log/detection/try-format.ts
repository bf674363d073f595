import type { Severity } from '#contract/severity.ts';
import type { TextLogFormat } from '../../../listener/text-log/text-log-format.ts';
import { createLineFormat } from '../create-line-format.ts';
import { EntryHeading } from '../entry-heading.ts';
import { sampleLines, type SampleLine } from './sample-lines.ts';
import { scoreFormat, type FormatScore } from './score-format.ts';

/** What a format finds in one line. Texts are parts of the line; '' where there is nothing. */
export interface TriedHeading {
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
    | { kind: 'continues' }
    | { kind: 'unreadable'; reason: string };
}

/** What a format makes of a sample. */
export interface TriedFormat {
  seen: FormatScore;
  lines: readonly TriedLine[];
}

/**
 * Tries a format on the first lines of a file, for somebody who is correcting it: each line with what was found in it.
 * @param sample - The first bytes of the file, decompressed. @param maxLines - More are not looked at.
 * @throws AppError `request.invalid` when a pattern means nothing.
 */
export function tryFormat(sample: Buffer, format: TextLogFormat, maxLines: number): TriedFormat {
  const lineFormat = createLineFormat(format);
  const lines = sampleLines(sample, maxLines);
  const heading = new EntryHeading();
  const tried = lines.map((line): TriedLine => {
    heading.begin(line.isBytes);
    const reading = lineFormat.read(line.text, heading);
    if (reading === 'begins')
      return { line, reading: { kind: 'begins', heading: showHeading(heading, line.text) } };
    if (reading === 'continues') return { line, reading: { kind: 'continues' } };
    return { line, reading: { kind: 'unreadable', reason: reading.unreadable } };
  });
  return { seen: scoreFormat(lineFormat, lines), lines: tried };
}

function showHeading(heading: EntryHeading, line: string): TriedHeading {
  const { time, severity, statedSeverity, host, unit, identifier, pid, messageStart, message } = heading;
  return {
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
