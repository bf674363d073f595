import type { EntryRow } from '#contract/entry.ts';
import { severityName } from '#contract/severity.ts';
import { localTime } from '../command-line/local-time.ts';
import { visibleText } from '#core/queries/visible-text.ts';

/** Width of the longest severity word, so that messages begin in one column. */
const SEVERITY_WIDTH = 'emergency'.length;

/** An entry on one line of a terminal: `2026-11-22T17:30:01.123456+01:00 warning   host unit[pid]: message`. */
export function textLine(row: EntryRow, message: string): string {
  const speaker = [row.unit, row.identifier].find((name) => name !== '') ?? '-';
  const pid = row.pid === null ? '' : `[${String(row.pid)}]`;
  return [
    localTime(row.timeUnixUs),
    severityName(row.severity).padEnd(SEVERITY_WIDTH),
    visibleText(row.host === '' ? '-' : row.host),
    `${visibleText(speaker)}${pid}: ${visibleText(message)}`,
  ].join(' ');
}
