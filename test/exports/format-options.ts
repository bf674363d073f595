import type { ExportCompression, TextOptions, TimeOptions } from '#contract/export-format.ts';
import { textOptionsSchema, timeOptionsSchema } from '#contract/export-format.ts';
import type { ExportFormatOptions } from '#core/exports/formats/export-format.ts';

/** These columns, and what a user gets who chooses nothing else. */
export function formatOptions(
  columns: readonly string[],
  choices: {
    text?: Partial<TextOptions>;
    times?: Partial<TimeOptions>;
    compression?: ExportCompression;
  } = {},
): ExportFormatOptions {
  return {
    columns,
    compression: choices.compression ?? 'none',
    text: textOptionsSchema.parse(choices.text ?? {}),
    times: timeOptionsSchema.parse(choices.times ?? {}),
  };
}
