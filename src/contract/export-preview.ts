import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { redactionPreviewSchema } from './redaction.ts';
import { severityCountsSchema } from './severity.ts';
import { gapSchema } from './status.ts';

/** What an export would write, before it does. */
export const exportPreviewSchema = z.object({
  /** Exact. */
  rows: z.int().nonnegative(),
  bySeverity: severityCountsSchema,
  /** Entries after this one were counted, and up to `lastId`. */
  afterId: z.int().nonnegative(),
  lastId: z.int().nonnegative(),
  /** From a sample of the entries, compression included; exact for no rows. null for a stream of unknown size: never today. */
  estimatedBytes: z.int().nonnegative(),
  estimatedFiles: z.int().nonnegative(),
  /** The first rows as they will stand in the file. Parquet is no text: there it is a table. */
  firstRows: z.discriminatedUnion('kind', [
    /** What is no UTF-8 appears as `\xHH`; cut at 16,000 characters. */
    z.object({ kind: z.literal('text'), text: z.string(), isCut: z.boolean() }),
    z.object({
      kind: z.literal('table'),
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      isCut: z.boolean(),
    }),
  ]),
  /** Intervals within the range of which entries are missing; the newest 20 are listed. */
  gaps: z.array(gapSchema),
  gapCount: z.int().nonnegative(),
  /** Where the first file would go. null for a download. */
  target: z
    .object({
      path: z.string(),
      /** On the file system of the target; null: it does not tell. */
      freeBytes: z.int().nonnegative().nullable(),
      /** Why nothing could be written there now: no such folder, no permission, name taken. */
      problem: wireErrorSchema.nullable(),
    })
    .nullable(),
  /** null: nothing is redacted. */
  redaction: redactionPreviewSchema.nullable(),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;
