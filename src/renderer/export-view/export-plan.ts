import type { ExportFormat, ExportRequest } from '#contract/export.ts';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export.ts';
import { isoTimeParts } from '../formats.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { queryOf } from '../state/entry-filter.ts';

/** `file`: written by the engine, on the machine it runs on. `download`: sent to this browser. */
export type Destination = 'file' | 'download';

/** What the user has set in the export view, apart from the filter. */
export interface ExportPlan {
  format: ExportFormat;
  columns: readonly string[];
  /** Names of further raw fields, as typed: parted by commas or spaces. */
  fieldNames: string;
  neutralisesFormulas: boolean;
  destination: Destination;
  directory: string;
  fileName: string;
  /** Place chosen in the system's dialog, which has asked about replacing; goes before directory and name. */
  chosenPath: string | null;
  replacesExisting: boolean;
}

/** @param atUnixUs when the plan is made: part of the proposed file name. */
export function newExportPlan(atUnixUs: number): ExportPlan {
  return {
    format: 'csv',
    columns: DEFAULT_EXPORT_COLUMNS,
    fieldNames: '',
    neutralisesFormulas: true,
    destination: 'file',
    directory: '',
    fileName: suggestedFileName('csv', atUnixUs),
    chosenPath: null,
    replacesExisting: false,
  };
}

/** `hydrant-20261122-161812.csv`, in local time: sorts by time and needs no quoting anywhere. */
export function suggestedFileName(format: ExportFormat, atUnixUs: number): string {
  const { day, time } = isoTimeParts(atUnixUs, 'local');
  return `hydrant-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}.${format}`;
}

export function withFormat(plan: ExportPlan, format: ExportFormat): ExportPlan {
  const swapped = (name: string): string => name.replace(/\.(csv|jsonl)$/, `.${format}`);
  return {
    ...plan,
    format,
    fileName: swapped(plan.fileName),
    chosenPath: plan.chosenPath === null ? null : swapped(plan.chosenPath),
    // Another name: nobody was asked whether that one may be replaced.
    replacesExisting: plan.chosenPath === null && plan.replacesExisting,
  };
}

export function allColumns(plan: ExportPlan): string[] {
  const named = plan.fieldNames.split(/[\s,]+/).filter((name) => name !== '');
  return [...new Set([...plan.columns, ...named])];
}

export function targetPath(plan: ExportPlan): string {
  if (plan.chosenPath !== null) return plan.chosenPath;
  const separator = plan.directory.includes('\\') && !plan.directory.includes('/') ? '\\' : '/';
  const directory = plan.directory.replace(/[\\/]+$/, '');
  return `${directory}${separator}${plan.fileName}`;
}

/** Why the plan cannot be carried out yet. */
export type PlanFault = 'no-columns' | 'no-name' | 'name-has-separator' | 'no-directory';

export function planFault(plan: ExportPlan): PlanFault | null {
  if (allColumns(plan).length === 0) return 'no-columns';
  if (plan.chosenPath !== null) return null;
  if (plan.fileName.trim() === '') return 'no-name';
  if (/[\\/]/.test(plan.fileName)) return 'name-has-separator';
  return plan.destination === 'file' && plan.directory.trim() === '' ? 'no-directory' : null;
}

/** @param lastId the newest entry that was counted, so that what is written is what was counted. */
export function exportRequestOf(
  plan: ExportPlan,
  filter: EntryFilter,
  lastId: number | undefined,
): ExportRequest {
  return {
    query: queryOf(filter),
    format: plan.format,
    path: plan.destination === 'download' ? plan.fileName : targetPath(plan),
    columns: allColumns(plan),
    neutralisesFormulas: plan.format === 'csv' && plan.neutralisesFormulas,
    replacesExisting: plan.replacesExisting,
    ...(lastId === undefined ? {} : { lastId }),
  };
}
