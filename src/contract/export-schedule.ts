import { z } from 'zod';
import { exportRequestSchema } from './export-request.ts';
import { unixUsSchema } from './query.ts';
import { severitySchema } from './severity.ts';

/** 24 hours: `07:30`. */
const clockTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** When a recurring export runs. */
export const exportTriggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interval'),
    every: z.int().min(1).max(10_000),
    unit: z.enum(['minutes', 'hours', 'days']),
    /** A local clock time from which the intervals are counted: days run at it, hours at its minute. Absent: midnight. */
    at: clockTimeSchema.optional(),
    /** A run that was due while Hydrant was closed is made up for at the next start, once. */
    runsMissedAtStart: z.boolean().default(true),
  }),
  /** After so many new matching entries. */
  z.strictObject({ kind: z.literal('entries'), entries: z.int().min(1).max(1_000_000_000) }),
  /** A matching entry of this severity or worse, after none for so many minutes. */
  z.strictObject({
    kind: z.literal('first-error'),
    severity: severitySchema.default(3),
    quietMinutes: z.int().min(1).max(100_000),
    /** Wait so long, so that what follows the error is in the batch. */
    settleSeconds: z.int().min(0).max(3600).default(10),
  }),
  /** So many matching entries of this severity or worse within so many minutes. Not again before as many minutes have passed. */
  z.strictObject({
    kind: z.literal('error-burst'),
    severity: severitySchema.default(3),
    errors: z.int().min(2).max(1_000_000),
    withinMinutes: z.int().min(1).max(100_000),
    settleSeconds: z.int().min(0).max(3600).default(10),
  }),
  /** At each start of a Hydrant that captures, for what was missed. */
  z.strictObject({ kind: z.literal('start') }),
]);
export type ExportTrigger = z.output<typeof exportTriggerSchema>;

export const scheduleNameSchema = z.string().trim().min(1).max(100);

/** What a recurring export writes each time. What belongs to a single batch is left out. */
export const scheduledRequestSchema = exportRequestSchema
  .omit({ afterBatchId: true, lastId: true, watermark: true })
  // Names that would be the same each time: the second batch would find its name taken.
  .refine(({ target }) => target.kind === 'folder' && /\{(?:time|batch)\}/.test(target.namePattern), {
    path: ['target'],
    message: 'a recurring export needs a folder and a name pattern with {time} or {batch}',
  });

export const newExportScheduleSchema = z.strictObject({
  /** Unique, without regard to case. Also the name of its watermark: `hydrant export --since-last NAME` continues it. */
  name: scheduleNameSchema,
  request: scheduledRequestSchema,
  trigger: exportTriggerSchema,
  isEnabled: z.boolean(),
});
export type NewExportSchedule = z.output<typeof newExportScheduleSchema>;
export type NewExportScheduleInput = z.input<typeof newExportScheduleSchema>;

export const exportScheduleSchema = z.object({
  ...newExportScheduleSchema.shape,
  createdAtUnixUs: unixUsSchema,
  updatedAtUnixUs: unixUsSchema,
  /** Every entry up to this one was exported, or did not match. */
  coveredToId: z.int().nonnegative(),
  /** Matching entries that the next batch would hold; null: not counted. */
  waitingEntries: z.int().nonnegative().nullable(),
  /** null: not by the clock, disabled, or no Hydrant captures now. */
  nextRunAtUnixUs: unixUsSchema.nullable(),
  lastRun: z
    .object({
      atUnixUs: unixUsSchema,
      /** `nothing-new`: nothing matched, no file was written. */
      outcome: z.enum(['exported', 'nothing-new', 'unfinished', 'failed']),
      batchId: z.int().positive().nullable(),
    })
    .nullable(),
});
export type ExportSchedule = z.output<typeof exportScheduleSchema>;
