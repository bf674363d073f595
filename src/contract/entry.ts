import { z } from 'zod';
import { entryIdSchema } from './entry-id.ts';
import { unixUsSchema } from './query.ts';
import { severitySchema } from './severity.ts';

/** Longest message, in UTF-16 code units, that a list row carries; the rest is fetched with `entries.get`. */
export const ROW_MESSAGE_MAX_LENGTH = 4096;

/** One log entry as a list shows it. */
export const entryRowSchema = z.object({
  /** Ascending in the order of the list. */
  id: entryIdSchema,
  sourceId: z.int().positive(),
  /** When the log's own service received the entry. */
  timeUnixUs: unixUsSchema,
  severity: severitySchema,
  /**
   * What the source itself said where that is not a plain 0 to 7: the raw text, or '' when it stated none.
   * null: the source stated exactly `severity`. An entry with a raw severity is stored as info.
   */
  rawSeverity: z.string().nullable(),
  host: z.string(),
  unit: z.string(),
  identifier: z.string(),
  pid: z.int().nonnegative().nullable(),
  /** At most ROW_MESSAGE_MAX_LENGTH code units. Bytes that are not UTF-8 appear as `\xHH`. Control characters are kept. */
  message: z.string(),
  /** Size of the whole message as stored. */
  messageBytes: z.int().nonnegative(),
  isMessageTruncated: z.boolean(),
  /** The stored message is not valid UTF-8. */
  isMessageBinary: z.boolean(),
  /** It came later than others of its time: so long after it was logged. Absent: it came in order. */
  lateMs: z.int().nonnegative().optional(),
  /** The user has set a bookmark on it. Absent: no. */
  isBookmarked: z.literal(true).optional(),
  /**
   * Only in a folded list: the row stands for so many identical neighbours (at least 2) and is the newest of them.
   * Absent: it stands for itself.
   */
  repeats: z
    .object({ entries: z.int().min(2), firstId: entryIdSchema, firstTimeUnixUs: unixUsSchema })
    .optional(),
  /** Values of the raw fields that the list was asked for, in that order, at most 256 code units each; null: it has none. */
  rawFields: z.array(z.string().nullable()).optional(),
});
export type EntryRow = z.infer<typeof entryRowSchema>;

/** One value of a field. `base64` when the bytes are not valid UTF-8. */
export const fieldValueSchema = z.object({
  encoding: z.enum(['utf8', 'base64']),
  /** The value, cut at 1 MiB. */
  value: z.string(),
  sizeBytes: z.int().nonnegative(),
  isTruncated: z.boolean(),
});
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** One raw field, as the source named it; several values when the source gave several. */
export const entryFieldSchema = z.object({ name: z.string(), values: z.array(fieldValueSchema).min(1) });
export type EntryField = z.infer<typeof entryFieldSchema>;

/** One entry with everything that is known of it. */
export const entryDetailSchema = z.object({
  row: entryRowSchema,
  /** The whole message, cut at 1 MiB; `row.messageBytes` has the true size. */
  message: z.string(),
  /** When Hydrant received it. OpenTelemetry: ObservedTimestamp. */
  receivedAtUnixUs: unixUsSchema,
  /** The source's own position of the entry: for journald its cursor. */
  position: z.string(),
  fields: z.array(entryFieldSchema),
});
export type EntryDetail = z.infer<typeof entryDetailSchema>;

/** A part of one value of an entry: long values are read piece by piece. */
export const valuePartSchema = z.object({
  encoding: z.enum(['utf8', 'base64']),
  /** Whole characters only, when the encoding is utf8. */
  value: z.string(),
  /** Of the whole value. */
  sizeBytes: z.int().nonnegative(),
  /** Where the next part begins; null: this was the last. */
  nextOffsetBytes: z.int().positive().nullable(),
});
export type ValuePart = z.infer<typeof valuePartSchema>;
