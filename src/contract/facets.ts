import { z } from 'zod';
import { unixUsSchema } from './query.ts';

/** The fields whose values are listed beside the log, with the number of matching entries of each. */
export const FACET_FIELDS = ['unit', 'identifier', 'host', 'boot', 'source'] as const;
export const facetFieldSchema = z.enum(FACET_FIELDS);
export type FacetField = z.infer<typeof facetFieldSchema>;

export const facetSchema = z.object({
  field: facetFieldSchema,
  /** The values with the most entries, in that order. `value` is what `field:value` in the query language takes. */
  values: z.array(
    z.object({
      value: z.string(),
      entries: z.int().positive(),
      /** Boots only: the time of its first stored entry. */
      firstTimeUnixUs: unixUsSchema.optional(),
    }),
  ),
  /** How many values match in all. */
  distinctValues: z.int().nonnegative(),
});
export type Facet = z.infer<typeof facetSchema>;

/** A field that a query can name. */
export const queryFieldSchema = z.object({
  name: z.string(),
  /** `query`: a word of the query language; `raw`: a field as the source named it. */
  kind: z.enum(['query', 'raw']),
});
export type QueryField = z.infer<typeof queryFieldSchema>;
