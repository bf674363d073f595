import { z } from 'zod';
import {
  NOTE_MAX_LENGTH,
  bookmarkSchema,
  bookmarkedEntrySchema,
  lastLookSchema,
  newSavedQuerySchema,
  savedQuerySchema,
} from '../annotations.ts';
import { entryIdSchema } from '../entry-id.ts';
import { done, nothing } from './method-parts.ts';

/** What the user notes beside the log: bookmarks, saved queries, the last look. */
export const ANNOTATION_METHODS = {
  /** Newest entry first. */
  'bookmarks.list': {
    params: z.strictObject({ limit: z.int().min(1).max(1000), beforeEntryId: entryIdSchema.optional() }),
    result: z.object({ bookmarks: z.array(bookmarkedEntrySchema), total: z.int().nonnegative() }),
  },
  'bookmarks.get': {
    params: z.strictObject({ entryId: entryIdSchema }),
    result: z.object({ bookmark: bookmarkSchema.nullable() }),
  },
  /** Sets a bookmark, or its note. Rejects with `entry.not-found`. */
  'bookmarks.set': {
    params: z.strictObject({ entryId: entryIdSchema, note: z.string().max(NOTE_MAX_LENGTH) }),
    result: z.object({ bookmark: bookmarkSchema }),
  },
  'bookmarks.remove': { params: z.strictObject({ entryId: entryIdSchema }), result: done },

  /** By name. */
  'savedQueries.list': { params: nothing, result: z.object({ queries: z.array(savedQuerySchema) }) },
  /** Rejects with `query.invalid` when its expression cannot be read, and with `savedQuery.exists`. */
  'savedQueries.save': {
    params: newSavedQuerySchema.extend({ replacesExisting: z.boolean() }),
    result: z.object({ query: savedQuerySchema }),
  },
  /** Rejects with `savedQuery.not-found`. */
  'savedQueries.remove': { params: z.strictObject({ name: z.string().min(1).max(100) }), result: done },

  /** Where the user looked last, in this run or an earlier one; null: never. */
  'lastLook.get': { params: nothing, result: z.object({ lastLook: lastLookSchema.nullable() }) },
  /** The user has now seen the log up to this entry. An earlier entry than before is left out. */
  'lastLook.set': { params: z.strictObject({ entryId: z.number().nonnegative() }), result: done },
} as const;
