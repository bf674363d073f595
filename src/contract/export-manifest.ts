import { z } from 'zod';
import {
  EXPORT_COMPRESSIONS,
  EXPORT_FORMAT_NAMES,
  textOptionsSchema,
  timeOptionsSchema,
} from './export-format.ts';
import { entryQuerySchema } from './query.ts';
import { redactionCountsSchema } from './redaction.ts';
import { SEVERITY_NAMES } from './severity.ts';

/** ISO 8601, UTC, microseconds. */
const timeSchema = z.string();
const countsByNameSchema = z.record(z.enum(SEVERITY_NAMES), z.int().nonnegative());
const markSchema = z.object({ id: z.int().positive(), time: timeSchema, position: z.string() });

/** What stands beside every batch. docs/manifest.md describes it for those who read it. */
export const manifestSchema = z.looseObject({
  format: z.literal('hydrant-export-manifest'),
  version: z.literal(1),
  hydrant: z.string(),
  batch: z.int().positive(),
  /** The recurring export it belongs to. */
  name: z.string().nullable(),
  machine: z.string(),
  createdAt: timeSchema,
  completedAt: timeSchema,
  query: entryQuerySchema,
  /** Which entries were looked at: `afterId` < id <= `lastId`. */
  range: z.object({ afterId: z.int().nonnegative(), lastId: z.int().nonnegative() }),
  fileFormat: z.object({
    name: z.enum(EXPORT_FORMAT_NAMES),
    compression: z.enum(EXPORT_COMPRESSIONS),
    /** null: every field of an entry. */
    columns: z.array(z.string()).nullable(),
    /** CSV and TSV only. */
    text: textOptionsSchema.nullable(),
    /** CSV, TSV and JSON Lines only. */
    times: timeOptionsSchema.nullable(),
  }),
  redaction: z.object({ kinds: z.array(z.string()), replaced: redactionCountsSchema }).nullable(),
  rows: z.int().nonnegative(),
  bySeverity: countsByNameSchema,
  files: z.array(
    z.object({
      /** Beside the manifest. */
      name: z.string(),
      rows: z.int().nonnegative(),
      bySeverity: countsByNameSchema,
      sizeBytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      first: markSchema.nullable(),
      last: markSchema.nullable(),
    }),
  ),
  /** Intervals within the range of which entries are missing. */
  gaps: z.array(
    z.object({
      source: z.string(),
      afterId: z.int().nonnegative(),
      from: timeSchema.nullable(),
      until: timeSchema.nullable(),
      lostEntries: z.int().nonnegative().nullable(),
      reason: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
