import { z } from 'zod';
import {
  formatSampleSchema,
  formatTrialSchema,
  logFormatSchema,
  quarantineChoiceSchema,
  quarantineGroupSchema,
  quarantineRetrySchema,
} from '../log-format.ts';
import { machineCheckSchema } from '../machine-check.ts';
import { severityChangesSchema, sourceSeveritiesSchema } from '../source-severities.ts';
import { gapSchema, quarantinedSchema } from '../status.ts';
import { done, nothing } from './method-parts.ts';

const sourceId = z.strictObject({ sourceId: z.int().positive() });

/** What is captured and how well: sources, their formats and severities, gaps, quarantine, and what this user may read at all. */
export const SOURCE_METHODS = {
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
} as const;
