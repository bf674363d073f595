import type { WritableDatabase } from '../store/open-database.ts';
import type { SourceCounters } from '#contract/status.ts';

/**
 * The numbers of one source over the life of the store. Law of conservation: received = stored + quarantined + dropped +
 * duplicates + in flight. What is in flight is never stored: after a crash it is received again.
 */
export class SourceLedger {
  readonly sourceId: number;
  readonly spec: string;
  received: number;
  stored: number;
  quarantined: number;
  dropped: number;
  duplicates: number;
  /** The position up to which everything was received, decided and handed to the writer. */
  position: string | null;
  oldestUnixUs: number | null;
  newestUnixUs: number | null;
  lagMs: number | null;
  /** What comes now is new, so its age at the commit is the lag; history has no lag. */
  isLive = false;

  constructor(row: SourceRow) {
    this.sourceId = row.id;
    this.spec = row.spec;
    this.received = row.stored + row.quarantined + row.dropped + row.duplicates;
    this.stored = row.stored;
    this.quarantined = row.quarantined;
    this.dropped = row.dropped;
    this.duplicates = row.duplicates;
    this.position = row.position;
    this.oldestUnixUs = row.oldest_us;
    this.newestUnixUs = row.newest_us;
    this.lagMs = row.lag_ms;
  }

  counters(): SourceCounters {
    const { received, stored, quarantined, dropped, duplicates } = this;
    const inFlight = received - stored - quarantined - dropped - duplicates;
    return { received, stored, quarantined, dropped, duplicates, inFlight };
  }
}

interface SourceRow {
  id: number;
  spec: string;
  position: string | null;
  stored: number;
  quarantined: number;
  dropped: number;
  duplicates: number;
  oldest_us: number | null;
  newest_us: number | null;
  lag_ms: number | null;
}

/** The ledger of the source with this specification, from the store; a new one begins at zero. */
export function openLedger(database: WritableDatabase, spec: string): SourceLedger {
  database.prepare('INSERT OR IGNORE INTO sources (spec) VALUES (?)').run(spec);
  const row = database
    .prepare<[string], SourceRow>(
      `SELECT id, spec, position, stored, quarantined, dropped, duplicates, oldest_us, newest_us, lag_ms
       FROM sources WHERE spec = ?`,
    )
    .get(spec);
  if (row === undefined) throw new Error(`the source ${spec} was not stored`);
  return new SourceLedger(row);
}

/** How many gaps are recorded of a source. */
export function countGaps(database: WritableDatabase, sourceId: number): number {
  return (
    database
      .prepare<[number], number>('SELECT count(*) FROM gaps WHERE source_id = ?')
      .pluck()
      .get(sourceId) ?? 0
  );
}
