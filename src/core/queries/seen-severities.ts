import { SEVERITY_NAMES, type Severity } from '#contract/severity.ts';
import { isJournalStream } from '../parser/journal/journal-cursor.ts';
import { isKernelStream } from '../parser/kernel/kernel-position.ts';
import { HTTP_CLASSES } from '../parser/text-log/http-status.ts';
import type { QueryContext } from './compile-query.ts';

/** Entries are looked at from the source's newest one back: 60 ms when all of them are the source's (measured). */
export const LOOKED_AT_ENTRIES = 100_000;

/** A raw severity that a source's entries have in the store. */
export interface SeenSeverity {
  /** ''; it says none. */
  raw: string;
  severity: Severity;
  /** null: some have it or none, which how they are stored does not tell. */
  entries: number | null;
}

/** A range of ids with the entries of one source, others among them. */
interface Window {
  low: number;
  high: number;
  sourceId: number;
}

const OF_SOURCE = 'e.id BETWEEN ? AND ? AND e.origin_id IN (SELECT id FROM origins WHERE source_id = ?)';

/** The raw severities of a source's newest entries, each once for every severity that it is stored with. */
export function seenSeverities(
  context: QueryContext,
  sourceId: number,
  lookedAtEntries: number,
): { seen: SeenSeverity[]; entries: number } {
  const { database } = context;
  const high = database
    .prepare<[number], number | null>('SELECT max(last_id) FROM origins WHERE source_id = ?')
    .pluck()
    .get(sourceId);
  if (high === null || high === undefined) return { seen: [], entries: 0 };
  const window = { low: high - lookedAtEntries + 1, high, sourceId };
  const rows = database
    .prepare<[number, number, number], [raw: string | null, severity: number, entries: number]>(
      `SELECT e.raw_severity, e.severity, count(*) FROM entries AS e WHERE ${OF_SOURCE} GROUP BY 1, 2`,
    )
    .raw()
    .all(window.low, window.high, sourceId);
  const plainWords = rows.some(([raw]) => raw === null) ? findPlainWords(context, window) : () => [];
  return {
    seen: rows.flatMap(([raw, severity, entries]) =>
      raw === null ? plainWords(severity, entries) : [{ raw, severity, entries }],
    ),
    entries: rows.reduce((sum, [, , entries]) => sum + entries, 0),
  };
}

type PlainWords = (severity: Severity, entries: number) => SeenSeverity[];

/** What the source said where the store has its severity only, because the two are the same. One entry tells it for all. */
function findPlainWords({ database, catalog }: QueryContext, window: Window): PlainWords {
  const one = database
    .prepare<[number, number, number], [streamId: number, originId: number, rest: Buffer | null]>(
      `SELECT e.stream_id, e.origin_id, e.rest FROM entries AS e
       WHERE ${OF_SOURCE} AND e.raw_severity IS NULL ORDER BY e.id DESC LIMIT 1`,
    )
    .raw()
    .get(window.low, window.high, window.sourceId);
  if (one === undefined) return nameOf;
  const [streamId, originId, rest] = one;
  const streamKey = catalog.streamKey(streamId);
  const hasFacility = catalog.originFields(originId).some(({ name }) => name === 'SYSLOG_FACILITY');
  if (isJournalStream(streamKey) || isKernelStream(streamKey) || hasFacility) return levelOf;
  // The two fields that every line of an access log has.
  const names = rest === null ? [] : catalog.namedFields(rest).map(({ name }) => name);
  return names.includes('client') && names.includes('status') ? classesOf : nameOf;
}

const levelOf: PlainWords = (severity, entries) => [{ raw: String(severity), severity, entries }];
const nameOf: PlainWords = (severity, entries) => [
  { raw: SEVERITY_NAMES[severity] ?? '', severity, entries },
];

function classesOf(severity: Severity, entries: number): SeenSeverity[] {
  const classes = HTTP_CLASSES.words.filter(([, usual]) => usual === severity);
  return classes.map(([raw]) => ({ raw, severity, entries: classes.length === 1 ? entries : null }));
}
