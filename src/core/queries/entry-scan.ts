import { AppError } from '#contract/errors.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import {
  countOfSeverities,
  isSevere,
  lateSource,
  listedSource,
  plainSource,
  severeSources,
  withoutLate,
} from './entry-sources.ts';
import type { IdBounds } from './id-bounds.ts';
import { stretchesOfSeverities } from './id-stretches.ts';
import { hasLateEntries, placeSteps, type PlaceSteps } from './late-entries.ts';
import { lateBounds, LateWindows } from './late-windows.ts';
import { offeredIds, type OfferedIds } from './offered-ids.ts';
import { ScanPace } from './scan-pace.ts';
import {
  WindowReader,
  type Direction,
  type EntrySource,
  type IdWindow,
  type WindowCount,
} from './window-reader.ts';

/** So many entries or candidates are looked through without asking for a better way. */
const FEW_SEVERE = 50_000;
const FEW_CANDIDATES = 4000;
const FEW_IDS = 10_000;

export interface ScanOptions {
  database: ReadableDatabase;
  query: CompiledQuery;
  /** SQL list of what is read of each entry (`entries AS e`); the id must come first. */
  columns: string;
  direction: Direction;
  /**
   * `stored`: by id, as they were stored; whatever comes later is behind what is there. `timeline`: as the list shows them, by place; late
   * entries are where they belong, and the first column is then the place. Default: `stored`.
   */
  order?: 'stored' | 'timeline';
  /** Both inclusive, ids or places; within the query's own bounds. */
  firstId: number;
  lastId: number;
  /** The clock that the size of a step is measured by. Default: performance.now. */
  nowMs?: () => number;
}

