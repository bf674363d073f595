import { AppError } from '#contract/errors.ts';
import type { ExportFormat, TextOptions, TimeOptions } from '#contract/export-format.ts';
import { TEXT_PRESETS, standardTextOptions, timeOptionsSchema } from '#contract/export-format.ts';
import type { OptionValues } from './option-values.ts';
import { readFlag, readText, readWord } from './option-values.ts';

const DELIMITERS: ReadonlyMap<string, TextOptions['delimiter']> = new Map([
  [',', ','],
  ['comma', ','],
  [';', ';'],
  ['semicolon', ';'],
  ['\t', '\t'],
  [String.raw`\t`, '\t'],
  ['tab', '\t'],
  ['|', '|'],
  ['pipe', '|'],
]);

/** Which formats an option means something for. `--raw` is left out: it has always been taken with any. */
const MEANT_FOR: readonly (readonly [readonly string[], readonly ExportFormat[]])[] = [
  [['delimiter'], ['csv']],
  [
    ['preset', 'byte-order-mark', 'line-end', 'no-header'],
    ['csv', 'tsv'],
  ],
  [
    ['time-format', 'time-zone'],
    ['csv', 'tsv', 'jsonl'],
  ],
  [['columns'], ['csv', 'tsv', 'jsonl', 'parquet']],
];

/**
 * Reads how text and times are written: a preset, and what goes beyond it. Throws an AppError `usage` for an unknown word, and for an
 * option that would change nothing in a file of this format.
 */
export function readTextOptions(
  values: OptionValues,
  format: ExportFormat,
): { text: TextOptions; times: TimeOptions } {
  refuseMeaningless(values, format);
  const name = readWord(values, 'preset', ['spreadsheet', 'machine'] as const);
  const preset = name === undefined ? undefined : TEXT_PRESETS[name];
  const text: TextOptions = { ...(preset?.text ?? standardTextOptions(format)) };
  const times: TimeOptions = timeOptionsSchema.parse(
    preset === undefined ? {} : { format: preset.timeFormat },
  );
  text.delimiter = readDelimiter(values) ?? text.delimiter;
  text.lineEnd = readWord(values, 'line-end', ['crlf', 'lf'] as const) ?? text.lineEnd;
  if (readFlag(values, 'byte-order-mark')) text.hasByteOrderMark = true;
  if (readFlag(values, 'no-header')) text.hasHeader = false;
  if (readFlag(values, 'raw')) text.neutralisesFormulas = false;
  times.format = readWord(values, 'time-format', ['iso', 'spreadsheet', 'unix'] as const) ?? times.format;
  times.zone = readTimeZone(values) ?? times.zone;
  return { text, times };
}

/** The sign that --delimiter asks for, or undefined when it was not given. Throws an AppError `usage` for another one. */
export function readDelimiter(values: OptionValues): TextOptions['delimiter'] | undefined {
  const word = readText(values, 'delimiter');
  if (word === undefined) return undefined;
  const delimiter = DELIMITERS.get(word.toLowerCase());
  if (delimiter !== undefined) return delimiter;
  throw new AppError('usage', `--delimiter "${word}" is unknown`, {
    remedy: 'use one of comma, semicolon, tab, pipe',
  });
}

function readTimeZone(values: OptionValues): string | undefined {
  const zone = readText(values, 'time-zone');
  if (zone === undefined) return undefined;
  try {
    return zone === 'local'
      ? new Intl.DateTimeFormat().resolvedOptions().timeZone
      : new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    throw new AppError('usage', `--time-zone "${zone}" is unknown`, {
      remedy: 'use UTC, local or a name such as Europe/Berlin',
      cause: error,
    });
  }
}

function refuseMeaningless(values: OptionValues, format: ExportFormat): void {
  for (const [names, formats] of MEANT_FOR) {
    const name = formats.includes(format) ? undefined : names.find((each) => values[each] !== undefined);
    if (name === undefined) continue;
    throw new AppError('usage', `--${name} means nothing for ${format}`, {
      remedy: `leave it out, or use one of ${formats.map((each) => `--format ${each}`).join(', ')}`,
    });
  }
}
