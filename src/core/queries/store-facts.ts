import { statSync } from 'node:fs';
import type { WireError } from '#contract/errors.ts';
import { listenerStateSchema, type SourceStatus } from '#contract/status.ts';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import { databasePath, type ReadableDatabase } from '../store/open-database.ts';
import { hasSourceSettings, readSourceList } from '../store/source-list.ts';
import { hasLateEntries } from './late-entries.ts';
import { newestId } from './newest-id.ts';

/** What the store itself says, whoever captures into it. */
export interface StoreFacts {
  databaseBytes: number;
  entries: number;
  lastId: number;
  bySeverity: SeverityCounts;
  sources: SourceStatus[];
  /** There is a list of sources, which may be empty. */
  keepsList: boolean;
  /** Of the last transactions those that brought late entries: their first id, and the earliest place. */
  lateBatches: (readonly [firstId: number, fromPlace: number])[];
}

/** A watcher looks five times a second, and the writer commits at most twenty times. */
const LAST_BATCHES = 64;

interface SourceRow {
  id: number;
  spec: string;
  state: string;
  stateText: string;
  problem: string | null;
  received: number;
  stored: number;
  quarantined: number;
  dropped: number;
  duplicates: number;
  lagMs: number | null;
  gaps: number;
  oldestUnixUs: number | null;
  newestUnixUs: number | null;
  place: number | null;
  isPaused: number;
}

export function readStoreFacts(database: ReadableDatabase, dataDir: string): StoreFacts {
  const bySeverity = emptySeverityCounts();
  for (const [severity, entries] of database
    .prepare<[], [number, number]>('SELECT severity, sum(entries) FROM severity_counts GROUP BY severity')
    .raw()
    .all()) {
    bySeverity[severity] = entries;
  }
  return {
    databaseBytes: sizeOf(databasePath(dataDir)) + sizeOf(`${databasePath(dataDir)}-wal`),
    entries: bySeverity.reduce((sum, count) => sum + count, 0),
    lastId: newestId(database),
    bySeverity,
    sources: readSources(database),
    keepsList: hasSourceSettings(database) && readSourceList(database) !== null,
    lateBatches: hasLateEntries(database) ? readLateBatches(database) : [],
  };
}

function readLateBatches(database: ReadableDatabase): [number, number][] {
  return database
    .prepare<[number], [number, number]>(
      `SELECT b.first_id, min(e.late_place) FROM (SELECT first_id, main_first_id FROM batches ORDER BY first_id DESC LIMIT ?) AS b
         CROSS JOIN entries AS e ON e.id BETWEEN b.first_id AND b.main_first_id - 1
       WHERE e.late_place IS NOT NULL GROUP BY b.first_id`,
    )
    .raw()
    .all(LAST_BATCHES);
}

/** What the store holds of each source, by severity: keys are source ids. */
export function countsBySource(database: ReadableDatabase): Map<number, SeverityCounts> {
  const counts = new Map<number, SeverityCounts>();
  for (const [sourceId, severity, entries] of database
    .prepare<[], [number, number, number]>('SELECT source_id, severity, entries FROM severity_counts')
    .raw()
    .all()) {
    const ofSource = counts.get(sourceId) ?? emptySeverityCounts();
    counts.set(sourceId, ofSource);
    ofSource[severity] = entries;
  }
  return counts;
}

function readSources(database: ReadableDatabase): SourceStatus[] {
  const settings = hasSourceSettings(database)
    ? 'nullif(list_place, -1) AS place, is_paused AS isPaused'
    : 'NULL AS place, 0 AS isPaused';
  return database
    .prepare<[], SourceRow>(
      `SELECT id, spec, state, state_text AS stateText, problem, received, stored, quarantined, dropped, duplicates,
         lag_ms AS lagMs, oldest_us AS oldestUnixUs, newest_us AS newestUnixUs, ${settings},
         (SELECT count(*) FROM gaps WHERE gaps.source_id = sources.id) AS gaps
       FROM sources ORDER BY place IS NULL, place, id`,
    )
    .all()
    .map((row) => ({
      id: row.id,
      spec: row.spec,
      isCaptured: false,
      place: row.place,
      foundBy: null,
      ...stateOf(row),
      problem: row.problem === null ? null : (JSON.parse(row.problem) as WireError),
      format: null,
      counters: {
        received: row.received,
        stored: row.stored,
        quarantined: row.quarantined,
        dropped: row.dropped,
        duplicates: row.duplicates,
        inFlight: 0,
      },
      entriesPerSecond: 0,
      lagMs: row.lagMs,
      queues: [],
      restarts: 0,
      lastRestarts: [],
      gaps: row.gaps,
      oldestUnixUs: row.oldestUnixUs,
      newestUnixUs: row.newestUnixUs,
    }));
}

/** A source of the list that is paused stays so until it is captured again. */
function stateOf({ state, stateText, isPaused }: SourceRow): Pick<SourceStatus, 'state' | 'stateText'> {
  const known = listenerStateSchema.catch('stopped').parse(state);
  return known === 'stopped' && isPaused === 1
    ? { state: 'paused', stateText: 'Paused' }
    : { state: known, stateText };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
