import { z } from 'zod';
import {
  exportCompressionSchema,
  exportFormatSchema,
  textOptionsSchema,
  timeOptionsSchema,
} from './export-format.ts';
import { entryQuerySchema } from './query.ts';
import { redactionKindSchema } from './redaction.ts';

/** Most bytes or rows that can be asked for in one file: more cannot be counted exactly. */
const MAX_COUNT = Number.MAX_SAFE_INTEGER;

/** The smallest file that a batch is split into by size: below this a batch is a folder full of splinters. */
export const MIN_BYTES_PER_FILE = 1_000;

/**
 * Where the files go. `file`: exactly this path; further parts are `name_0002.csv`. `folder`: names made of a pattern with
 * `{time}` (20261122T101500Z, when the batch was asked for), `{date}`, `{name}` (of the recurring export, else `hydrant`), `{batch}`,
 * `{host}` and `{part}`; the extension follows from the format. Where a batch can have several files and the pattern has no
 * `{part}`, it ends with `_{part}`. A brace itself is written twice. `download`: one file of such a name, which a browser keeps where it
 * keeps its downloads.
 */
export const exportTargetSchema = z.discriminatedUnion('kind', [
  /** An absolute path. */
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1).max(4096) }),
  z.strictObject({
    kind: z.literal('folder'),
    /** Absolute. */
    directory: z.string().min(1).max(4096),
    /** Without folders and without the extension. */
    namePattern: z.string().min(1).max(200),
  }),
  z.strictObject({ kind: z.literal('download'), namePattern: z.string().min(1).max(200) }),
]);
export type ExportTarget = z.infer<typeof exportTargetSchema>;

/** What is exported, how, and where to. */
export const exportRequestSchema = z.strictObject({
  query: entryQuerySchema,
  format: exportFormatSchema,
  compression: exportCompressionSchema.default('none'),
  /** In this order. EXPORT_COLUMNS or names of raw fields; the format `journal` has all fields instead. */
  columns: z.array(z.string().min(1).max(256)).min(1).max(256),
  text: textOptionsSchema.prefault({}),
  times: timeOptionsSchema.prefault({}),
  /** What is replaced by pseudonyms; empty: nothing. */
  redacts: z.array(redactionKindSchema).max(20).default([]),
  target: exportTargetSchema,
  /** Start a new file after so many rows, or before it would grow beyond so many bytes (before compression). Absent: one file. */
  rowsPerFile: z.int().positive().max(MAX_COUNT).optional(),
  bytesPerFile: z.int().min(MIN_BYTES_PER_FILE).max(MAX_COUNT).optional(),
  /** Replace a file of that name. Without it an existing file is an error. */
  replacesExisting: z.boolean(),
  /** Only what came after the last entry that this batch covered. */
  afterBatchId: z.int().positive().optional(),
  /** Export only up to this entry: the number counted before is then the number written. */
  lastId: z.int().nonnegative().optional(),
  /** Continue after the entry where the last export of this name ended, and remember where this one ends. */
  watermark: z.string().trim().min(1).max(100).optional(),
});
export type ExportRequest = z.output<typeof exportRequestSchema>;
/** As a caller may write it: what has a default can be left out. */
export type ExportRequestInput = z.input<typeof exportRequestSchema>;

/** Whether the batch can have more than one file. */
export function isSplit(request: Pick<ExportRequest, 'rowsPerFile' | 'bytesPerFile'>): boolean {
  return request.rowsPerFile !== undefined || request.bytesPerFile !== undefined;
}
