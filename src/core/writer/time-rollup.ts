import type { Statement } from 'better-sqlite3';
import type { WritableDatabase } from '../store/open-database.ts';

const MINUTE_US = 60_000_000;
const SEVERITIES = 8;

interface Cell {
  entries: number;
  firstId: number;
  lastId: number;
}

/** By minute or hour and severity, as one number: `time * SEVERITIES + severity`. */
type Cells = Map<number, Cell>;
type AddCell = Statement<[number, number, number, number, number, number]>;

/** Counts the entries of one transaction by minute, source and severity, and adds them to the store's tables. */
export class TimeRollup {
  readonly #addMinute: AddCell;
  readonly #addHour: AddCell;
  readonly #addCount: Statement<[number, number, number]>;
  readonly #addLate: AddCell;
  readonly #minutes = new Map<number, Cells>();
  readonly #late = new Map<number, Cells>();
  #lastSourceId = -1;
  #lastKey = -1;
  #lastCell: Cell | undefined;

  constructor(database: WritableDatabase) {
    const addCell = (table: string, column: string, first = 'first_id', last = 'last_id'): AddCell =>
      database.prepare(
        `INSERT INTO ${table} (${column}, source_id, severity, entries, ${first}, ${last}) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET entries = entries + excluded.entries,
           ${first} = min(${first}, excluded.${first}), ${last} = max(${last}, excluded.${last})`,
      );
    this.#addMinute = addCell('minutes', 'minute');
    this.#addHour = addCell('hours', 'hour');
    this.#addLate = addCell('late_minutes', 'minute', 'first_place', 'last_place');
    this.#addCount = database.prepare(
      `INSERT INTO severity_counts (source_id, severity, entries) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET entries = entries + excluded.entries`,
    );
  }

  /** Takes an entry; entries come in order of id. @param latePlace - undefined: it came in order. */
  add(timeUnixUs: number, sourceId: number, severity: number, id: number, latePlace?: number): void {
    if (latePlace !== undefined) this.#addPlace(timeUnixUs, sourceId, severity, latePlace);
    const key = Math.floor(timeUnixUs / MINUTE_US) * SEVERITIES + severity;
    let cell = this.#lastCell;
    if (cell === undefined || key !== this.#lastKey || sourceId !== this.#lastSourceId) {
      cell = cellOf(cellsOf(this.#minutes, sourceId), key, id);
      this.#lastSourceId = sourceId;
      this.#lastKey = key;
      this.#lastCell = cell;
    }
    cell.entries += 1;
    cell.lastId = id;
  }

  /** Writes within the open transaction. */
  write(): void {
    this.#writeLate();
    for (const [sourceId, minutes] of this.#minutes) {
      const hours: Cells = new Map();
      const counts: number[] = Array.from({ length: SEVERITIES }, () => 0);
      for (const [key, { entries, firstId, lastId }] of minutes) {
        const severity = key % SEVERITIES;
        const minute = Math.floor(key / SEVERITIES);
        this.#addMinute.run(minute, sourceId, severity, entries, firstId, lastId);
        const hour = cellOf(hours, Math.floor(minute / 60) * SEVERITIES + severity, firstId);
        hour.entries += entries;
        hour.firstId = Math.min(hour.firstId, firstId);
        hour.lastId = Math.max(hour.lastId, lastId);
        counts[severity] = (counts[severity] ?? 0) + entries;
      }
      for (const [key, { entries, firstId, lastId }] of hours) {
        const hour = Math.floor(key / SEVERITIES);
        this.#addHour.run(hour, sourceId, key % SEVERITIES, entries, firstId, lastId);
      }
      for (const [severity, entries] of counts.entries()) {
        if (entries > 0) this.#addCount.run(sourceId, severity, entries);
      }
    }
  }

  clear(): void {
    this.#minutes.clear();
    this.#late.clear();
    this.#lastSourceId = -1;
    this.#lastKey = -1;
    this.#lastCell = undefined;
  }

  #addPlace(timeUnixUs: number, sourceId: number, severity: number, place: number): void {
    const key = Math.floor(timeUnixUs / MINUTE_US) * SEVERITIES + severity;
    const cell = cellOf(cellsOf(this.#late, sourceId), key, place);
    cell.entries += 1;
    cell.firstId = Math.min(cell.firstId, place);
    cell.lastId = Math.max(cell.lastId, place);
  }

  #writeLate(): void {
    for (const [sourceId, cells] of this.#late) {
      for (const [key, { entries, firstId, lastId }] of cells) {
        const minute = Math.floor(key / SEVERITIES);
        this.#addLate.run(minute, sourceId, key % SEVERITIES, entries, firstId, lastId);
      }
    }
  }
}

function cellsOf(bySource: Map<number, Cells>, sourceId: number): Cells {
  let cells = bySource.get(sourceId);
  if (cells === undefined) {
    cells = new Map();
    bySource.set(sourceId, cells);
  }
  return cells;
}

function cellOf(cells: Cells, key: number, id: number): Cell {
  let cell = cells.get(key);
  if (cell === undefined) {
    cell = { entries: 0, firstId: id, lastId: id };
    cells.set(key, cell);
  }
  return cell;
}
