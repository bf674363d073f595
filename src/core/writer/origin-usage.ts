import type { Statement } from 'better-sqlite3';
import type { WritableDatabase } from '../store/open-database.ts';

/** Keeps, for each origin, how many entries it has and between which ids they lie: bounds for a search by unit or host. */
export class OriginUsage {
  readonly #update: Statement<[number, number, number, number]>;
  readonly #used = new Map<number, { entries: number; firstId: number; lastId: number }>();

  constructor(database: WritableDatabase) {
    this.#update = database.prepare(
      `UPDATE origins SET entries = entries + ?, first_id = ifnull(first_id, ?), last_id = ? WHERE id = ?`,
    );
  }

  add(originId: number, id: number): void {
    const used = this.#used.get(originId);
    if (used === undefined) this.#used.set(originId, { entries: 1, firstId: id, lastId: id });
    else {
      used.entries += 1;
      used.lastId = id;
    }
  }

  /** Writes within the open transaction. */
  write(): void {
    for (const [originId, used] of this.#used) {
      this.#update.run(used.entries, used.firstId, used.lastId, originId);
    }
  }

  clear(): void {
    this.#used.clear();
  }
}
