import type { Statement } from 'better-sqlite3';
import type { WritableDatabase } from '../store/open-database.ts';

const MINUTE_US = 60_000_000;
const MAX_SOURCES = 4096;

interface Cell {
  entries: number;
  firstId: number;
  lastId: number;
}

/** Counts the entries of one transaction by minute, source and severity, and adds them to the store's tables. */
export class MinuteRollup {
  readonly #addMinute: Statement<[number, number, number, number, number, number]>;
  readonly #addCount: Statement<[number, number, number]>;
  readonly #cells = new Map<number, Cell>();
  readonly #counts = new Map<number, number>();
  #lastKey = -1;
  #lastCell: Cell | undefined;

  constructor(database: WritableDatabase) {
    this.#addMinute = database.prepare(
      `INSERT INTO minutes (minute, source_id, severity, entries, first_id, last_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET entries = entries + excluded.entries,
         first_id = min(first_id, excluded.first_id), last_id = max(last_id, excluded.last_id)`,
    );
    this.#addCount = database.prepare(
      `INSERT INTO severity_counts (source_id, severity, entries) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET entries = entries + excluded.entries`,
    );
  }

  add(timeUnixUs: number, sourceId: number, severity: number, id: number): void {
    const minute = Math.floor(timeUnixUs / MINUTE_US);
    const key = (minute * MAX_SOURCES + sourceId) * 8 + severity;
    let cell = key === this.#lastKey ? this.#lastCell : this.#cells.get(key);
    if (cell === undefined) {
      cell = { entries: 0, firstId: id, lastId: id };
      this.#cells.set(key, cell);
    }
    cell.entries += 1;
    cell.lastId = id;
    this.#lastKey = key;
    this.#lastCell = cell;
  }

  /** Writes within the open transaction. */
  write(): void {
    for (const [key, cell] of this.#cells) {
      const severity = key % 8;
      const sourceId = Math.floor(key / 8) % MAX_SOURCES;
      const minute = Math.floor(key / (8 * MAX_SOURCES));
      this.#addMinute.run(minute, sourceId, severity, cell.entries, cell.firstId, cell.lastId);
      const count = sourceId * 8 + severity;
      this.#counts.set(count, (this.#counts.get(count) ?? 0) + cell.entries);
    }
    for (const [key, entries] of this.#counts) this.#addCount.run(Math.floor(key / 8), key % 8, entries);
  }

  clear(): void {
    this.#cells.clear();
    this.#counts.clear();
    this.#lastKey = -1;
    this.#lastCell = undefined;
  }
}
