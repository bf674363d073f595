import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type { HistogramAxis } from '#contract/summary.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { countKey, countedQueryOf } from '../state/entry-filter.ts';
import { RateGate } from '../state/rate-gate.ts';
import type { Schedule } from '../state/store.ts';
import { Store } from '../state/store.ts';
import type { Histogram, Outline, SummaryTally } from './summary-tally.ts';
import { addSummary, fittingIdsPerBucket, tallyOf } from './summary-tally.ts';

const COUNT_INTERVAL_MS = 250;
/** Counting takes at most a fifth of one query worker's time. */
const COUNT_REST_FACTOR = 4;
/** After the long count of what is there comes the short one of what is new, which must not wait so long. */
const MAX_COUNT_REST_MS = 1_000;
/** A long count tells how far it has come at least so often. */
const PIECE_BUDGET_MS = 150;
/** Wide enough to be seen as bars on any screen. */
const HISTOGRAM_BUCKETS = 160;
/** A live histogram that has grown to so many bars is divided anew. */
const OUTGROWN_BUCKETS = 2 * HISTOGRAM_BUCKETS;

/** A range of time, the end exclusive. */
export interface TimeRange {
  fromUnixUs: number;
  untilUnixUs: number;
}

/** The numbers around the list: what the filter without its severities selects. */
export interface LiveSummary {
  /** Exact when nothing is being counted, else what was counted so far. null: nothing is known yet. */
  bySeverity: SeverityCounts | null;
  /** Everything up to this entry is counted. */
  lastId: number;
  /** A long count is going on; it goes from the newest entry backwards. */
  isCounting: boolean;
  /** How much of the log is counted, by number of entries: 0 to 1. */
  countedShare: number;
  histogram: Histogram | null;
  outline: Outline | null;
  /** What the histogram shows where that is not the whole filtered range. */
  zoom: TimeRange | null;
}

const NO_SUMMARY: LiveSummary = {
  bySeverity: null,
  lastId: 0,
  isCounting: false,
  countedShare: 1,
  histogram: null,
  outline: null,
  zoom: null,
};

/**
 * Keeps the counts, the histogram and the outline of one filter up to date: counts what is there once, in pieces when
 * that takes long, and from then on only what is new.
 */
export class LiveSummaryModel {
  readonly state: Store<LiveSummary>;
  readonly #api: EngineApi;
  readonly #filter: () => EntryFilter;
  readonly #failed: (problem: AppError) => void;
  readonly #gate: RateGate;
  #tally: SummaryTally | undefined;
  /** Of the tally; null: count anew. */
  #key: string | null = null;
  /** What is being counted from the beginning; null: nothing is. */
  #countingKey: string | null = null;
  #knownLastId = 0;
  #call: AbortController | undefined;

