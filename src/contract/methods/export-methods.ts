import { z } from 'zod';
import { exportBatchSchema, verificationSchema } from '../export-batch.ts';
import { exportPreviewSchema } from '../export-preview.ts';
import { exportRequestSchema } from '../export-request.ts';
import { exportScheduleSchema, newExportScheduleSchema, scheduleNameSchema } from '../export-schedule.ts';
import { batchId, done, nothing } from './method-parts.ts';

/** Batches, their files, and what is exported again and again. */
export const EXPORT_METHODS = {
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
} as const;
