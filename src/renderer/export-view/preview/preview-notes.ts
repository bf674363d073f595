import type { ExportPreview } from '#contract/export-preview.ts';
import type { WireError } from '#contract/errors.ts';
import { SPREADSHEET_MAX_ROWS } from '#contract/export-format.ts';
import { texts } from '../../texts.ts';
import type { ExportPlan } from '../plan/export-plan.ts';
import { destinationOf } from '../plan/export-plan.ts';
import { splitLimits } from '../plan/split-limits.ts';
import { hasTextOptions } from '../plan/text-presets.ts';

/** What is offered where a spreadsheet would cut a file: a round number below its limit. */
export const SPREADSHEET_ROWS_PER_FILE = 1_000_000;

/** Whether a file would have more rows than a spreadsheet opens. Files that nobody opens in one are none of its business. */
export function isTooLongForSpreadsheets(plan: ExportPlan, preview: ExportPreview): boolean {
  if (!hasTextOptions(plan.format)) return false;
  const headerRows = plan.text.hasHeader ? 1 : 0;
  return rowsOfLargestFile(plan, preview) + headerRows > SPREADSHEET_MAX_ROWS;
}

/** Whether the files would not fit where they are to be written. Of a file system that does not tell, nothing is said. */
export function isTooLargeForTarget({ target, estimatedBytes }: ExportPreview): boolean {
  return target !== null && target.freeBytes !== null && target.freeBytes < estimatedBytes;
}

/** What keeps the files from being written, in a few words; the problem itself says the rest. */
export function targetProblemTitle({ code }: WireError): string {
  return code === 'file.exists' ? texts.export.nameTaken : texts.export.cannotWrite;
}

function rowsOfLargestFile(plan: ExportPlan, { rows, estimatedFiles }: ExportPreview): number {
  if (destinationOf(plan) === 'download') return rows;
  const { rowsPerFile, bytesPerFile } = splitLimits(plan.split);
  // Files of a size have about the same number of rows each.
  const rowsOfSize = bytesPerFile === null ? rows : Math.ceil(rows / Math.max(1, estimatedFiles));
  return Math.min(rows, rowsPerFile ?? rows, rowsOfSize);
}
