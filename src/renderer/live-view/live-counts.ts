import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { countKey, countedQueryOf } from '../state/entry-filter.ts';
import { RateGate } from '../state/rate-gate.ts';
import { countStretch } from './count-stretch.ts';
import type { CountSnapshot } from './new-entries.ts';
import { NewEntriesCounter } from './new-entries.ts';

const COUNT_INTERVAL_MS = 250;
/** Counting takes at most a fifth of one query worker's time. */
const COUNT_REST_FACTOR = 4;

interface LiveCountsPort {
  /** The filter of the moment. */
  filter(): EntryFilter;
  arrived(counts: CountSnapshot): void;
  failed(problem: AppError): void;
}

/** Keeps the counts per severity of the present filter up to date, at a bounded cost. */
export class LiveCounts {
  readonly newEntries = new NewEntriesCounter();
  readonly #api: EngineApi;
  readonly #port: LiveCountsPort;
  readonly #gate: RateGate;

  constructor(api: EngineApi, port: LiveCountsPort) {
    this.#api = api;
    this.#port = port;
    this.#gate = new RateGate(() => this.#count(), {
      minIntervalMs: COUNT_INTERVAL_MS,
      restFactor: COUNT_REST_FACTOR,
    });
  }

  /** Something changed: the filter, or what is stored. */
  request(): void {
    this.#gate.request();
  }

  close(): void {
    this.#gate.close();
  }

  async #count(): Promise<void> {
    const filter = this.#port.filter();
    try {
      const counts = await this.#api.call('entries.count', { query: countedQueryOf(filter) });
      if (countKey(this.#port.filter()) !== countKey(filter)) {
        this.#gate.request();
        return;
      }
      this.newEntries.record(counts);
      this.#port.arrived(counts);
      await this.#settleLateStart(filter, counts);
    } catch (error) {
      this.#port.failed(appErrorOf(error));
    }
  }

  /** A view that stopped before its first count was made has something to say all the same. */
  async #settleLateStart(filter: EntryFilter, counts: CountSnapshot): Promise<void> {
    const late = this.newEntries.lateStart();
    if (late === null) return;
    const query = countedQueryOf(filter);
    const since = await countStretch(this.#api, query, late.stoppedAtId, late.counted.lastId);
    if (countKey(this.#port.filter()) !== countKey(filter)) return;
    this.newEntries.settle(late, since);
    this.#port.arrived(counts);
  }
}
