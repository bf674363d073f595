import { z } from 'zod';
import { unixUsSchema } from './query.ts';
import { severitySchema } from './severity.ts';

/** The formats of text logs that need nothing more than their name. docs/text-logs.md says what they are. */
export const LOG_FORMAT_NAMES = [
  'rfc5424',
  'rfc3164',
  'rsyslog',
  'access-log',
  'json-lines',
  'logfmt',
] as const;

/** A format as on the command line: a name, or a pattern such as `{time:%F %T} {severity} {message}`. */
export const logFormatSchema = z.string().min(1).max(1000);

/** How sure a detected format is: (nearly) every line fits; most do; some do, and somebody should have a look. */
const certaintySchema = z.enum(['certain', 'likely', 'unsure']);

/** How the lines of a source are read. */
export const sourceFormatSchema = z.object({
  /** As on the command line; of a detected pattern, the fullest one. */
  format: logFormatSchema,
  /** For people: `an access log of a web server`. */
  words: z.string(),
  /** null: somebody said it, here or on the command line. */
  certainty: certaintySchema.nullable(),
});
export type SourceFormat = z.infer<typeof sourceFormatSchema>;

/** What of one source is in quarantine: all of it, what is there for one reason, or some pieces. */
export const quarantineChoiceSchema = z.strictObject({
  sourceId: z.int().positive(),
  reason: z.string().max(100_000).optional(),
  ids: z.array(z.int().positive()).min(1).max(10_000).optional(),
});
export type QuarantineChoice = z.infer<typeof quarantineChoiceSchema>;

/** The lines that a format is tried on: the first and last of a file, or what is in quarantine. */
export const formatSampleSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('source'), sourceId: z.int().positive() }),
  z.strictObject({ of: z.literal('file'), path: z.string().min(1).max(4096) }),
  z.strictObject({ of: z.literal('quarantine'), choice: quarantineChoiceSchema }),
]);
export type FormatSample = z.infer<typeof formatSampleSchema>;

/** What a format makes of one line. Texts are cut at 500 characters. */
export const triedLineSchema = z.object({
  /** Counted from 1; null: one of the last lines of a file, which are not counted. */
  number: z.int().positive().nullable(),
  text: z.string(),
  reading: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('entry'),
      /** With what is inferred; null: the line says none. */
      timeUnixUs: unixUsSchema.nullable(),
      /** null: the line says none that is known. */
      severity: severitySchema.nullable(),
      rawSeverity: z.string(),
      host: z.string(),
      unit: z.string(),
      identifier: z.string(),
      pid: z.string(),
      message: z.string().nullable(),
      fields: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
    /** It belongs to the entry before it, and looks like it. */
    z.object({ kind: z.literal('further') }),
    /** It does not fit. */
    z.object({
      kind: z.literal('strange'),
      /** Why; null: it would be taken for a further line of the entry before it. */
      reason: z.string().nullable(),
      /** Where a pattern stopped: in `text`, in UTF-16 code units. */
      at: z.int().nonnegative().nullable(),
    }),
  ]),
});
export type TriedLine = z.infer<typeof triedLineSchema>;

/** What a format makes of a sample. */
export const formatTrialSchema = z.object({
  /** Why the format means nothing, and the place in its text; null: it can be used. */
  problem: z.object({ message: z.string(), at: z.int().nonnegative().nullable() }).nullable(),
  /** What was tried; null: there is a problem, or no known format explains the lines. */
  format: sourceFormatSchema.nullable(),
  /** Of a format that was told by the lines: what it was concluded from, a sentence each. */
  findings: z.array(z.string()),
  /** Of a format that was told by the lines: others that explain lines, best first. */
  alternatives: z.array(z.object({ format: logFormatSchema, words: z.string() })),
  /** Lines that begin an entry. */
  entries: z.int().nonnegative(),
  /** Lines that go on with one. */
  furtherLines: z.int().nonnegative(),
  strangeLines: z.int().nonnegative(),
  lines: z.array(triedLineSchema),
});
export type FormatTrial = z.infer<typeof formatTrialSchema>;

/** What is in quarantine of one source for one reason. */
export const quarantineGroupSchema = z.object({
  sourceId: z.int().positive(),
  reason: z.string(),
  pieces: z.int().positive(),
  /** Pieces of which only the beginning is kept: they cannot be tried again. */
  cutPieces: z.int().nonnegative(),
  sizeBytes: z.int().nonnegative(),
  newestAtUnixUs: unixUsSchema,
});
export type QuarantineGroup = z.infer<typeof quarantineGroupSchema>;

/** What became of some pieces that were tried again. */
export const quarantineRetrySchema = z.object({
  /** Pieces that were looked at. */
  tried: z.int().nonnegative(),
  /** Entries that are stored now. */
  stored: z.int().nonnegative(),
  /** Entries that were stored before. */
  duplicates: z.int().nonnegative(),
  dropped: z.int().nonnegative(),
  /** Pieces that are still in quarantine, or again, by the reason that they have now: at most 20 reasons. */
  stayed: z.array(z.object({ reason: z.string(), pieces: z.int().positive() })),
  /** Ask for the pieces after this one; null: all were tried. */
  reachedId: z.int().positive().nullable(),
  /** Ask up to here: what is put into quarantine meanwhile is not tried. */
  untilId: z.int().nonnegative(),
});
export type QuarantineRetry = z.infer<typeof quarantineRetrySchema>;
