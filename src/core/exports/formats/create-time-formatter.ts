import type { TimeOptions } from '#contract/export-format.ts';
import type { TimeFormatter } from '../../times/time-formatter.ts';
import {
  spreadsheetTimeFormatter,
  unixTimeFormatter,
  utcTimeFormatter,
  zonedTimeFormatter,
} from '../../times/time-formatter.ts';

/**
 * Writes times as an export was asked to write them.
 * @throws AppError `request.invalid` when there is no such time zone.
 */
export function createTimeFormatter({ format, zone }: TimeOptions): TimeFormatter {
  switch (format) {
    case 'iso':
      return zone === 'UTC' ? utcTimeFormatter() : zonedTimeFormatter(zone);
    case 'spreadsheet':
      return spreadsheetTimeFormatter(zone);
    case 'unix':
      return unixTimeFormatter();
    default:
      return format satisfies never;
  }
}
