import { z } from 'zod';
import { entryDetailSchema, entryRowSchema } from './entry.ts';
import { exportJobSchema, exportPreviewSchema, exportRequestSchema } from './export.ts';
import { entryQuerySchema, pageAnchorSchema } from './query.ts';
import { severityCountsSchema } from './severity.ts';
import { gapSchema, quarantinedSchema, statusSchema } from './status.ts';

const nothing = z.strictObject({});
const done = z.object({});

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

  /** A page of matching entries in ascending order of id. */
  'entries.list': {
    params: z.strictObject({
      query: entryQuerySchema,
      anchor: pageAnchorSchema,
      limit: z.int().min(1).max(1000),
    }),
    result: z.object({
      rows: z.array(entryRowSchema),
      /** Matching entries exist before the first row / after the last row of this page. */
      hasOlder: z.boolean(),
      hasNewer: z.boolean(),
      /** Newest entry in the store, matching or not, when the page was read. */
      lastId: z.int().nonnegative(),
    }),
  },
  'entries.get': { params: z.strictObject({ id: z.int().positive() }), result: entryDetailSchema },
  /** Exact counts of what matches, all severities of the query's other parts: `severities` is left out of the filter. */
  'entries.count': {
    params: z.strictObject({ query: entryQuerySchema }),
    result: z.object({ bySeverity: severityCountsSchema, lastId: z.int().nonnegative() }),
  },
  'gaps.list': {
    params: z.strictObject({ limit: z.int().min(1).max(1000) }),
    result: z.object({ gaps: z.array(gapSchema) }),
  },
  'quarantine.list': {
    params: z.strictObject({ limit: z.int().min(1).max(1000), beforeId: z.int().positive().optional() }),
    result: z.object({ quarantined: z.array(quarantinedSchema), total: z.int().nonnegative() }),
  },
  /** Starts the listener of a source at once, instead of after its pause. */
  'sources.retry': { params: z.strictObject({ sourceId: z.int().positive() }), result: done },

  'exports.preview': { params: z.strictObject({ query: entryQuerySchema }), result: exportPreviewSchema },
  'exports.start': {
    params: z.strictObject({ request: exportRequestSchema }),
    result: z.object({ job: exportJobSchema }),
  },
  'exports.cancel': { params: z.strictObject({ id: z.int().positive() }), result: done },
  'exports.list': { params: nothing, result: z.object({ jobs: z.array(exportJobSchema) }) },

  'shell.describe': {
    params: nothing,
    result: z.object({
      kind: z.enum(['electron', 'browser']),
      /** A system dialog can ask for the place of a file. */
      canChooseFile: z.boolean(),
      /** The shell can send an export to the browser as a download. */
      canDownload: z.boolean(),
      /** Where exports go unless the user says otherwise: absolute, exists. */
      exportDirectory: z.string(),
    }),
  },
  /** Asks for a file's place in the system's dialog. null: the user closed it. */
  'shell.chooseFile': {
    params: z.strictObject({ suggestedName: z.string().min(1).max(255) }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** Shows a file that an export wrote in the system's file manager. */
  'shell.revealFile': { params: z.strictObject({ path: z.string().min(1).max(4096) }), result: done },
} as const;

export type MethodName = keyof typeof METHODS;
export type MethodParams<M extends MethodName> = z.input<(typeof METHODS)[M]['params']>;
export type MethodResult<M extends MethodName> = z.output<(typeof METHODS)[M]['result']>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
