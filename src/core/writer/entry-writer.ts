import type { Statement } from 'better-sqlite3';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import type { Gap } from '#contract/status.ts';
import type { EntryDraft } from '../pipeline/entry-draft.ts';
import { INDEXED_MESSAGE_SQL } from '../store/indexed-message.ts';
import type { WritableDatabase } from '../store/open-database.ts';
import { EntryRows } from './entry-rows.ts';
import { TimeRollup } from './time-rollup.ts';
import { OriginUsage } from './origin-usage.ts';
import type { SourceLedger } from './source-ledger.ts';
import { Timeline } from './timeline.ts';

/** What a commit did. */
export interface Commit {
  /** Of the entry stored last, in this commit or before it. */
  lastId: number;
  stored: number;
  bySeverity: SeverityCounts;
  gaps: Gap[];
  /** The place of the earliest entry that came late; null: all came in order. */
  lateFromPlace: number | null;
}

/** `rows`: of this batch, those that came before the gap. */
type NewGap = Omit<Gap, 'id' | 'recordedAtUnixUs' | 'afterEntryId'> & { rows: number };

interface NewQuarantined {
  sourceId: number;
  reason: string;
  position: string;
  bytes: Buffer;
  sizeBytes: number;
}

/**
 * Stores batches: the entries, what was quarantined, the gaps and every source's position and counters go into one
 * transaction. After a failed commit everything is still here and `commit` can be tried again.
 */
export class EntryWriter {
  readonly #database: WritableDatabase;
  readonly #rows: EntryRows;
  readonly #rollup: TimeRollup;
  readonly #origins: OriginUsage;
  readonly #timeline: Timeline;
  readonly #ledgers = new Map<number, SourceLedger>();
  readonly #quarantined: NewQuarantined[] = [];
  readonly #gaps: NewGap[] = [];
  readonly #index: Statement<[number, number]>;
  readonly #addBatch: Statement<[number, number, number | null, number | null]>;
  readonly #saveLedger: Statement<unknown[]>;
  readonly #addQuarantined: Statement<unknown[]>;
  readonly #addGap: Statement<unknown[]>;
  #lastId: number;
  #quarantinedBytes = 0;
  #hasNews = false;

