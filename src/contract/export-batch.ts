import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { exportRequestSchema } from './export-request.ts';
import { unixUsSchema } from './query.ts';
import { redactionCountsSchema } from './redaction.ts';
import { severityCountsSchema } from './severity.ts';

/** One complete file of a batch. */
export const exportFileSchema = z.object({
  path: z.string(),
  rows: z.int().nonnegative(),
  bySeverity: severityCountsSchema,
  sizeBytes: z.int().nonnegative(),
  /** Lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The first and the last entry in it; null in a file without entries. */
  firstId: z.int().positive().nullable(),
  lastId: z.int().positive().nullable(),
});
export type ExportFile = z.infer<typeof exportFileSchema>;

/**
 * How a batch stands. `queued`: waits for those before it. `running`: is written. `paused`: by the user, or because of `problem`, and can
 * be resumed. `completed`: all files have their names, and so has the manifest. `cancelled`: nothing of it is left.
 * `failed`: cannot be carried out as it was asked for. What is completed, cancelled or failed stays so.
 */
export const EXPORT_STATES = ['queued', 'running', 'paused', 'completed', 'cancelled', 'failed'] as const;
export const exportStateSchema = z.enum(EXPORT_STATES);
export type ExportState = z.infer<typeof exportStateSchema>;

/** One export: its files, and what is known of it. Batches are numbered in the order in which they were asked for. */
export const exportBatchSchema = z.object({
  id: z.int().positive(),
  state: exportStateSchema,
  /** Who asked for it: the export view, a recurring export, the command line; `download`: it went to a browser. */
  origin: z.enum(['view', 'schedule', 'command', 'download']),
  request: exportRequestSchema,
  /** Which entries it covers, matching or not: `afterId` < id <= `lastId`. null: it has not begun. */
  afterId: z.int().nonnegative().nullable(),
  lastId: z.int().nonnegative().nullable(),
  /** As counted before; null: nobody has. */
  rowsTotal: z.int().nonnegative().nullable(),
  /** How far it is, 0 to 1: by rows where their number is known, else by the part of the log that was looked at. */
  progress: z.number().min(0).max(1),
  rowsWritten: z.int().nonnegative(),
  /** As they stand on the disk, or will. */
  bytesWritten: z.int().nonnegative(),
  bySeverity: severityCountsSchema,
  redactions: redactionCountsSchema,
  /** Complete files, in order; at most 100 of them are listed, `fileCount` is their number. */
  files: z.array(exportFileSchema),
  fileCount: z.int().nonnegative(),
  /** The name that the file gets that is written now; null when none is. */
  currentPath: z.string().nullable(),
  /** null until it is completed, and for a download. */
  manifestPath: z.string().nullable(),
  createdAtUnixUs: unixUsSchema,
  endedAtUnixUs: unixUsSchema.nullable(),
  /** Time spent writing, pauses not counted. */
  elapsedMs: z.number().nonnegative(),
  /** Why it is paused or failed; null: the user paused it, or all is well. */
  problem: wireErrorSchema.nullable(),
});
export type ExportBatch = z.infer<typeof exportBatchSchema>;

/** Nothing more will happen to it. */
export function hasEnded(state: ExportState): boolean {
  return state === 'completed' || state === 'cancelled' || state === 'failed';
}

/** What a look at the files of a manifest found. */
export const verificationSchema = z.object({
  /** Every file is as it was written. */
  isIntact: z.boolean(),
  manifestPath: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      /** `missing`: there is no such file. `changed`: another size or checksum. `unreadable`: it cannot be read. */
      state: z.enum(['intact', 'missing', 'changed', 'unreadable']),
      /** What was expected and what was found, in words; null: all is well. */
      finding: z.string().nullable(),
    }),
  ),
});
export type Verification = z.infer<typeof verificationSchema>;
