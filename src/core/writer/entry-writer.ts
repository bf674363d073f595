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

/** What a commit did. */
export interface Commit {
  /** Of the entry stored last, in this commit or before it. */
  lastId: number;
  stored: number;
  bySeverity: SeverityCounts;
  gaps: Gap[];
}

type NewGap = Omit<Gap, 'id' | 'recordedAtUnixUs'>;

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
  readonly #ledgers = new Map<number, SourceLedger>();
  readonly #quarantined: NewQuarantined[] = [];
  readonly #gaps: NewGap[] = [];
  readonly #index: Statement<[number, number]>;
  readonly #addBatch: Statement<[number, number]>;
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
    this.#index = database.prepare(
      `INSERT INTO messages_fts (rowid, message)
       SELECT id, ${INDEXED_MESSAGE_SQL} FROM entries WHERE id BETWEEN ? AND ? AND message IS NOT NULL`,
    );
    this.#addBatch = database.prepare('INSERT INTO batches (first_id, received_us) VALUES (?, ?)');
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

  /** Takes an entry; the draft may be used again. */
  add(sourceId: number, draft: EntryDraft): void {
    this.#rows.add(this.#lastId + this.#rows.count + 1, sourceId, draft);
    this.#hasNews = true;
  }

  quarantine(item: NewQuarantined): void {
    this.#quarantined.push(item);
    this.#quarantinedBytes += item.bytes.length;
    this.#hasNews = true;
  }

  /** Records a gap behind the entry that was added last. */
  addGap(gap: Omit<NewGap, 'afterEntryId'>): void {
    this.#gaps.push({ ...gap, afterEntryId: this.#lastId + this.#rows.count });
    this.#hasNews = true;
  }

  /** A position or a counter moved without an entry: the next commit saves it. */
  touch(): void {
    this.#hasNews = true;
  }

  /**
   * Commits everything that is pending.
   * @param nowUnixUs - The time of the commit: entries count as received now.
   * @throws what SQLite throws; nothing is lost then.
   */
  commit(nowUnixUs: number): Commit {
    const before = [...this.#ledgers.values()].map((ledger) => ({
      ledger,
      numbers: structuredClone(ledger),
    }));
    const run = this.#database.transaction(() => this.#write(nowUnixUs));
    let commit: Commit;
    try {
      commit = run.immediate();
    } catch (error) {
      for (const { ledger, numbers } of before) Object.assign(ledger, numbers);
      throw error;
    } finally {
      this.#rollup.clear();
      this.#origins.clear();
    }
    this.#lastId = commit.lastId;
    this.#rows.clear();
    this.#quarantined.length = 0;
    this.#quarantinedBytes = 0;
    this.#gaps.length = 0;
    this.#hasNews = false;
    return commit;
  }

  #write(nowUnixUs: number): Commit {
    const bySeverity = emptySeverityCounts();
    const firstId = this.#lastId + 1;
    let lastId = this.#lastId;
    let stored = 0;
    if (this.#rows.count > 0) {
      const duplicates = this.#rows.insert();
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
        ledger.lagMs = ledger.isLive ? Math.max(0, Math.round((nowUnixUs - timeUnixUs) / 1000)) : null;
        this.#rollup.add(timeUnixUs, sourceId, severity, id);
        this.#origins.add(originId, id);
      });
      this.#index.run(firstId, lastId);
      this.#rollup.write();
      this.#origins.write();
      if (stored > 0) this.#addBatch.run(firstId, nowUnixUs);
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
      const afterEntryId = Math.min(gap.afterEntryId, lastId);
      return this.#writeGap({ ...gap, afterEntryId }, nowUnixUs);
    });
    for (const ledger of this.#ledgers.values()) this.#writeLedger(ledger);
    return { lastId, stored, bySeverity, gaps };
  }

  #writeGap(gap: NewGap, nowUnixUs: number): Gap {
    const { lastInsertRowid } = this.#addGap.run(
      gap.sourceId,
      gap.afterEntryId,
      gap.fromUnixUs,
      gap.untilUnixUs,
      gap.lostEntries,
      gap.reason,
      nowUnixUs,
    );
    return { ...gap, id: Number(lastInsertRowid), recordedAtUnixUs: nowUnixUs };
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
