import { z } from 'zod';
import { entryQuerySchema, unixUsSchema } from './query.ts';
import { severityCountsSchema } from './severity.ts';

/** Most bars that a histogram may be asked to have. */
export const HISTOGRAM_MAX_BUCKETS = 2_000;

/** Most buckets, with an entry or without, that a fixed axis or an outline may have; more are refused with `request.invalid`. */
export const SUMMARY_MAX_BUCKETS = 1_000_000;

/** How the time axis is divided: by what the store finds fitting, or exactly as an earlier answer said. */
const histogramAxisSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fitting'),
    /** At most so many bars for the range. */
    maxBuckets: z.int().min(1).max(HISTOGRAM_MAX_BUCKETS),
    /** Absent: from the oldest entry that the times of the query admit (inclusive) to the newest (exclusive end). */
    fromUnixUs: unixUsSchema.optional(),
    untilUnixUs: unixUsSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('fixed'),
    fromUnixUs: unixUsSchema,
    bucketUs: z.int().min(1_000_000),
    /** Entries at or after this moment are left out; absent: none is. */
    untilUnixUs: unixUsSchema.optional(),
  }),
]);
export type HistogramAxis = z.infer<typeof histogramAxisSchema>;

/**
 * What to summarise: the matching entries with `afterId < id < beforeId`. Counts of several ranges of ids that do not
 * overlap may be added up, so a view counts once and then only what is new, and a long count comes in pieces.
 */
export const summaryRequestSchema = z.strictObject({
  /** `severities` is left out of the filter: the counts tell what each level would show. */
  query: entryQuerySchema,
  /** Exclusive; absent: from the first entry. */
  afterId: z.int().nonnegative().optional(),
  /** Exclusive; absent: to the newest entry. */
  beforeId: z.int().positive().optional(),
  histogram: histogramAxisSchema.optional(),
  /** Asks for the outline: how many ids make one of its buckets. */
  idsPerBucket: z.int().positive().optional(),
  /** Stop after about so long, having counted the newest entries first. Absent: count to the end. */
  budgetMs: z.int().min(10).max(10_000).optional(),
});
export type SummaryRequest = z.infer<typeof summaryRequestSchema>;

/** One bar or one stretch. Buckets without an entry are left out. */
const bucketSchema = z.object({ index: z.int().nonnegative(), bySeverity: severityCountsSchema });
export type SummaryBucket = z.infer<typeof bucketSchema>;

export const summarySchema = z.object({
  /** Exact. */
  bySeverity: severityCountsSchema,
  /** Everything up to this entry is counted; the newest of the store unless `beforeId` said otherwise. */
  lastId: z.int().nonnegative(),
  /** When the time was up: entries with an id below this one are not counted yet; go on with it as `beforeId`. null: all are. */
  pendingBeforeId: z.int().positive().nullable(),
  /**
   * Matching entries by time: bucket `index` begins at `fromUnixUs + index * bucketUs`. null when not asked for, or when
   * the range is empty. Bars of a minute and more come from the rollup where only time and severity restrict; finer bars and
   * other queries are counted entry by entry.
   */
  histogram: z
    .object({
      fromUnixUs: unixUsSchema,
      bucketUs: z.int().positive(),
      /** Exclusive end of the range that was asked for. */
      untilUnixUs: unixUsSchema,
      buckets: z.array(bucketSchema),
    })
    .nullable(),
  /**
   * Matching entries by place in the log: bucket `index` has the ids from `index * idsPerBucket`. What the scrollbar is
   * drawn from. Where it comes from the rollup, the entries of a minute, or of an hour that lies in two buckets at most, are
   * taken to be spread evenly over its ids.
   */
  outline: z.array(bucketSchema).nullable(),
});
export type Summary = z.infer<typeof summarySchema>;
