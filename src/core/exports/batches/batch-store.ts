import { AppError, type WireError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { savedQueryKey } from '../../annotations/saved-query-key.ts';
import { newestId } from '../../queries/newest-id.ts';
import { exports as exportsMigration } from '../../store/migrations/0004-exports.ts';
import { openBesideWriter } from '../../store/open-beside-writer.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import { bindNames } from '../files/batch-names.ts';
import type { BatchRecord, FileRecord } from './batch-record.ts';
import { batchEnded, batchNotFound, nextNameTime, readBatch } from './read-batches.ts';

const UNFINISHED = "state IN ('queued', 'running', 'paused')";

export interface NewBatch {
  request: ExportRequest;
  origin: ExportBatch['origin'];
  owner: string;
  host: string;
  /** As counted before; null: nobody has. */
  rowsTotal: number | null;
  /** Of the recurring export it belongs to, or of `--since-last`. */
  watermark: { key: string; name: string } | null;
}

/** How far a recurring export has come. */
export interface Watermark {
  lastId: number;
  batchId: number | null;
}

/**
 * Writes what is known of batches. Every method is one transaction, and what it has committed survives a power cut, together with all
 * entries that were committed before it: so no watermark is ever ahead of the log. Throws what SQLite throws, besides what is said below.
 */
export class BatchStore implements Disposable {
  readonly database: WritableDatabase;
  readonly #nowUnixUs: () => number;

  constructor(dataDir: string, nowUnixUs: () => number = () => Date.now() * 1000) {
    this.database = openBesideWriter(dataDir, { version: exportsMigration.version, commits: 'lasting' });
    this.#nowUnixUs = nowUnixUs;
  }

  /**
   * Keeps a new batch, queued, and gives it its number and its names.
   * @throws AppError `export.unfinished` when its watermark has a batch that has not ended, `export.invalid` for names that cannot be.
   */
  create({ request, origin, owner, host, rowsTotal, watermark }: NewBatch): BatchRecord {
    return this.#write(() => {
      if (watermark !== null) this.refuseUnfinished(watermark);
      const now = this.#nowUnixUs();
      const named = nextNameTime(this.database, now);
      const { lastInsertRowid } = this.database
        .prepare(
          `INSERT INTO export_batches (state, origin, request, watermark_key, rows_total, named_us, directory, name_pattern, extension, owner, created_us)
           VALUES ('queued', ?, ?, ?, ?, ?, '', '', '', ?, ?)`,
        )
        .run(origin, JSON.stringify(request), watermark?.key ?? null, rowsTotal, named, owner, now);
      const id = Number(lastInsertRowid);
      const name = watermark?.name ?? 'hydrant';
      const names = bindNames(request, { timeUnixUs: named, name, batchId: id, host });
      this.database
        .prepare('UPDATE export_batches SET directory = ?, name_pattern = ?, extension = ? WHERE id = ?')
        .run(names.directory, names.pattern, names.extension, id);
      return readBatch(this.database, id);
    });
  }

  /**
   * The batch runs from now on. At the first time its range is fixed: from its watermark, or where an earlier batch ended, to the newest
   * entry. @throws AppError `export.invalid` when the batch it was to continue is unknown, or the watermark is that of another store.
   */
  begin(id: number, owner: string): BatchRecord {
    return this.#write(() => {
      const record = readBatch(this.database, id);
      if (record.range === null) {
        const range = this.#rangeOf(record);
        this.database
          .prepare('UPDATE export_batches SET after_id = ?, last_id = ? WHERE id = ?')
          .run(range.afterId, range.lastId, id);
      }
      this.database
        .prepare("UPDATE export_batches SET state = 'running', owner = ?, problem = NULL WHERE id = ?")
        .run(owner, id);
      return readBatch(this.database, id);
    });
  }

  setPartDigits(id: number, digits: number): void {
    this.#write(() => {
      this.database.prepare('UPDATE export_batches SET part_digits = ? WHERE id = ?').run(digits, id);
    });
  }

  /** The file is complete on the disk; next it gets its name. */
  addFile(batchId: number, file: FileRecord): void {
    this.#write(() => {
      this.database
        .prepare(
          `INSERT INTO export_files (batch_id, part, path, partial_path, is_published, covered_to_id, rows, by_severity, redactions,
             size_bytes, sha256, first_entry, last_entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          batchId,
          file.part,
          file.path,
          file.partialPath,
          file.isPublished ? 1 : 0,
          file.coveredToId,
          file.rows,
          JSON.stringify(file.bySeverity),
          JSON.stringify(file.redactions),
          file.sizeBytes,
          file.sha256,
          file.first === null ? null : JSON.stringify(file.first),
          file.last === null ? null : JSON.stringify(file.last),
        );
    });
  }

  filePublished(batchId: number, part: number): void {
    this.#write(() => {
      this.database
        .prepare('UPDATE export_files SET is_published = 1 WHERE batch_id = ? AND part = ?')
        .run(batchId, part);
    });
  }

  /** Forgets the files from this part on: they could not get their names, or are gone. */
  forgetFiles(batchId: number, fromPart: number): void {
    this.#write(() => {
      this.database
        .prepare('DELETE FROM export_files WHERE batch_id = ? AND part >= ?')
        .run(batchId, fromPart);
    });
  }

  /** The manifest gets its name next. From now on a file of that name is this batch's own. */
  setManifest(id: number, path: string | null, text: string): void {
    this.#write(() => {
      this.database
        .prepare('UPDATE export_batches SET manifest_path = ?, manifest = ? WHERE id = ?')
        .run(path, text, id);
    });
  }

  /** Everything has its name: the batch ends, and its watermark moves with it. */
  complete(id: number, elapsedMs: number): BatchRecord {
    return this.#write(() => {
      const { watermarkKey, range, state } = readBatch(this.database, id);
      if (hasEnded(state) || range === null) throw new Error(`batch ${String(id)} cannot be completed`);
      this.#end(id, 'completed', elapsedMs, null);
      if (watermarkKey !== null) this.#moveWatermark(watermarkKey, range, id);
      return readBatch(this.database, id);
    });
  }

  /**
   * The batch stands still. `problem` null: because the user wants it. `holder`: the process that holds it in the middle of a file, and
   * alone can go on with it; null: none.
   */
  pause(id: number, elapsedMs: number, problem: WireError | null, holder: string | null = null): BatchRecord {
    return this.#write(() => {
      this.database
        .prepare(
          "UPDATE export_batches SET state = 'paused', owner = ?, elapsed_ms = ?, problem = ? WHERE id = ?",
        )
        .run(holder, elapsedMs, problem === null ? null : JSON.stringify(problem), id);
      return readBatch(this.database, id);
    });
  }

  /** The batch waits for its turn (again). @param elapsedMs - Spent so far; undefined: as kept. */
  queue(id: number, owner: string | null, elapsedMs?: number): BatchRecord {
    return this.#write(() => {
      this.database
        .prepare(
          "UPDATE export_batches SET state = 'queued', owner = ?, problem = NULL, elapsed_ms = ifnull(?, elapsed_ms) WHERE id = ?",
        )
        .run(owner, elapsedMs ?? null, id);
      return readBatch(this.database, id);
    });
  }

  /**
   * The batch waits for its turn in a process that may have been another's. Of several that want it one gets it.
   * @param isAlive - Whether the process of that name still runs.
   * @throws AppError `export.invalid` when it has ended, or another process has it; `export.not-found`.
   */
  claim(id: number, owner: string, isAlive: (owner: string) => boolean): BatchRecord {
    return this.#write(() => {
      const { state, owner: before } = readBatch(this.database, id);
      if (hasEnded(state)) throw batchEnded(id, state);
      if (before !== null && before !== owner && isAlive(before)) {
        throw new AppError('export.invalid', `Another Hydrant works on batch #${String(id)}.`, {
          remedy: 'Use that one, or end it first.',
        });
      }
      return this.queue(id, owner);
    });
  }

  /** Its files may be replaced from now on. */
  allowReplacing(id: number): void {
    this.#write(() => {
      const { request } = readBatch(this.database, id);
      this.database
        .prepare('UPDATE export_batches SET request = ? WHERE id = ?')
        .run(JSON.stringify({ ...request, replacesExisting: true }), id);
    });
  }

  /** Ends the batch without its files. */
  abandon(
    id: number,
    state: 'cancelled' | 'failed',
    elapsedMs: number,
    problem: WireError | null,
  ): BatchRecord {
    return this.#write(() => {
      this.database.prepare('DELETE FROM export_files WHERE batch_id = ?').run(id);
      this.#end(id, state, elapsedMs, problem);
      return readBatch(this.database, id);
    });
  }

  /** Forgets a batch that has ended. @throws AppError `export.not-found`, `export.invalid` when it has not ended. */
  remove(id: number): void {
    this.#write(() => {
      const { state } = readBatch(this.database, id);
      if (!hasEnded(state)) {
        throw new AppError('export.invalid', `Batch #${String(id)} has not ended.`, {
          remedy: 'Cancel it first.',
        });
      }
      this.database.prepare('DELETE FROM export_files WHERE batch_id = ?').run(id);
      this.database.prepare('DELETE FROM export_batches WHERE id = ?').run(id);
    });
  }

  /** The batches that have not ended, in the order in which they were asked for. */
  unfinishedIds(): number[] {
    return this.database
      .prepare<[], number>(`SELECT id FROM export_batches WHERE ${UNFINISHED} ORDER BY id`)
      .pluck()
      .all();
  }

  /** The unfinished batch of a recurring export. */
  unfinishedOf(watermarkKey: string): number | undefined {
    return this.database
      .prepare<[string], number>(`SELECT id FROM export_batches WHERE watermark_key = ? AND ${UNFINISHED}`)
      .pluck()
      .get(watermarkKey);
  }

  /** @throws AppError `export.unfinished` when the recurring export has a batch that has not ended. */
  refuseUnfinished({ key, name }: { key: string; name: string }): void {
    const id = this.unfinishedOf(key);
    if (id === undefined) return;
    throw new AppError('export.unfinished', `Batch #${String(id)} of "${name}" is not completed yet.`, {
      remedy: `Wait for it, resume it (hydrant exports resume ${String(id)}) or cancel it (hydrant exports cancel ${String(id)}).`,
      detail: { batchId: id },
    });
  }

  watermark(key: string): Watermark | undefined {
    return this.database
      .prepare<[string], Watermark>(
        'SELECT last_id AS lastId, batch_id AS batchId FROM export_watermarks WHERE key = ?',
      )
      .get(key);
  }

  /** Where a recurring export begins that has no watermark yet; one that it has stays. */
  startWatermark(name: string, lastId: number): void {
    this.#write(() => {
      this.database
        .prepare(
          `INSERT INTO export_watermarks (key, name, last_id, updated_us) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        )
        .run(savedQueryKey(name), name, lastId, this.#nowUnixUs());
    });
  }

  /** Nothing up to this entry matched: the next batch need not look at it again. Does nothing while a batch is under way. */
  skipTo(key: string, afterId: number, lastId: number): void {
    this.#write(() => {
      if (this.unfinishedOf(key) !== undefined) return;
      this.database
        .prepare('UPDATE export_watermarks SET last_id = ?, updated_us = ? WHERE key = ? AND last_id = ?')
        .run(lastId, this.#nowUnixUs(), key, afterId);
    });
  }

  [Symbol.dispose](): void {
    this.database.close();
  }

  #rangeOf({ request, watermarkKey }: BatchRecord): { afterId: number; lastId: number } {
    const newest = newestId(this.database);
    const afterId =
      watermarkKey === null ? this.#endOf(request.afterBatchId) : (this.watermark(watermarkKey)?.lastId ?? 0);
    if (afterId > newest) {
      throw new AppError(
        'export.invalid',
        `It was to go on after entry ${String(afterId)}, but the store ends at ${String(newest)}: it is another store.`,
        { remedy: 'Use another name for exports of this store.' },
      );
    }
    // Without a bound an export of a busy log would never end. What is already covered stays covered.
    return { afterId, lastId: Math.max(afterId, Math.min(request.lastId ?? newest, newest)) };
  }

  #endOf(batchId: number | undefined): number {
    if (batchId === undefined) return 0;
    const lastId = this.database
      .prepare<[number], number | null>('SELECT last_id FROM export_batches WHERE id = ?')
      .pluck()
      .get(batchId);
    if (typeof lastId === 'number') return lastId;
    throw batchNotFound(batchId);
  }

  #moveWatermark(
    key: string,
    { afterId, lastId }: { afterId: number; lastId: number },
    batchId: number,
  ): void {
    const now = this.#nowUnixUs();
    const { changes } = this.database
      .prepare(
        'UPDATE export_watermarks SET last_id = ?, batch_id = ?, updated_us = ? WHERE key = ? AND last_id = ?',
      )
      .run(lastId, batchId, now, key, afterId);
    if (changes !== 1) throw new Error(`the watermark ${key} is not at ${String(afterId)}`);
  }

  #end(
    id: number,
    state: 'completed' | 'cancelled' | 'failed',
    elapsedMs: number,
    problem: WireError | null,
  ): void {
    this.database
      .prepare(
        'UPDATE export_batches SET state = ?, owner = NULL, ended_us = ?, elapsed_ms = ?, problem = ? WHERE id = ?',
      )
      .run(state, this.#nowUnixUs(), elapsedMs, problem === null ? null : JSON.stringify(problem), id);
  }

  #write<T>(action: () => T): T {
    return this.database.transaction(action).immediate();
  }
}
