import { z } from 'zod';
import {
  NOTE_MAX_LENGTH,
  bookmarkSchema,
  bookmarkedEntrySchema,
  lastLookSchema,
  newSavedQuerySchema,
  savedQuerySchema,
} from './annotations.ts';
import { entryDetailSchema, entryRowSchema, valuePartSchema } from './entry.ts';
import { exportBatchSchema, verificationSchema } from './export-batch.ts';
import { exportPreviewSchema } from './export-preview.ts';
import { exportRequestSchema } from './export-request.ts';
import { exportScheduleSchema, newExportScheduleSchema, scheduleNameSchema } from './export-schedule.ts';
import { facetSchema, queryFieldSchema } from './facets.ts';
import { entryIdSchema } from './entry-id.ts';
import {
  formatSampleSchema,
  formatTrialSchema,
  logFormatSchema,
  quarantineChoiceSchema,
  quarantineGroupSchema,
  quarantineRetrySchema,
} from './log-format.ts';
import { machineCheckSchema } from './machine-check.ts';
import { entryQuerySchema, pageAnchorSchema, unixUsSchema } from './query.ts';
import { severityCountsSchema } from './severity.ts';
import { severityChangesSchema, sourceSeveritiesSchema } from './source-severities.ts';
import { gapSchema, quarantinedSchema, statusSchema } from './status.ts';
import { summaryRequestSchema, summarySchema } from './summary.ts';

const nothing = z.strictObject({});
const done = z.object({});
const sourceId = z.strictObject({ sourceId: z.int().positive() });
const batchId = z.strictObject({ id: z.int().positive() });

/**
 * Everything a view may ask, `noun.verb`: the parameters' schema and the result's. Parsed on arrival on both sides.
 * Methods named `shell.*` are answered by the shell (Electron's main process or the HTTP server), all others by the engine.
 */
