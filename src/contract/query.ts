import { z } from 'zod';
import { severitySchema } from './severity.ts';

/** Microseconds since 1970-01-01 UTC: 51 bits today, so a JavaScript number holds it exactly. */
export const unixUsSchema = z.int().nonnegative();

const nameListSchema = z.array(z.string().max(4096)).min(1).max(256);

/**
 * Which entries are meant. One such object drives the list, the counts and the export, so that what is seen is
 * what is exported. Absent parts do not restrict; all parts present must hold.
 */
export const entryQuerySchema = z.strictObject({
  /** Exactly these severities; an empty list selects nothing. */
  severities: z.array(severitySchema).max(8).optional(),
  /** An expression of the query language (docs/query-language.md). The search box sends this one. */
  where: z.string().max(10_000).optional(),
  /** Plain words (each matches the start of a word) and "phrases", nothing else of the query language. */
  search: z.string().max(10_000).optional(),
  /** Inclusive. */
  sinceUnixUs: unixUsSchema.optional(),
  /** Exclusive. */
  untilUnixUs: unixUsSchema.optional(),
  units: nameListSchema.optional(),
  identifiers: nameListSchema.optional(),
  hosts: nameListSchema.optional(),
  sourceIds: z.array(z.int().positive()).min(1).max(256).optional(),
  /**
   * The moment that relative times in `where` ("2h ago") are counted from; absent: when the query runs. A view sets it once,
   * so that its pages, its counts and what it exports all mean the same.
   */
  nowUnixUs: unixUsSchema.optional(),
});
export type EntryQuery = z.infer<typeof entryQuerySchema>;

/**
 * Where a page of the list lies. `newest` and `oldest` are the two ends of the filtered result; `before` and `after`
 * continue from an entry, which is itself not returned and need not match the query.
 */
export const pageAnchorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('newest') }),
  z.strictObject({ kind: z.literal('oldest') }),
  z.strictObject({ kind: z.literal('before'), id: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('after'), id: z.number().nonnegative() }),
]);
export type PageAnchor = z.infer<typeof pageAnchorSchema>;