  constructor(database: WritableDatabase) {
    this.#database = database;
    this.#rows = new EntryRows(database);
    this.#rollup = new TimeRollup(database);
    this.#origins = new OriginUsage(database);
    this.#timeline = new Timeline(database);
    this.#index = database.prepare(
      `INSERT INTO messages_fts (rowid, message)
       SELECT id, ${INDEXED_MESSAGE_SQL} FROM entries WHERE id BETWEEN ? AND ? AND message IS NOT NULL`,
    );
    this.#addBatch = database.prepare(
      'INSERT INTO batches (first_id, received_us, main_first_id, main_until_us) VALUES (?, ?, ?, ?)',
    );
    this.#saveLedger = database.prepare(
      `UPDATE sources SET position = ?, received = ?, stored = ?, quarantined = ?, dropped = ?, duplicates = ?,
         oldest_us = ?, newest_us = ?, lag_ms = ? WHERE id = ?`,
    );
    this.#addQuarantined = database.prepare(
      'INSERT INTO quarantine (source_id, received_us, reason, position, bytes, size_bytes) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#addGap = database.prepare(
      `INSERT INTO gaps (source_id, after_entry_id, from_us, until_us, lost_entries, reason, recorded_us)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#lastId = database.prepare<[], number>('SELECT ifnull(max(id), 0) FROM entries').pluck().get() ?? 0;
  }

  get pendingEntries(): number {
    return this.#rows.count;
  }

  get pendingBytes(): number {
    return this.#rows.sizeBytes + this.#quarantinedBytes;
  }

  get hasPending(): boolean {
    return this.#hasNews;
  }

  addLedger(ledger: SourceLedger): void {
    this.#ledgers.set(ledger.sourceId, ledger);
  }

  /** Nothing of this source is pending, and nothing more will come. */
  removeLedger(sourceId: number): void {
    this.#ledgers.delete(sourceId);
  }

  /** Takes an entry; the draft may be used again. */
  add(sourceId: number, draft: EntryDraft): void {
    this.#rows.add(sourceId, draft);
    this.#hasNews = true;
  }

  quarantine(item: NewQuarantined): void {
    this.#quarantined.push(item);
    this.#quarantinedBytes += item.bytes.length;
    this.#hasNews = true;
  }

  /** Records a gap behind the entry of its source that was added last. */
  addGap(gap: Omit<NewGap, 'rows'>): void {
    this.#gaps.push({ ...gap, rows: this.#rows.count });
    this.#hasNews = true;
  }

  /** A position or a counter moved without an entry: the next commit saves it. */
  touch(): void {
    this.#hasNews = true;
  }

  /** Lets all go that is pending: it is where it came from. */
  discard(): void {
    this.#rows.clear();
    this.#quarantined.length = 0;
    this.#quarantinedBytes = 0;
    this.#gaps.length = 0;
    this.#hasNews = false;
  }

  /**
   * Commits everything that is pending.
   * @param nowUnixUs - The time of the commit: entries count as received now.
   * @param takeOut - Given when what is pending was in quarantine: each entry goes to its own time. Takes it out, within the transaction.
   * @throws what SQLite throws; nothing is lost then.
   */
  commit(nowUnixUs: number, takeOut?: () => void): Commit {
    const before = [...this.#ledgers.values()].map((ledger) => ({
      ledger,
      numbers: structuredClone(ledger),
    }));
    const run = this.#database.transaction(() => this.#write(nowUnixUs, takeOut));
    let commit: Commit;
    try {
      commit = run.immediate();
    } catch (error) {
      for (const { ledger, numbers } of before) Object.assign(ledger, numbers);
      this.#timeline.forget();
      throw error;
    } finally {
      this.#rollup.clear();
      this.#origins.clear();
    }
    this.#timeline.settle();
    this.#lastId = commit.lastId;
    this.discard();
    return commit;
  }

  #write(nowUnixUs: number, takeOut?: () => void): Commit {
    const bySeverity = emptySeverityCounts();
    const firstId = this.#lastId + 1;
    let lastId = this.#lastId;
    let stored = 0;
    let latePlaces: number[] = [];
    if (this.#rows.count > 0) {
      latePlaces = this.#arrange(firstId, nowUnixUs, takeOut !== undefined);
      const duplicates = this.#rows.insert(latePlaces);
      this.#rows.forEach((id, sourceId, timeUnixUs, severity, originId) => {
        const ledger = this.#ledgerOf(sourceId);
        if (duplicates.size > 0 && duplicates.has(id)) {
          ledger.duplicates += 1;
          return;
        }
        stored += 1;
        lastId = id;
        ledger.stored += 1;
        bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
        if (ledger.newestUnixUs === null || timeUnixUs > ledger.newestUnixUs)
          ledger.newestUnixUs = timeUnixUs;
        if (ledger.oldestUnixUs === null || timeUnixUs < ledger.oldestUnixUs)
          ledger.oldestUnixUs = timeUnixUs;
        if (takeOut === undefined)
          ledger.lagMs = ledger.isLive ? Math.max(0, Math.round((nowUnixUs - timeUnixUs) / 1000)) : null;
        this.#rollup.add(timeUnixUs, sourceId, severity, id, latePlaces[id - firstId]);
        this.#origins.add(originId, id);
      });
      this.#index.run(firstId, lastId);
      this.#rollup.write();
      this.#origins.write();
      if (stored > 0) this.#writeBatch(firstId, lastId, firstId + latePlaces.length, nowUnixUs);
    }
    for (const item of this.#quarantined) {
      this.#addQuarantined.run(
        item.sourceId,
        nowUnixUs,
        item.reason,
        item.position,
        item.bytes,
        item.sizeBytes,
      );
      this.#ledgerOf(item.sourceId).quarantined += 1;
    }
    const gaps = this.#gaps.map((gap) => {
      // A duplicate behind the last stored entry leaves its id to the next one, which lies behind the gap.
      const afterId = Math.min(this.#idBefore(gap), lastId);
      return this.#writeGap(gap, afterId, latePlaces[afterId - firstId] ?? afterId, nowUnixUs);
    });
    takeOut?.();
    for (const ledger of this.#ledgers.values()) this.#writeLedger(ledger);
    const lateFromPlace = latePlaces.length === 0 ? null : Math.min(...latePlaces);
    return { lastId, stored, bySeverity, gaps, lateFromPlace };
  }

  /** Gives the rows their ids. @returns The places of those that are late; these come first. */
  #arrange(firstId: number, nowUnixUs: number, isOutOfTurn: boolean): number[] {
    const { order, latePlaces } = this.#timeline.arrange({
      count: this.#rows.count,
      firstId,
      nowUnixUs,
      isOutOfTurn,
      sourceIdOf: (row) => this.#rows.sourceIdOf(row),
      timeOf: (row) => this.#rows.timeOf(row),
    });
    this.#rows.number(firstId, order);
    this.#timeline.save();
    return latePlaces;
  }

  #writeBatch(firstId: number, lastId: number, mainFirstId: number, nowUnixUs: number): void {
    const hasMain = mainFirstId <= lastId;
    this.#addBatch.run(firstId, nowUnixUs, mainFirstId, hasMain ? this.#timeline.untilUnixUs : null);
  }

  /** The entry of the gap's source that came last before it, in this batch; else the last one that is stored. */
  #idBefore({ sourceId, rows }: NewGap): number {
    for (let row = rows - 1; row >= 0; row -= 1) {
      if (this.#rows.sourceIdOf(row) === sourceId) return this.#rows.idOf(row);
    }
    return this.#lastId;
  }

  #writeGap({ rows: _rows, ...gap }: NewGap, afterId: number, place: number, nowUnixUs: number): Gap {
    const { lastInsertRowid } = this.#addGap.run(
      gap.sourceId,
      afterId,
      gap.fromUnixUs,
      gap.untilUnixUs,
      gap.lostEntries,
      gap.reason,
      nowUnixUs,
    );
    return { ...gap, id: Number(lastInsertRowid), afterEntryId: place, recordedAtUnixUs: nowUnixUs };
  }

  #writeLedger(ledger: SourceLedger): void {
    const { stored, quarantined, dropped, duplicates } = ledger;
    const settled = stored + quarantined + dropped + duplicates;
    this.#saveLedger.run(
      ledger.position,
      settled,
      stored,
      quarantined,
      dropped,
      duplicates,
      ledger.oldestUnixUs,
      ledger.newestUnixUs,
      ledger.lagMs,
      ledger.sourceId,
    );
  }

  #ledgerOf(sourceId: number): SourceLedger {
    const ledger = this.#ledgers.get(sourceId);
    if (ledger === undefined) throw new Error(`the source ${String(sourceId)} has no ledger`);
    return ledger;
  }
}