export const METHODS = {
  'app.describe': {
    params: nothing,
    result: z.object({ version: z.string(), dataDir: z.string(), platform: z.string() }),
  },
  'status.get': { params: nothing, result: statusSchema },

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

  'gaps.list': {
    params: z.strictObject({ limit: z.int().min(1).max(1000) }),
    result: z.object({ gaps: z.array(gapSchema) }),
  },
  'quarantine.list': {
    params: z.strictObject({
      limit: z.int().min(1).max(1000),
      beforeId: z.int().positive().optional(),
      /** Default: everything. `total` counts what is chosen. */
      choice: quarantineChoiceSchema.optional(),
    }),
    result: z.object({ quarantined: z.array(quarantinedSchema), total: z.int().nonnegative() }),
  },
  /** What is in quarantine by source and reason, the most frequent first: at most 200. `total` counts all pieces. */
  'quarantine.groups': {
    params: nothing,
    result: z.object({ groups: z.array(quarantineGroupSchema), total: z.int().nonnegative() }),
  },
  /**
   * Reads the bytes of pieces in quarantine again, oldest first, as many as one transaction should hold: up to 1,000 pieces or 1 MiB. What is an entry now
   * is stored where it belongs in time and is in quarantine no more; everything else stays. Ask again from `reachedId` on until that is null.
   * Rejects with `source.invalid` when there is no such source or the format means nothing, and with what keeps the store from being written to.
   */
  'quarantine.retry': {
    params: z.strictObject({
      choice: quarantineChoiceSchema,
      /** Of text logs: how to read them. null: as the source is read. */
      format: logFormatSchema.nullable(),
      afterId: z.int().nonnegative().optional(),
      untilId: z.int().nonnegative().optional(),
    }),
    result: quarantineRetrySchema,
  },
  /**
   * Captures from now on what a specification names, which may be several (`windows:System,Application`), at the end of the list; what is stored of
   * it is gone on with. Rejects with `source.invalid` and, when all of it is captured already, `source.exists`.
   */
  'sources.add': {
    params: z.strictObject({
      spec: z.string().min(1).max(4096),
      /** How its text is to be read, as `--log-format` says it. Absent: as its lines tell, or as it was said before. */
      logFormat: z.string().min(1).max(1000).optional(),
    }),
    /** What was added, in one spelling. */
    result: z.object({ sources: z.array(z.object({ id: z.int().positive(), spec: z.string() })) }),
  },
  /** Stops listening until `sources.resume`. What was delivered is stored; one that is paused already stays so. Rejects with `source.not-found`. */
  'sources.pause': { params: sourceId, result: done },
  /** Goes on where the source was paused. What a source that keeps nothing missed meanwhile is a gap. */
  'sources.resume': { params: sourceId, result: done },
  /** Stops capturing it; what is stored stays. `foundBy`: a folder goes on capturing it, as one of its logs. */
  'sources.remove': {
    params: sourceId,
    result: z.object({ foundBy: z.int().positive().nullable() }),
  },
  /** Gives it another place in the list, from 0; behind the end: at the end. */
  'sources.move': {
    params: sourceId.extend({ place: z.int().min(0).max(10_000) }),
    result: done,
  },
  /** The channels of this computer's event log, at most 5,000. Rejects with `source.tool-missing` where there are none. */
  'sources.channels': { params: nothing, result: z.object({ channels: z.array(z.string()) }) },
  /** Starts the listener of a source at once, instead of after its pause. */
  'sources.retry': { params: sourceId, result: done },
  /**
   * Every word for a severity that a source of its kind has or that this one is seen to have, and what it stands for. Rejects with
   * `source.not-found`.
   */
  'sources.severities': {
    params: z.strictObject({ sourceId: z.int().positive() }),
    result: sourceSeveritiesSchema,
  },
  /**
   * Says what some words stand for from the next entry on that is read; what is stored stays as it is. Kept for this source over restarts.
   * Rejects with `source.not-found`, `request.invalid` and `capture.elsewhere`.
   */
  'sources.setSeverities': {
    params: z.strictObject({ sourceId: z.int().positive(), changes: severityChangesSchema }),
    result: done,
  },
  /**
   * Reads lines of a text log, or what is in quarantine, in a format, and changes nothing. `format` null: in the one that the lines tell.
   * A format that means nothing is an answer. Rejects with `source.not-found`, `source.invalid`, `file.not-found`, `file.permission-denied`, `file.unknown-format`.
   */
  'sources.tryFormat': {
    params: z.strictObject({ sample: formatSampleSchema, format: z.string().max(1000).nullable() }),
    result: formatTrialSchema,
  },
  /**
   * A text log is read in this format from the next line on, now and after the next start; null: as its lines tell. What is stored stays as it is.
   * Rejects with `source.invalid`, and with what keeps the store from being written to.
   */
  'sources.setFormat': {
    params: z.strictObject({ sourceId: z.int().positive(), format: logFormatSchema.nullable() }),
    result: done,
  },

  /**
   * Looks at what this user may read of the machine's logs, each time anew: the system's tools are run for it, which takes well under a
   * second as a rule and a minute at most. Whoever asks meanwhile waits for their turn.
   */
  'machine.check': { params: nothing, result: machineCheckSchema },

  /** Exact counts, size, first rows, gaps, free space and what a redaction would replace. */
  'exports.preview': {
    params: z.strictObject({ request: exportRequestSchema }),
    result: exportPreviewSchema,
  },
  /** Puts an export into the queue. Rejects with `export.invalid` and `query.invalid` for what could never be carried out. */
  'exports.start': {
    params: z.strictObject({
      request: exportRequestSchema,
      /** As a preview counted it, for the progress; `lastId` of the request is then that preview's. */
      rowsTotal: z.int().nonnegative().optional(),
    }),
    result: z.object({ batch: exportBatchSchema }),
  },
  /** Holds a batch that is queued or running where it is. Rejects with `export.not-found`, and `export.invalid` when it has ended. */
  'exports.pause': { params: batchId, result: done },
  /** A paused batch goes on where it stopped, behind those that are queued. */
  'exports.resume': {
    params: batchId.extend({
      /** From now on a file of the same name is replaced: the answer to `file.exists`. */
      replacesExisting: z.boolean().optional(),
    }),
    result: done,
  },
  /** Ends a batch that has not ended and removes its files. */
  'exports.cancel': { params: batchId, result: done },
  /** The newest batch first, ended or not, of every Hydrant that used this store. */
  'exports.list': {
    params: z.strictObject({ limit: z.int().min(1).max(1000), beforeId: z.int().positive().optional() }),
    result: z.object({ batches: z.array(exportBatchSchema), total: z.int().nonnegative() }),
  },
  'exports.get': { params: batchId, result: z.object({ batch: exportBatchSchema }) },
  /** The manifest of a completed batch, as JSON text. Rejects with `export.not-found`. */
  'exports.manifest': { params: batchId, result: z.object({ text: z.string() }) },
  /** Compares the files of a completed batch with its manifest. */
  'exports.verify': { params: batchId, result: verificationSchema },
  /** Forgets a batch that has ended; its files stay. */
  'exports.remove': { params: batchId, result: done },

  /** By name. */
  'schedules.list': { params: nothing, result: z.object({ schedules: z.array(exportScheduleSchema) }) },
  /** Rejects with `schedule.exists` unless it may be replaced; the watermark of what is replaced stays. */
  'schedules.save': {
    params: z.strictObject({
      schedule: newExportScheduleSchema,
      replacesExisting: z.boolean(),
      /** What the first batch begins with: everything stored, or what comes from now on. Of a name that has a watermark already: nothing. */
      startsAt: z.enum(['beginning', 'now']),
    }),
    result: z.object({ schedule: exportScheduleSchema }),
  },
  'schedules.setEnabled': {
    params: z.strictObject({ name: scheduleNameSchema, isEnabled: z.boolean() }),
    result: done,
  },
  /** Exports now what is new. `batch` is null when nothing is. Rejects with `export.unfinished` while an earlier batch of it is not completed. */
  'schedules.run': {
    params: z.strictObject({ name: scheduleNameSchema }),
    result: z.object({ batch: exportBatchSchema.nullable() }),
  },
  /** Its batches and their files stay, and so does its watermark: one of the same name would go on where it ended. */
  'schedules.remove': { params: z.strictObject({ name: scheduleNameSchema }), result: done },

  'shell.describe': {
    params: nothing,
    result: z.object({
      kind: z.enum(['electron', 'browser']),
      /** A system dialog can ask for a folder, or for a file to open. */
      canChooseFile: z.boolean(),
      /** The shell can send an export to the browser as a download. */
      canDownload: z.boolean(),
      /** Where exports go unless the user says otherwise: absolute, exists. */
      exportDirectory: z.string(),
      /** The exported file that this page shows instead of the store; null: the store. */
      openedFile: z.object({ path: z.string(), name: z.string() }).nullable(),
    }),
  },
  /** Asks for a folder in the system's dialog. null: the user closed it. */
  'shell.chooseFolder': {
    params: z.strictObject({ suggestedPath: z.string().min(1).max(4096) }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** Asks for a log to be captured in the system's dialog. null: the user closed it. */
  'shell.chooseLog': {
    params: z.strictObject({ what: z.enum(['file', 'folder']) }),
    result: z.object({ path: z.string().nullable() }),
  },
  /**
   * Opens an exported file (CSV, TSV, JSON Lines, Parquet, journal export format; compressed or not) read-only, beside the store. A page
   * whose address has `?log=LOG_ID` shows it. `path` null: the system's dialog asks for it. `logId` null: the user closed the dialog.
   * Rejects with `file.not-found`, `file.permission-denied` and `file.unknown-format`.
   */
  'shell.openFile': {
    params: z.strictObject({ path: z.string().min(1).max(4096).nullable() }),
    result: z.object({ logId: z.string().nullable() }),
  },
  /** Ends what `shell.openFile` began; the file itself is not touched. */
  'shell.closeFile': { params: z.strictObject({ logId: z.string().min(1).max(100) }), result: done },
  /**
   * Asks for a file's place in the system's dialog, which also asks before it replaces one, and writes the text there, as
   * UTF-8. null: the user closed the dialog.
   */
  'shell.saveText': {
    params: z.strictObject({
      suggestedName: z.string().min(1).max(255),
      /** A file of settings, not an export. */
      text: z.string().max(10_000_000),
    }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** Shows the first file of a completed batch in the system's file manager. */
  'shell.revealBatch': { params: batchId, result: done },
} as const;

export type MethodName = keyof typeof METHODS;
export type MethodParams<M extends MethodName> = z.input<(typeof METHODS)[M]['params']>;
export type MethodResult<M extends MethodName> = z.output<(typeof METHODS)[M]['result']>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
