import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { Facet } from '#contract/facets.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { filterKey, queryOf } from '../../state/entry-filter.ts';
import { RateGate } from '../../state/rate-gate.ts';
import { Store } from '../../state/store.ts';

/** Numbers that change more often cannot be read. */
const COUNT_INTERVAL_MS = 1_000;
/**
 * Counting takes at most half the time of the worker that counts facets alone. Only the first count of a filter looks at the
 * whole log; a long rest after that one would keep what is new from being counted.
 */
const COUNT_REST_FACTOR = 1;

interface FacetCounts {
  /** null: nothing has been counted yet. The last counts stay until there are new ones. */
  facets: readonly Facet[] | null;
  /** They belong to a filter that is not shown any more; the counts of the present one are on their way. */
  isStale: boolean;
  problem: AppError | null;
}

/** Counts the values of what the list shows, at a bounded rate, as long as it is open. */
export class LiveFacets {
  readonly counts = new Store<FacetCounts>({ facets: null, isStale: true, problem: null });
  readonly #api: EngineApi;
  readonly #filter: () => EntryFilter;
  readonly #unsubscribe: () => void;
  #gate: RateGate;
  #call: AbortController | undefined;
  #key: string | undefined;
  #valuesPerField: number;

  /** Begins to count. */
  constructor(api: EngineApi, filter: () => EntryFilter, valuesPerField: number) {
    this.#api = api;
    this.#filter = filter;
    this.#valuesPerField = valuesPerField;
    this.#gate = this.#openGate();
    this.#unsubscribe = api.subscribe('entries.stored', () => {
      this.#gate.request();
    });
    this.noticeFilter();
  }

  /** The filter may be another one: then what is being counted is of no use any more, and the new counts come at once. */
  noticeFilter(): void {
    const key = filterKey(this.#filter());
    if (key === this.#key) return;
    this.#key = key;
    this.counts.patch({ isStale: true });
    this.#restart();
  }

  /** @param valuesPerField 1 to 500 */
  show(valuesPerField: number): void {
    if (valuesPerField === this.#valuesPerField) return;
    this.#valuesPerField = valuesPerField;
    this.#restart();
  }

  close(): void {
    this.#unsubscribe();
    this.#gate.close();
    this.#call?.abort();
  }

  #restart(): void {
    this.#gate.close();
    this.#call?.abort();
    this.#gate = this.#openGate();
    this.#gate.request();
  }

  #openGate(): RateGate {
    return new RateGate(() => this.#count(), {
      minIntervalMs: COUNT_INTERVAL_MS,
      restFactor: COUNT_REST_FACTOR,
    });
  }

  async #count(): Promise<void> {
    const call = new AbortController();
    this.#call = call;
    const query = queryOf(this.#filter());
    try {
      const { facets } = await this.#api.call(
        'entries.facets',
        { query, valuesPerField: this.#valuesPerField },
        call.signal,
      );
      if (!call.signal.aborted) this.counts.set({ facets, isStale: false, problem: null });
    } catch (error) {
      const problem = appErrorOf(error);
      const isTold = problem.code !== 'cancelled' && problem.code !== 'connection.lost';
      if (!call.signal.aborted && isTold) this.counts.patch({ isStale: false, problem });
    }
  }
}
