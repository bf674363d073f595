import type { Statement } from 'better-sqlite3';
import type { WritableDatabase } from '../store/open-database.ts';

/** Between which two entries that came in order a time lies. */
export interface TimelineSlot {
  /** The last one before it; 0: there is none. */
  afterId: number;
  /** How far the time is on the way from that one to the next: 0 inclusive to 1 exclusive. */
  share: number;
}

interface KnownSlot {
  afterId: number;
  fromUnixUs: number;
  untilUnixUs: number;
}

interface Batch {
  firstId: number;
  mainFirstId: number;
  mainUntilUnixUs: number;
}

type IdAndTime = [id: number, timeUnixUs: number];

/** The entries that came in order, found by time. They are only ever added to, so what was found stays right. */
export class MainEntries {
  readonly #newest: Statement<[], number | null>;
  readonly #batchBeyond: Statement<[number], Batch>;
  readonly #batchUpTo: Statement<[number], Batch>;
  readonly #nextBatch: Statement<[number], number | null>;
  readonly #firstBatch: Statement<[], number | null>;
  readonly #rows: Statement<[number, number], IdAndTime>;
  readonly #atOrAfter: Statement<[number], IdAndTime>;
  readonly #before: Statement<[number], IdAndTime>;
  #slot: KnownSlot | undefined;
  /** Slots of one batch, ascending. */
  #block: KnownSlot[] = [];
  #batchFirstId = 1;

  constructor(database: WritableDatabase) {
    const columns = 'first_id AS firstId, main_first_id AS mainFirstId, main_until_us AS mainUntilUnixUs';
    this.#newest = database
      .prepare<[], number | null>(
        'SELECT ifnull((SELECT max(main_until_us) FROM batches), (SELECT max(newest_us) FROM sources))',
      )
      .pluck();
    this.#batchBeyond = database.prepare(
      `SELECT ${columns} FROM batches INDEXED BY batches_by_time
       WHERE main_until_us IS NOT NULL AND main_until_us > ? ORDER BY main_until_us, first_id LIMIT 1`,
    );
    this.#batchUpTo = database.prepare(
      `SELECT ${columns} FROM batches INDEXED BY batches_by_time
       WHERE main_until_us IS NOT NULL AND main_until_us <= ? ORDER BY main_until_us DESC, first_id DESC LIMIT 1`,
    );
    this.#nextBatch = database
      .prepare<[number], number | null>('SELECT min(first_id) FROM batches WHERE first_id > ?')
      .pluck();
    this.#firstBatch = database
      .prepare<[], number | null>('SELECT min(first_id) FROM batches WHERE main_first_id IS NOT NULL')
      .pluck();
    this.#rows = database
      .prepare<[number, number], IdAndTime>(
        'SELECT id, time_us FROM entries WHERE id BETWEEN ? AND ? ORDER BY id',
      )
      .raw();
    this.#atOrAfter = database
      .prepare<[number], IdAndTime>('SELECT id, time_us FROM entries WHERE id >= ? ORDER BY id LIMIT 1')
      .raw();
    this.#before = database
      .prepare<[number], IdAndTime>('SELECT id, time_us FROM entries WHERE id < ? ORDER BY id DESC LIMIT 1')
      .raw();
  }

  /** To what time they reach; 0: there are none. */
  untilUnixUs(): number {
    return this.#newest.get() ?? 0;
  }

  /** A batch begins with this id: what is found lies before it. */
  startBatch(firstId: number): void {
    this.#batchFirstId = firstId;
  }

  forget(): void {
    this.#slot = undefined;
    this.#block = [];
  }

  /** @param timeUnixUs - Before the time to which the entries reach. */
  slotOf(timeUnixUs: number): TimelineSlot {
    const slot = this.#find(timeUnixUs);
    this.#slot = slot;
    const span = slot.untilUnixUs - slot.fromUnixUs;
    return { afterId: slot.afterId, share: span > 0 ? (timeUnixUs - slot.fromUnixUs) / span : 0 };
  }

  #find(timeUnixUs: number): KnownSlot {
    if (this.#slot !== undefined && isIn(this.#slot, timeUnixUs)) return this.#slot;
    return this.#findInBlock(timeUnixUs) ?? this.#findElsewhere(timeUnixUs);
  }

  #findInBlock(timeUnixUs: number): KnownSlot | undefined {
    let low = 0;
    let high = this.#block.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#block[middle]?.untilUnixUs ?? 0) <= timeUnixUs) low = middle + 1;
      else high = middle;
    }
    const slot = this.#block[low];
    return slot !== undefined && isIn(slot, timeUnixUs) ? slot : undefined;
  }

  #findElsewhere(timeUnixUs: number): KnownSlot {
    const batch = this.#batchBeyond.get(timeUnixUs);
    const before = this.#batchUpTo.get(timeUnixUs);
    const firstId = this.#firstBatch.get() ?? this.#batchFirstId;
    const isOld = before === undefined && this.#before.get(firstId) !== undefined;
    if (batch === undefined || isOld) {
      const old = this.#findAmongOld(timeUnixUs, firstId - 1);
      if (old !== undefined || batch === undefined)
        return old ?? { afterId: firstId - 1, fromUnixUs: 0, untilUnixUs: 0 };
    }
    this.#block = this.#readBlock(batch, before);
    return this.#findInBlock(timeUnixUs) ?? { afterId: batch.mainFirstId - 1, fromUnixUs: 0, untilUnixUs: 0 };
  }

  /** The slots before each entry of a batch that is later than the ones before it. */
  #readBlock(batch: Batch, before: Batch | undefined): KnownSlot[] {
    const lastId = (this.#nextBatch.get(batch.firstId) ?? this.#batchFirstId) - 1;
    const slots: KnownSlot[] = [];
    let afterId = this.#lastIdOf(before, batch);
    let fromUnixUs = before?.mainUntilUnixUs ?? 0;
    for (const [id, time] of this.#rows.iterate(batch.mainFirstId, lastId)) {
      const untilUnixUs = Math.min(time, batch.mainUntilUnixUs);
      if (untilUnixUs > fromUnixUs) {
        slots.push({ afterId, fromUnixUs, untilUnixUs });
        fromUnixUs = untilUnixUs;
      }
      afterId = id;
    }
    return slots;
  }

  /** Of the batch before this one, by time. Its entries that came in order are its last ones. */
  #lastIdOf(before: Batch | undefined, batch: Batch): number {
    if (before === undefined) return this.#before.get(this.#firstBatch.get() ?? batch.firstId)?.[0] ?? 0;
    return (this.#nextBatch.get(before.firstId) ?? batch.firstId) - 1;
  }

  /** Among entries that an older Hydrant stored: all of them up to `lastId` came in order. */
  #findAmongOld(timeUnixUs: number, lastId: number): KnownSlot | undefined {
    let low = 1;
    let high = lastId + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#atOrAfter.get(middle);
      if (row === undefined || row[0] > lastId || row[1] > timeUnixUs) high = middle;
      else low = row[0] + 1;
    }
    const next = this.#atOrAfter.get(low);
    if (next === undefined || next[0] > lastId || next[1] <= timeUnixUs) return undefined;
    const previous = this.#before.get(next[0]);
    return { afterId: previous?.[0] ?? 0, fromUnixUs: previous?.[1] ?? 0, untilUnixUs: next[1] };
  }
}

function isIn({ fromUnixUs, untilUnixUs }: KnownSlot, timeUnixUs: number): boolean {
  return timeUnixUs >= fromUnixUs && timeUnixUs < untilUnixUs;
}
