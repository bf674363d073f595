import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { entryQuerySchema, unixUsSchema } from './query.ts';
import { severityCountsSchema } from './severity.ts';

/** The columns that every entry has. Any other column name is taken as the name of a raw field. */
export const EXPORT_COLUMNS = [
  'id',
  'time',
  'severity',
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'pid',
  'message',
  'source',
  'position',
  'received_time',
  'time_unix_us',
] as const;

/** What is exported when no columns are chosen. */
export const DEFAULT_EXPORT_COLUMNS = [
  'time',
  'severity',
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'pid',
  'message',
] as const;

export const exportFormatSchema = z.enum(['csv', 'jsonl']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportRequestSchema = z.strictObject({
  query: entryQuerySchema,
  format: exportFormatSchema,
  /** Absolute path of the file to write. With `rowsPerFile` the number goes before the extension. */
  path: z.string().min(1).max(4096),
  columns: z.array(z.string().min(1).max(256)).min(1).max(256),
  /** CSV only: put an apostrophe before a value that a spreadsheet would take as a formula. */
  neutralisesFormulas: z.boolean(),
  /** Start a new file after this many rows; absent: one file. */
  rowsPerFile: z.int().positive().optional(),
  /** Replace a file of that name. Without it an existing file is an error. */
  replacesExisting: z.boolean(),
  /** Export only up to this entry: the number counted before is then the number written. */
  lastId: z.int().nonnegative().optional(),
  /** Continue after the entry where the last export of this name ended, and remember where this one ends. */
  watermark: z.string().min(1).max(200).optional(),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

export const exportPreviewSchema = z.object({
  rows: z.int().nonnegative(),
  bySeverity: severityCountsSchema,
  /** The newest entry that was counted. */
  lastId: z.int().nonnegative(),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;

export const exportJobSchema = z.object({
  id: z.int().positive(),
  state: z.enum(['running', 'completed', 'cancelled', 'failed']),
  request: exportRequestSchema,
  rowsTotal: z.int().nonnegative().nullable(),
  rowsWritten: z.int().nonnegative(),
  bytesWritten: z.int().nonnegative(),
  /** Finished files, in order. Empty unless completed: until then nothing stands under a final name. */
  files: z.array(z.string()),
  startedAtUnixUs: unixUsSchema,
  elapsedMs: z.number().nonnegative(),
  error: wireErrorSchema.nullable(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;
