import type { ExportRequest } from '#contract/export-request.ts';
import type { TextOptions, TimeOptions } from '#contract/export-format.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { formatBytes, formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { ExportPlan } from './export-plan.ts';
import { destinationOf } from './export-plan.ts';
import { splitLimits } from './split-limits.ts';
import { hasTextOptions, hasTimeOptions } from './text-presets.ts';

/** How many columns are named before "and 12 more". */
const NAMED_COLUMNS = 8;

/** The options of the format in one line. */
export function optionWords({ format, text, times }: Pick<ExportPlan, 'format' | 'text' | 'times'>): string {
  return texts.export.list([
    ...(hasTextOptions(format) ? textWords(text, format === 'csv') : []),
    ...(hasTimeOptions(format) ? [timeWords(times)] : []),
  ]);
}

/** `CSV, gzip`. */
export function formatWords({ format, compression }: Pick<ExportRequest, 'format' | 'compression'>): string {
  const name = texts.export.formats[format];
  return compression === 'none' ? name : texts.export.list([name, texts.export.compressions[compression]]);
}

/** How many columns there are, and the names of the first: "8: time, severity, …". */
export function columnWords(columns: readonly string[]): string {
  const named = columns.slice(0, NAMED_COLUMNS);
  const others = columns.length - named.length;
  return texts.export.columnNames(columns.length, named.join(', '), others);
}

/** `One file`, or after what a new one begins. */
export function splitWords(plan: ExportPlan): string {
  const { rowsPerFile, bytesPerFile } = splitLimits(plan.split);
  const words = texts.export.split;
  if (destinationOf(plan) === 'download' || (rowsPerFile === null && bytesPerFile === null))
    return words.oneFile;
  return words.newFileAfter(
    rowsPerFile === null ? null : formatCount(rowsPerFile),
    bytesPerFile === null ? null : formatBytes(bytesPerFile),
  );
}

/** What is replaced by pseudonyms, in one line. */
export function redactionWords(redacts: ExportPlan['redacts']): string {
  const words = texts.export.redaction;
  if (redacts.length === 0) return words.nothing;
  if (redacts.length === REDACTION_KINDS.length) return words.everything;
  return texts.export.list(redacts.map((kind) => words.kinds[kind]));
}

function textWords(text: TextOptions, hasDelimiter: boolean): string[] {
  const words = texts.export.textOptions;
  return [
    ...(hasDelimiter ? [words.delimiters[text.delimiter]] : []),
    words.lineEnds[text.lineEnd],
    text.hasHeader ? words.withHeader : words.withoutHeader,
    ...(text.hasByteOrderMark ? [words.withByteOrderMark] : []),
    text.neutralisesFormulas ? words.formulasNeutralised : words.formulasLeft,
  ];
}

function timeWords({ format, zone }: TimeOptions): string {
  const words = texts.export.timeOptions;
  return format === 'unix' ? words.formats.unix : words.summary(words.formats[format], zone);
}