  constructor(
    api: EngineApi,
    filter: () => EntryFilter,
    failed: (problem: AppError) => void,
    schedule?: Schedule,
  ) {
    this.#api = api;
    this.#filter = filter;
    this.#failed = failed;
    this.state = new Store(NO_SUMMARY, schedule);
    this.#gate = new RateGate(() => this.#update(), {
      minIntervalMs: COUNT_INTERVAL_MS,
      restFactor: COUNT_REST_FACTOR,
      maxRestMs: MAX_COUNT_REST_MS,
    });
  }

  /** Something was stored. */
  noticeStored(lastId: number): void {
    this.#knownLastId = Math.max(this.#knownLastId, lastId);
    this.#gate.request();
  }

  /** Another filter holds: what is counted for the old one is given up. */
  noticeFilter(): void {
    const key = this.#keyNow();
    if (key !== this.#key && key !== this.#countingKey) this.#recount();
  }

  /** Shows the histogram of that range; null: of the whole filtered range. Filters nothing. */
  zoom(range: TimeRange | null): void {
    this.state.patch({ zoom: range });
    this.#recount();
  }

  /** The connection was lost and is back, or the store is another: nothing known holds. */
  restart(): void {
    this.#knownLastId = 0;
    this.#recount();
  }

  close(): void {
    this.#gate.close();
    this.#call?.abort();
  }

  #keyNow(): string {
    return JSON.stringify([countKey(this.#filter()), this.state.get().zoom]);
  }

  /** The numbers of the old filter stay on screen until the first of the new one are there. */
  #recount(): void {
    this.#key = null;
    this.#countingKey = null;
    this.#call?.abort();
    this.#gate.requestNow();
  }

  async #update(): Promise<void> {
    const call = new AbortController();
    this.#call = call;
    try {
      if (this.#key !== this.#keyNow() || this.#tally === undefined || isOutgrown(this.#tally)) {
        await this.#countAll(call.signal);
      } else await this.#countNew(this.#tally, call.signal);
    } catch (error) {
      const problem = appErrorOf(error);
      if (!call.signal.aborted) this.#countingKey = null;
      if (!call.signal.aborted && problem.code !== 'query.invalid') this.#failed(problem);
    }
  }

  async #countAll(signal: AbortSignal): Promise<void> {
    const key = this.#keyNow();
    this.#countingKey = key;
    const query = countedQueryOf(this.#filter());
    const { zoom } = this.state.get();
    // Without it, a long log would be outlined entry by entry.
    if (this.#knownLastId === 0) this.#knownLastId = await this.#newestId(signal);
    const idsPerBucket = fittingIdsPerBucket(this.#knownLastId);
    const axis: HistogramAxis = { kind: 'fitting', maxBuckets: HISTOGRAM_BUCKETS, ...zoom };
    const request = { query, idsPerBucket, budgetMs: PIECE_BUDGET_MS };
    let piece = await this.#api.call('entries.summarise', { ...request, histogram: axis }, signal);
    let tally = tallyOf(piece, idsPerBucket);
    this.#show(tally, piece.pendingBeforeId);
    while (piece.pendingBeforeId !== null) {
      // A piece's outline must have the buckets it was asked with, though the tally's may have been joined meanwhile.
      const fixed = { ...fixedAxis(tally.histogram, zoom), idsPerBucket: tally.outline.idsPerBucket };
      piece = await this.#api.call(
        'entries.summarise',
        { ...request, ...fixed, beforeId: piece.pendingBeforeId },
        signal,
      );
      tally = addSummary(tally, piece);
      this.#show(tally, piece.pendingBeforeId);
    }
    this.#tally = tally;
    this.#key = key;
    this.#countingKey = null;
    if (tally.lastId < this.#knownLastId) this.#gate.request();
  }

  async #newestId(signal: AbortSignal): Promise<number> {
    const newest = { query: {}, anchor: { kind: 'newest' }, limit: 1 } as const;
    return (await this.#api.call('entries.list', newest, signal)).lastId;
  }

  async #countNew(tally: SummaryTally, signal: AbortSignal): Promise<void> {
    const { zoom } = this.state.get();
    const piece = await this.#api.call(
      'entries.summarise',
      {
        query: countedQueryOf(this.#filter()),
        afterId: tally.lastId,
        idsPerBucket: tally.outline.idsPerBucket,
        ...fixedAxis(tally.histogram, zoom),
      },
      signal,
    );
    if (this.#key === null) return;
    // The first entries of an empty range say how its time axis is to be divided.
    if (tally.histogram === null && piece.lastId > tally.lastId) {
      await this.#countAll(signal);
      return;
    }
    this.#tally = addSummary(tally, piece);
    this.#show(this.#tally, null);
  }

  #show(tally: SummaryTally, pendingBeforeId: number | null): void {
    const { bySeverity, lastId, histogram, outline } = tally;
    this.#knownLastId = Math.max(this.#knownLastId, lastId);
    this.state.patch({
      bySeverity,
      lastId,
      histogram,
      outline,
      isCounting: pendingBeforeId !== null,
      countedShare: pendingBeforeId === null || lastId === 0 ? 1 : (lastId + 1 - pendingBeforeId) / lastId,
    });
  }
}

function isOutgrown({ histogram }: SummaryTally): boolean {
  return (histogram?.buckets.length ?? 0) > OUTGROWN_BUCKETS;
}

/** Asks for the same bars again. A zoomed histogram ends where the user ended it; another grows with the log. */
function fixedAxis(histogram: Histogram | null, zoom: TimeRange | null): { histogram?: HistogramAxis } {
  if (histogram === null) return {};
  const { fromUnixUs, bucketUs } = histogram;
  const until = zoom === null ? {} : { untilUnixUs: zoom.untilUnixUs };
  return { histogram: { kind: 'fixed', fromUnixUs, bucketUs, ...until } };
}
