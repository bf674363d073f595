import { z } from 'zod';
import { entryRowSchema } from './entry.ts';
import { entryIdSchema } from './entry-id.ts';
import { entryQuerySchema, unixUsSchema } from './query.ts';

/** Longest note, in UTF-16 code units. */
export const NOTE_MAX_LENGTH = 10_000;

/** A mark that the user set on an entry. */
export const bookmarkSchema = z.object({
  entryId: entryIdSchema,
  note: z.string(),
  createdAtUnixUs: unixUsSchema,
  updatedAtUnixUs: unixUsSchema,
});
export type Bookmark = z.infer<typeof bookmarkSchema>;

export const bookmarkedEntrySchema = z.object({ bookmark: bookmarkSchema, row: entryRowSchema });
export type BookmarkedEntry = z.infer<typeof bookmarkedEntrySchema>;

const savedQueryNameSchema = z.string().trim().min(1).max(100);

/** A query under a name. */
export const savedQuerySchema = z.object({
  /** Unique, without regard to case. */
  name: savedQueryNameSchema,
  /** Without `nowUnixUs`: relative times count from when it is used. */
  query: entryQuerySchema,
  createdAtUnixUs: unixUsSchema,
  updatedAtUnixUs: unixUsSchema,
});
export type SavedQuery = z.infer<typeof savedQuerySchema>;

export const newSavedQuerySchema = z.strictObject({ name: savedQueryNameSchema, query: entryQuerySchema });

/** What "Export saved queries" writes and "Import" reads. */
export const savedQueriesFileSchema = z.object({
  format: z.literal('hydrant-saved-queries'),
  version: z.literal(1),
  queries: z.array(newSavedQuerySchema).max(10_000),
});
export type SavedQueriesFile = z.infer<typeof savedQueriesFileSchema>;

/** Up to where the user has looked at the log, and when: kept in the store, so it outlives the app. */
export const lastLookSchema = z.object({ entryId: z.int().nonnegative(), atUnixUs: unixUsSchema });
export type LastLook = z.infer<typeof lastLookSchema>;
