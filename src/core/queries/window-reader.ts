import type { Statement } from 'better-sqlite3';
import type { ReadableDatabase } from '../store/open-database.ts';

export type Direction = 'newest-first' | 'oldest-first';

/** A stretch of ids or of places, both inclusive. */
export interface IdWindow {
  low: number;
  high: number;
  /** Only these, as a JSON list in the direction of the search. */
  ids?: string;
}

/** Where matching entries are read from: SQL behind SELECT, over `entries AS e`. */
export interface EntrySource {
  /** `FROM … WHERE …`; its parameters are the ids, where `takesIds`, and the two ends of the window. */
  from: string;
  takesIds: boolean;
  /** `ORDER BY …`, or nothing where the source itself gives the order. */
  order: string;
  /** What an entry is called that comes from here: its id, or the place of a late one. */
  id: 'e.id' | 'e.late_place';
}

/** The columns of a source: the first one, `e.id`, becomes what the source calls it. */
function columnsOf({ id }: EntrySource, columns: string): string {
  return columns.replace(/^e\.id\b/, id);
}

export interface WindowCount {
  entries: number;
  firstId: number;
  lastId: number;
}

/** Asks one window of ids after another. Several sources are merged; no entry comes from two of them. */
export class WindowReader<Row extends [number, ...unknown[]]> {
  readonly #database: ReadableDatabase;
  readonly #sources: readonly EntrySource[];
  readonly #columns: string;
  readonly #isDown: boolean;
  #rows: Statement<unknown[], Row>[] | undefined;
  #counts: Statement<unknown[], [number, number | null, number | null]>[] | undefined;
  readonly #others = new Map<string, Statement<unknown[], number>[]>();

  /** @param columns - SQL list of what is read of each entry; the id must come first. */
  constructor(
    database: ReadableDatabase,
    sources: readonly EntrySource[],
    columns: string,
    direction: Direction,
  ) {
    this.#database = database;
    this.#sources = sources;
    this.#columns = columns;
    this.#isDown = direction === 'newest-first';
  }

  /** The first matching entries of the window in the direction of the search. */
  rows(window: IdWindow, limit: number): Row[] {
    this.#rows ??= this.#sources.map((source) =>
      this.#database
        .prepare<unknown[], Row>(
          `SELECT ${columnsOf(source, this.#columns)} ${source.from} ${source.order} LIMIT ?`,
        )
        .raw(),
    );
    const [only] = this.#rows;
    if (this.#rows.length === 1 && only !== undefined) return only.all(...this.#parameters(0, window), limit);
    const rows = this.#rows.flatMap((statement, index) =>
      statement.all(...this.#parameters(index, window), limit),
    );
    rows.sort((a, b) => (this.#isDown ? b[0] - a[0] : a[0] - b[0]));
    return rows.slice(0, limit);
  }

  /** The first matching entry of the window for which `condition` (SQL, 1 or 0, never NULL) does not hold. */
  firstOther(window: IdWindow, condition: string): number | undefined {
    const prepared =
      this.#others.get(condition) ??
      this.#sources.map(({ id, from, order }) =>
        this.#database
          .prepare<unknown[], number>(`SELECT ${id} ${from} AND NOT ${condition} ${order} LIMIT 1`)
          .pluck(),
      );
    this.#others.clear();
    this.#others.set(condition, prepared);
    const ids = prepared
      .map((statement, index) => statement.get(...this.#parameters(index, window)))
      .filter((id) => id !== undefined);
    if (ids.length === 0) return undefined;
    return this.#isDown ? Math.max(...ids) : Math.min(...ids);
  }

  /** How many entries of the window match, and the first and last of them; both 0 when none does. */
  count(window: IdWindow): WindowCount {
    this.#counts ??= this.#sources.map(({ id, from }) =>
      this.#database
        .prepare<unknown[], [number, number | null, number | null]>(
          `SELECT count(*), min(${id}), max(${id}) ${from}`,
        )
        .raw(),
    );
    const total = { entries: 0, firstId: 0, lastId: 0 };
    for (const [index, statement] of this.#counts.entries()) {
      const [entries = 0, firstId = null, lastId = null] =
        statement.get(...this.#parameters(index, window)) ?? [];
      if (firstId === null || lastId === null) continue;
      total.firstId = total.entries === 0 ? firstId : Math.min(total.firstId, firstId);
      total.lastId = Math.max(total.lastId, lastId);
      total.entries += entries;
    }
    return total;
  }

  #parameters(source: number, { ids, low, high }: IdWindow): unknown[] {
    return this.#sources[source]?.takesIds === true ? [ids ?? '[]', low, high] : [low, high];
  }
}