/** Finds up to `limit` matching entries in order of the search. @throws AppError `cancelled`, asked between the steps. */
export function scanEntries<Row extends [number, ...unknown[]]>(
  options: ScanOptions & { limit: number; isCancelled: () => boolean },
): Row[] {
  using scan = new EntryScan<Row>(options);
  const rows: Row[] = [];
  while (rows.length < options.limit && !scan.isDone) {
    if (options.isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    for (const row of scan.next(options.limit - rows.length)) rows.push(row);
  }
  return rows;
}

/**
 * A search through the ids in one direction, in steps of some milliseconds, so that whoever asks can stop in between. It
 * begins with the rows themselves, or with the index of the severe levels; where a word hardly occurs there it goes on with
 * the full-text index, which is slow to begin with common words. No OFFSET, no statement over all rows.
 */
export class EntryScan<Row extends [number, ...unknown[]]> implements Disposable {
  readonly #options: ScanOptions;
  readonly #isDown: boolean;
  readonly #bounds: IdBounds;
  readonly #nowMs: () => number;
  readonly #stretches: Iterator<IdBounds>;
  readonly #pace = new ScanPace();
  readonly #steps: PlaceSteps;
  /** Set where late entries have to be looked for, too. */
  readonly #late: LateWindows | undefined;
  #stretch: IdBounds | undefined;
  #reader: WindowReader<Row>;
  /** Where the entries to be looked at come from, unless from the ids in turn. */
  #offered: OfferedIds | undefined;
  #canUseFullText: boolean;
  /** The rollup or the index of the severe levels leaves only some of the rows to be looked at. */
  readonly #hasFewRows: boolean;
  /** The next id to be looked at. */
  #edge: number;
  #lookedAtId: number;
  #isDone: boolean;

  constructor(options: ScanOptions) {
    const { database, query, direction } = options;
    this.#options = options;
    this.#isDown = direction === 'newest-first';
    this.#nowMs = options.nowMs ?? (() => performance.now());
    const withLate = options.order === 'timeline' && hasLateEntries(database);
    this.#steps = placeSteps(withLate);
    const allowed = withLate ? lateBounds(database, query) : query;
    this.#bounds = {
      firstId: Math.max(options.firstId, allowed.firstId, withLate ? 0 : 1),
      lastId: Math.min(options.lastId, allowed.lastId),
    };
    this.#late = withLate ? new LateWindows(database, direction) : undefined;
    this.#edge = this.#isDown ? this.#bounds.lastId : this.#bounds.firstId;
    this.#lookedAtId = this.#behind(this.#edge);
    this.#isDone = query.matchesNothing || this.#bounds.firstId > this.#bounds.lastId;
    this.#canUseFullText = query.fullText !== undefined;
    const { severities } = query;
    const isListed = query.listedIds !== undefined;
    if (isListed) this.#offered = offeredIds(database, query, direction, this.#bounds);
    const bySeverity = !isListed && isSevere(query);
    const sources = isListed
      ? [listedSource(query)]
      : bySeverity
        ? severeSources(query, direction)
        : [plainSource(query, direction)];
    this.#reader = this.#readerOf(sources);
    const stretches =
      severities === undefined || bySeverity || isListed || this.#isDone || withLate
        ? undefined
        : stretchesOfSeverities(database, severities, this.#bounds, direction);
    this.#stretches = stretches ?? [this.#bounds].values();
    this.#hasFewRows = bySeverity || stretches !== undefined;
  }

  /** Everything was looked at. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** The last id looked at; no matching entry between the beginning of the search and it was left out. */
  get searchedToId(): number {
    return this.#lookedAtId;
  }

  /** One step: the next matching entries, at most `limit`. None does not mean the end: see isDone. */
  next(limit: number): Row[] {
    const window = this.#nextWindow();
    if (window === undefined) return [];
    const startedAtMs = this.#nowMs();
    const rows = this.#reader.rows(window, limit);
    const cutAt = rows.length === limit ? rows.at(-1)?.[0] : undefined;
    this.#moveTo(cutAt ?? this.#endOf(window));
    if (cutAt === undefined) {
      const step = {
        ids: window.high - window.low + 1,
        found: rows.length,
        tookMs: this.#nowMs() - startedAtMs,
      };
      this.#pace.adapt(step);
      if (this.#canUseFullText && this.#pace.isPoor(step, limit)) this.#tryFullText();
    }
    return rows;
  }

  /**
   * One step over matching entries for which `condition` (SQL, 1 or 0, never NULL) holds, without reading them. `hasEnded`:
   * the next matching entry is another one, or there is none.
   */
  skipWhile(condition: string): WindowCount & { hasEnded: boolean } {
    const window = this.#nextWindow();
    if (window === undefined) return { entries: 0, firstId: 0, lastId: 0, hasEnded: true };
    const startedAtMs = this.#nowMs();
    const other = this.#reader.firstOther(window, condition);
    const end = other === undefined ? this.#endOf(window) : this.#behind(other);
    const count = this.#reader.count(this.#isDown ? { ...window, low: end } : { ...window, high: end });
    this.#moveTo(end);
    const ids = window.high - window.low + 1;
    if (other === undefined)
      this.#pace.adapt({ ids, found: count.entries, tookMs: this.#nowMs() - startedAtMs });
    return { ...count, hasEnded: other !== undefined };
  }

  [Symbol.dispose](): void {
    this.#offered?.[Symbol.dispose]();
  }

  #endOf(window: IdWindow): number {
    return this.#isDown ? window.low : window.high;
  }

  /** The step before an id in the direction of the search. */
  #behind(id: number): number {
    return this.#isDown ? this.#steps.above(id) : this.#steps.below(id);
  }

  #readerOf(sources: readonly EntrySource[]): WindowReader<Row> {
    const { database, query, direction, columns } = this.#options;
    const all =
      this.#late === undefined ? sources : [...sources.map(withoutLate), lateSource(query, direction)];
    return new WindowReader(database, all, columns, direction);
  }

  #moveTo(lastLookedAt: number): void {
    this.#lookedAtId = lastLookedAt;
    this.#edge = this.#isDown ? this.#steps.below(lastLookedAt) : this.#steps.above(lastLookedAt);
    this.#isDone = this.#isDown ? this.#edge < this.#bounds.firstId : this.#edge > this.#bounds.lastId;
  }

  #nextWindow(): IdWindow | undefined {
    const window = this.#isDone ? undefined : (this.#listedWindow() ?? this.#plainWindow());
    if (window === undefined) this.#isDone = true;
    return window === undefined ? undefined : (this.#late?.cut(window, this.#pace.ids) ?? window);
  }

  #listedWindow(): IdWindow | undefined {
    const ids = this.#offered?.from(this.#edge, this.#pace.candidates);
    const [one] = ids ?? [];
    const other = ids?.at(-1);
    if (one === undefined || other === undefined)
      return this.#late === undefined ? undefined : this.#lastListedWindow();
    // Late entries may be on the way to the first of the ids.
    const near = this.#late === undefined ? one : this.#edge;
    return { low: Math.min(near, other), high: Math.max(near, other), ids: JSON.stringify(ids) };
  }

  /** What lies behind the last of the ids may hold late entries. */
  #lastListedWindow(): IdWindow | undefined {
    if (this.#offered === undefined) return undefined;
    const { firstId, lastId } = this.#bounds;
    return this.#isDown
      ? { low: firstId, high: this.#edge, ids: '[]' }
      : { low: this.#edge, high: lastId, ids: '[]' };
  }

  #plainWindow(): IdWindow | undefined {
    if (this.#offered !== undefined) return undefined;
    while (this.#stretch === undefined || this.#isBehind(this.#stretch)) {
      const next = this.#stretches.next();
      if (next.done === true) return undefined;
      this.#stretch = next.value;
    }
    const { firstId, lastId } = this.#stretch;
    const size = this.#pace.ids;
    if (this.#isDown) {
      const high = Math.min(this.#edge, lastId);
      return { low: Math.max(firstId, Math.floor(high) - size + 1), high };
    }
    const low = Math.max(this.#edge, firstId);
    return { low, high: Math.min(lastId, Math.ceil(low) + size - 1) };
  }

  #isBehind({ firstId, lastId }: IdBounds): boolean {
    return this.#isDown ? this.#edge < firstId : this.#edge > lastId;
  }

  /** Goes on with the full-text index, unless what is left for the way taken so far is less than what the index offers. */
  #tryFullText(): void {
    const { database, query, direction } = this.#options;
    this.#canUseFullText = false;
    const firstId = this.#isDown ? this.#bounds.firstId : this.#edge;
    const lastId = this.#isDown ? this.#edge : this.#bounds.lastId;
    if (this.#isDone || lastId - firstId < FEW_IDS) return;
    const whole = { firstId: Math.ceil(firstId), lastId: Math.floor(lastId) };
    const fullText = offeredIds(database, query, direction, whole);
    if (fullText === undefined) return;
    const isBetter =
      !this.#hasFewRows ||
      fullText.from(this.#edge, FEW_CANDIDATES).length < FEW_CANDIDATES ||
      countOfSeverities(database, query) > FEW_SEVERE;
    if (!isBetter) {
      fullText[Symbol.dispose]();
      return;
    }
    this.#offered = fullText;
    this.#reader = this.#readerOf([listedSource(query)]);
  }
}
