import { z } from 'zod';
import { severitySchema } from './severity.ts';

/** The ways in which sources say how severe an entry is. */
export const SEVERITY_SCALES = [
  'syslog-levels',
  'macos-types',
  'windows-levels',
  'severity-names',
  'log-words',
  'logger-numbers',
  'python-levels',
  'opentelemetry-numbers',
  'http-status',
] as const;
export type SeverityScaleName = (typeof SEVERITY_SCALES)[number];

/** As long as the longest raw severity that a parser keeps, and more. UTF-16 code units. */
const MAX_RAW_LENGTH = 256;
/** More words than a source has, and few enough to be one message. */
const MAX_CHANGES = 500;

/** One raw severity of a source and what it stands for. */
export const severityRowSchema = z.object({
  /** The source's own word; '': what has no severity. */
  raw: z.string(),
  /** Which of the source's scales has the word; null: none, it was seen or set all the same. */
  scale: z.enum(SEVERITY_SCALES).nullable(),
  usual: severitySchema,
  /** What the next entry with this word is given: `usual`, or what the user says. */
  now: severitySchema,
  /** How many of the entries that were looked at say it; null: they are stored in a way that does not tell. */
  seen: z.int().nonnegative().nullable(),
});
export type SeverityRow = z.infer<typeof severityRowSchema>;

/** What the words of one source stand for. Those of its scales first, in their order; last what has no severity. */
export const sourceSeveritiesSchema = z.object({
  scales: z.array(
    z.object({
      name: z.enum(SEVERITY_SCALES),
      /** Where the usual severities of this scale are laid down, for people. */
      reference: z.string(),
    }),
  ),
  rows: z.array(severityRowSchema),
  /** How many of the source's newest entries `seen` counts: of the last 100,000 that were stored up to its newest one. */
  lookedAtEntries: z.int().nonnegative(),
});
export type SourceSeverities = z.infer<typeof sourceSeveritiesSchema>;

/** What a word is to stand for from now on; null: the usual again. */
const severityChangeSchema = z.strictObject({
  raw: z.string().max(MAX_RAW_LENGTH),
  severity: severitySchema.nullable(),
});
export type SeverityChange = z.infer<typeof severityChangeSchema>;

export const severityChangesSchema = z.array(severityChangeSchema).min(1).max(MAX_CHANGES);
