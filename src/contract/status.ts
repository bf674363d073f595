import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { sourceFormatSchema } from './log-format.ts';
import { unixUsSchema } from './query.ts';
import { severityCountsSchema } from './severity.ts';

/**
 * What a listener is doing. `catching-up`: reading what is there already; `following`: waiting for what comes;
 * `restarting`: the tool ended and is started again after a pause; `waiting`: cannot read now, tries again by itself;
 * `failed`: will not try again until asked; `finished`: read to the end as asked (collect --once); `paused`: the user holds it;
 * `stopped`: Hydrant stopped it.
 */
export const listenerStateSchema = z.enum([
  'starting',
  'catching-up',
  'following',
  'waiting',
  'restarting',
  'failed',
  'finished',
  'paused',
  'stopped',
]);
export type ListenerState = z.infer<typeof listenerStateSchema>;

/** How full one bounded queue is. */
export const queueDepthSchema = z.object({
  name: z.string(),
  entries: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  capacityEntries: z.int().positive(),
  capacityBytes: z.int().positive(),
});
export type QueueDepth = z.infer<typeof queueDepthSchema>;

/**
 * The numbers of one source over the whole life of the store. Law of conservation:
 * received = stored + quarantined + dropped + duplicates + inFlight, at every moment.
 */
export const sourceCountersSchema = z.object({
  received: z.int().nonnegative(),
  stored: z.int().nonnegative(),
  quarantined: z.int().nonnegative(),
  /** Dropped by a rule. */
  dropped: z.int().nonnegative(),
  /** Recognised as stored before, by the source's position. */
  duplicates: z.int().nonnegative(),
  inFlight: z.int().nonnegative(),
});
export type SourceCounters = z.infer<typeof sourceCountersSchema>;

/** A tool that was started again. */
export const sourceRestartSchema = z.object({
  atUnixUs: unixUsSchema,
  /** Why, for people: "journalctl ended (exit 1)." */
  reason: z.string(),
});
export type SourceRestart = z.infer<typeof sourceRestartSchema>;

export const sourceStatusSchema = z.object({
  id: z.int().positive(),
  /** As the user gave it: `journal`, `journal:PATH`, ... */
  spec: z.string(),
  /** It is one of the sources of the capture, even if it is paused or cannot be read; else only stored. */
  isCaptured: z.boolean(),
  /** In the list of sources, from 0. null: it is not in it. */
  place: z.int().nonnegative().nullable(),
  /** The folder that found this log; it is paused and removed with it. null: it stands for itself. */
  foundBy: z.int().positive().nullable(),
  state: listenerStateSchema,
  /** The state in words, for people: "Following the journal". */
  stateText: z.string(),
  /** Why the listener cannot read, or reads less than there is, and how to mend it. */
  problem: wireErrorSchema.nullable(),
  /** Of a text log that is captured here: how its lines are read. null: not told yet, or it is no text log. */
  format: sourceFormatSchema.nullable(),
  counters: sourceCountersSchema,
  /** Entries stored per second over the last few seconds. */
  entriesPerSecond: z.number().nonnegative(),
  /** From the newest stored entry's own time to its commit, while following; null when it was history or there is none. */
  lagMs: z.number().nonnegative().nullable(),
  queues: z.array(queueDepthSchema),
  /** How often the tool was started again in this run. */
  restarts: z.int().nonnegative(),
  /** The last of them, at most 20, the newest first. */
  lastRestarts: z.array(sourceRestartSchema),
  gaps: z.int().nonnegative(),
  oldestUnixUs: unixUsSchema.nullable(),
  newestUnixUs: unixUsSchema.nullable(),
});
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

export const statusSchema = z.object({
  /** Whether this process captures, another one does, or none. */
  capture: z.enum(['here', 'elsewhere', 'none']),
  /** The command line named the sources of this run: what is changed of them holds until it ends. Else it is kept. */
  namesSources: z.boolean(),
  /** The store keeps a list of sources; else the usual source of the machine is captured when none is named. */
  keepsList: z.boolean(),
  atUnixUs: unixUsSchema,
  dataDir: z.string(),
  databaseBytes: z.int().nonnegative(),
  entries: z.int().nonnegative(),
  lastId: z.int().nonnegative(),
  bySeverity: severityCountsSchema,
  /** Those of the capture in their order, each log of a folder behind it; then those that are only stored. */
  sources: z.array(sourceStatusSchema),
});
export type Status = z.infer<typeof statusSchema>;

/** An interval that could not be captured. */
export const gapSchema = z.object({
  id: z.int().positive(),
  sourceId: z.int().positive(),
  /** The gap lies after this entry; 0: before the first. */
  afterEntryId: z.number().nonnegative(),
  fromUnixUs: unixUsSchema.nullable(),
  untilUnixUs: unixUsSchema.nullable(),
  /** Known number of lost entries, where the source tells. */
  lostEntries: z.int().nonnegative().nullable(),
  reason: z.string(),
  recordedAtUnixUs: unixUsSchema,
});
export type Gap = z.infer<typeof gapSchema>;

/** Something received that could not be read as an entry. */
export const quarantinedSchema = z.object({
  id: z.int().positive(),
  sourceId: z.int().positive(),
  receivedAtUnixUs: unixUsSchema,
  reason: z.string(),
  /** Where in the source it stood: the last known position before it. */
  position: z.string(),
  /** Its bytes, cut at 64 KiB, in base64. */
  bytesBase64: z.string(),
  sizeBytes: z.int().nonnegative(),
});
export type Quarantined = z.infer<typeof quarantinedSchema>;
