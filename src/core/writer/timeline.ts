import type { Statement } from 'better-sqlite3';
import { idAbove } from '#contract/entry-id.ts';
import type { WritableDatabase } from '../store/open-database.ts';
import { MainEntries } from './main-entries.ts';

/** A source, which keeps its own order whatever its clock says. */
interface Lane {
  sourceId: number;
  /** No entry of it that comes now goes before this time. */
  untilUnixUs: number;
  /** Its last entry's place. */
  place: number;
}

/** What the timeline asks about a batch. */
export interface TimelineBatch {
  count: number;
  firstId: number;
  /** A clock that is ahead counts as being right: entries from the future would keep all others waiting. */
  nowUnixUs: number;
  /** What was read long ago and becomes entries only now: each goes to its own time, whatever its source has brought since. Default false. */
  isOutOfTurn?: boolean;
  sourceIdOf: (index: number) => number;
  timeOf: (index: number) => number;
}

/** What a batch of entries is to become. */
export interface TimelineOrder {
  /** Indices of the batch in the order in which its entries are stored: those that are late first. null: as they came. */
  order: number[] | null;
  /** The places of those that are late, in that order. */
  latePlaces: number[];
}

/**
 * Puts the entries of several sources into one order by time, in which each source keeps its own. Entries that come in order are stored
 * one after another and their id is their place. One that comes later than others of its time (a host that was cut off, a file that is added after
 * a week) cannot have the id that it should have had. Its place is a number between two ids, found by time: so whole numbers are
 * places of entries that came in order, and nothing that is stored moves. With one source nothing is ever late.
 */
export class Timeline {
  readonly #lanes = new Map<number, Lane>();
  readonly #main: MainEntries;
  readonly #nextPlace: Statement<[number], number>;
  readonly #readLane: Statement<[number], { untilUnixUs: number; place: number }>;
  readonly #readSource: Statement<[number], number | null>;
  readonly #saveLane: Statement<[number, number, number]>;
  readonly #changed = new Set<Lane>();
  /** Places of the batch that is being arranged. */
  readonly #taken = new Set<number>();
  #lastLane: Lane | undefined;
  /** Of the entries that came in order. */
  #untilUnixUs: number;

  constructor(database: WritableDatabase) {
    this.#main = new MainEntries(database);
    this.#untilUnixUs = this.#main.untilUnixUs();
    this.#nextPlace = database
      .prepare<[number], number>(
        `SELECT late_place FROM entries INDEXED BY entries_late
         WHERE late_place IS NOT NULL AND late_place >= ? ORDER BY late_place LIMIT 1`,
      )
      .pluck();
    this.#readLane = database.prepare(
      'SELECT until_us AS untilUnixUs, place FROM timeline_lanes WHERE source_id = ?',
    );
    this.#readSource = database
      .prepare<[number], number | null>('SELECT newest_us FROM sources WHERE id = ?')
      .pluck();
    this.#saveLane = database.prepare(
      `INSERT INTO timeline_lanes (source_id, until_us, place) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET until_us = excluded.until_us, place = excluded.place`,
    );
  }

  /** To what time the entries reach that came in order. */
  get untilUnixUs(): number {
    return this.#untilUnixUs;
  }

  /** Decides about a batch, within the transaction that stores it. When that fails, `forget` what was decided. */
  arrange(batch: TimelineBatch): TimelineOrder {
    const { count, firstId, nowUnixUs } = batch;
    this.#untilUnixUs = Math.min(this.#untilUnixUs, nowUnixUs);
    const lanes: Lane[] = [];
    const times = new Float64Array(count);
    let isAscending = true;
    const outOfTurn: Lane = { sourceId: 0, untilUnixUs: 0, place: 0 };
    for (let index = 0; index < count; index += 1) {
      const lane = batch.isOutOfTurn === true ? outOfTurn : this.#laneOf(batch.sourceIdOf(index));
      const time = Math.min(Math.max(lane.untilUnixUs, batch.timeOf(index)), nowUnixUs);
      if (lane !== outOfTurn) lane.untilUnixUs = time;
      lanes.push(lane);
      times[index] = time;
      if (index > 0 && time < (times[index - 1] ?? 0)) isAscending = false;
    }
    const order = isAscending ? null : stableOrder(times);
    const latePlaces: number[] = [];
    this.#taken.clear();
    this.#main.startBatch(firstId);
    for (let at = 0; at < count; at += 1) {
      const index = order?.[at] ?? at;
      const time = times[index] ?? 0;
      const lane = lanes[index];
      if (lane === undefined) break;
      const place =
        at === latePlaces.length && time < this.#untilUnixUs ? this.#placeOf(time, lane) : undefined;
      if (place !== undefined) latePlaces.push(place);
      else this.#untilUnixUs = Math.max(this.#untilUnixUs, time);
      lane.place = place ?? firstId + at;
    }
    return { order, latePlaces };
  }

  /** Saves, within the transaction, how far all have come. */
  save(): void {
    for (const { sourceId, untilUnixUs, place } of this.#changed) {
      this.#saveLane.run(sourceId, untilUnixUs, place);
    }
  }

  /** The transaction is committed: what was decided holds. */
  settle(): void {
    this.#changed.clear();
    this.#lastLane = undefined;
  }

  /** The transaction failed: what was decided since it began is read from the store again. */
  forget(): void {
    this.#lanes.clear();
    this.settle();
    this.#main.forget();
    this.#untilUnixUs = this.#main.untilUnixUs();
  }

  /** A place for a late entry behind all that its lane has; undefined: there is none left, and it takes its place at the end. */
  #placeOf(timeUnixUs: number, lane: Lane): number | undefined {
    const slot = this.#main.slotOf(timeUnixUs);
    const wanted = Math.max(slot.afterId + slot.share, idAbove(lane.place));
    const end = Math.floor(wanted) + 1;
    let place = Number.isInteger(wanted) ? idAbove(wanted) : wanted;
    // Twice as far each time: thousands of entries of one second may have the same share.
    for (let step = 1; place < end; step *= 2) {
      if (!this.#taken.has(place) && this.#nextPlace.get(place) !== place) {
        this.#taken.add(place);
        return place;
      }
      for (let taken = 0; taken < step && place < end; taken += 1) place = idAbove(place);
    }
    return undefined;
  }

  #laneOf(sourceId: number): Lane {
    const last = this.#lastLane;
    if (last !== undefined && last.sourceId === sourceId) return last;
    let lane = this.#lanes.get(sourceId);
    if (lane === undefined) {
      const saved = this.#readLane.get(sourceId);
      // Of a source that an older Hydrant has read, the newest entry is known.
      lane = { sourceId, untilUnixUs: this.#readSource.get(sourceId) ?? 0, place: 0, ...saved };
      this.#lanes.set(sourceId, lane);
    }
    this.#changed.add(lane);
    this.#lastLane = lane;
    return lane;
  }
}

/** The indices in order of their times; equal times keep their order. */
function stableOrder(times: Float64Array): number[] {
  // Stable since ECMAScript 2019.
  return Array.from(times.keys()).toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0));
}
