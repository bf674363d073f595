import { z } from 'zod';
import { entryIdSchema } from '../entry-id.ts';
import { entryDetailSchema, entryRowSchema, valuePartSchema } from '../entry.ts';
import { facetSchema, queryFieldSchema } from '../facets.ts';
import { entryQuerySchema, pageAnchorSchema, unixUsSchema } from '../query.ts';
import { severityCountsSchema } from '../severity.ts';
import { summaryRequestSchema, summarySchema } from '../summary.ts';
import { nothing } from './method-parts.ts';

/** What a view may ask of the entries: lists, details, counts, facets, and what helps to write a query. */
export const ENTRY_METHODS = {
  /** A page of matching entries in ascending order of id, which over several sources is that of time. */
  'entries.list': {
    params: z.strictObject({
      query: entryQuerySchema,
      anchor: pageAnchorSchema,
      limit: z.int().min(1).max(1000),
      /**
       * `stored`: in the order in which entries were stored, and by these numbers, so that whoever reads on and on is given what comes late, too.
       * Default `timeline`: as the list shows them.
       */
      order: z.enum(['timeline', 'stored']).optional(),
      /** Identical neighbours (severity, origin, process and whole message) become one row; `limit` counts such rows. */
      foldsRepeats: z.boolean().optional(),
      /** Raw fields whose values each row is to carry. */
      rawFields: z.array(z.string().min(1).max(256)).max(8).optional(),
      /** Give what was found after about so long. Absent: search until the page is full or the log ends. */
      budgetMs: z.int().min(10).max(10_000).optional(),
    }),
    result: z.object({
      rows: z.array(entryRowSchema),
      /**
       * Matching entries exist before the first row / after the last row of this page. With a budget also true when the time
       * was up before that was known.
       */
      hasOlder: z.boolean(),
      hasNewer: z.boolean(),
      /** Newest entry in the store, matching or not, when the page was read. */
      lastId: z.int().nonnegative(),
      /**
       * When the time was up before the page was full: the last id looked at, in the direction of the search, which need not be
       * an entry's. Continue `before` or `after` it; a group of repeats that was cut there goes on in the next page. null: the
       * page is complete.
       */
      searchedToId: z.number().nonnegative().nullable(),
      /** The time of that entry, or of the nearest one that was looked at. */
      searchedToUnixUs: unixUsSchema.nullable(),
    }),
  },
  'entries.get': { params: z.strictObject({ id: entryIdSchema }), result: entryDetailSchema },
  /** A part of one value of an entry: `message`, or a raw field by its name. At most 1 MiB of bytes a part. */
  'entries.readValue': {
    params: z.strictObject({
      id: entryIdSchema,
      field: z.string().min(1).max(256),
      /** Which of the field's values, from 0. */
      index: z.int().nonnegative(),
      offsetBytes: z.int().nonnegative(),
    }),
    result: valuePartSchema,
  },
  /**
   * The matching entry at which a jump to `unixUs` arrives: the first one in storage order whose time is not earlier; when
   * there is none, the last one. null: nothing matches.
   */
  'entries.locate': {
    params: z.strictObject({ query: entryQuerySchema, unixUs: unixUsSchema }),
    result: z.object({ id: entryIdSchema.nullable() }),
  },
  /** Entries as text for the clipboard, complete from the store, in ascending order of id. */
  'entries.format': {
    params: z.strictObject({
      query: entryQuerySchema,
      /** Both inclusive. Of these only what matches `query`. */
      ranges: z
        .array(z.strictObject({ firstId: z.number().nonnegative(), lastId: entryIdSchema }))
        .min(1)
        .max(1000),
      /** One line an entry as the list shows it, JSON Lines with all fields, or CSV with a header. */
      format: z.enum(['text', 'jsonl', 'csv']),
      /** For `text`: an IANA time zone name. */
      timeZone: z.string().min(1).max(100),
    }),
    result: z.object({
      text: z.string(),
      entries: z.int().nonnegative(),
      /** false: more than 10,000 entries or 16 MiB were chosen and the rest was left out; an export has no such limit. */
      isComplete: z.boolean(),
    }),
  },
  /** Exact counts of what matches, all severities of the query's other parts: `severities` is left out of the filter. */
  'entries.count': {
    params: z.strictObject({ query: entryQuerySchema }),
    result: z.object({ bySeverity: severityCountsSchema, lastId: z.int().nonnegative() }),
  },
  /** Counts, histogram and outline of what matches, in one pass. */
  'entries.summarise': { params: summaryRequestSchema, result: summarySchema },
  /** What units, identifiers, hosts, boots and sources the matching entries have. Exact when it answers. */
  'entries.facets': {
    params: z.strictObject({ query: entryQuerySchema, valuesPerField: z.int().min(1).max(500) }),
    result: z.object({ facets: z.array(facetSchema), lastId: z.int().nonnegative() }),
  },
  /**
   * Reads a time as the query language does: `yesterday 17:30`, `2h ago`, `2026-11-22 10:15`. Clock times without a zone of
   * their own are those of `timeZone`. Rejects with `query.invalid`.
   */
  'times.parse': {
    params: z.strictObject({
      text: z.string().max(1000),
      /** What relative times and names of days are counted from. */
      nowUnixUs: unixUsSchema,
      /** An IANA time zone name. */
      timeZone: z.string().min(1).max(100),
    }),
    result: z.object({ unixUs: unixUsSchema }),
  },
  /** The fields that a query can name, those of the query language first. */
  'fields.list': { params: nothing, result: z.object({ fields: z.array(queryFieldSchema) }) },
  /**
   * Values that a field has in the store and that begin with `prefix` (without regard to case), the most frequent first. Of
   * fields that differ from entry to entry, such as a code line, the newest entries are looked at.
   */
  'fields.values': {
    params: z.strictObject({
      field: z.string().min(1).max(256),
      prefix: z.string().max(1000),
      limit: z.int().min(1).max(200),
    }),
    result: z.object({ values: z.array(z.object({ value: z.string(), entries: z.int().nullable() })) }),
  },
} as const;
