import type { ExportCompression, ExportFormat, TextOptions, TimeOptions } from '#contract/export-format.ts';
import { DEFAULT_EXPORT_COLUMNS, textOptionsSchema, timeOptionsSchema } from '#contract/export-format.ts';
import type { RedactionKind } from '#contract/redaction.ts';
import type { Recurrence } from './recurrence.ts';
import { NO_RECURRENCE } from './recurrence.ts';

/** `folder`: written by the engine, on the machine it runs on. `download`: sent to this browser. */
export type Destination = 'folder' | 'download';

/** When a batch begins a new file; numbers as they are typed. A limit that is not on does not count, whatever its field says. */
export interface SplitChoice {
  isByRows: boolean;
  rows: string;
  isBySize: boolean;
  size: string;
  sizeUnit: 'MB' | 'GB';
}

/** What the user has set in the export view, apart from the filter. Outlives the view. */
export interface ExportPlan {
  format: ExportFormat;
  compression: ExportCompression;
  /** In the order of the file: EXPORT_COLUMNS and names of raw fields, each once. */
  columns: readonly string[];
  text: TextOptions;
  times: TimeOptions;
  redacts: readonly RedactionKind[];
  destination: Destination;
  /** null: where the shell puts exports. */
  directory: string | null;
  namePattern: string;
  split: SplitChoice;
  replacesExisting: boolean;
  /** Only what came after this batch; null: no such limit. */
  afterBatchId: number | null;
  frequency: 'once' | 'recurring';
  recurrence: Recurrence;
}

/** The names of files until the user chooses others: each batch has its own, and they sort by time. */
export const DEFAULT_NAME_PATTERNS: Readonly<Record<ExportPlan['frequency'], string>> = {
  once: 'hydrant-{time}',
  recurring: '{name}-{time}',
};

/** What is written as long as nothing is chosen: everything in one CSV file, as RFC 4180 has it, with times in UTC. */
export const NEW_PLAN: ExportPlan = {
  format: 'csv',
  compression: 'none',
  columns: DEFAULT_EXPORT_COLUMNS,
  text: textOptionsSchema.parse({}),
  times: timeOptionsSchema.parse({}),
  redacts: [],
  destination: 'folder',
  directory: null,
  namePattern: DEFAULT_NAME_PATTERNS.once,
  split: { isByRows: false, rows: '1000000', isBySize: false, size: '100', sizeUnit: 'MB' },
  replacesExisting: false,
  afterBatchId: null,
  frequency: 'once',
  recurrence: NO_RECURRENCE,
};

/** The plan once or recurring. Names that the user has not changed follow; a download cannot recur. */
export function withFrequency(plan: ExportPlan, frequency: ExportPlan['frequency']): ExportPlan {
  const isUnchanged = plan.namePattern === DEFAULT_NAME_PATTERNS[plan.frequency];
  return {
    ...plan,
    frequency,
    namePattern: isUnchanged ? DEFAULT_NAME_PATTERNS[frequency] : plan.namePattern,
    recurrence: frequency === 'once' ? { ...plan.recurrence, editing: null } : plan.recurrence,
  };
}

/** Where the files go: a recurring export runs when no browser is there to take a download. */
export function destinationOf(plan: ExportPlan): Destination {
  return plan.frequency === 'recurring' ? 'folder' : plan.destination;
}
