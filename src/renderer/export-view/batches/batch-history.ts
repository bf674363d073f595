import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import { Store, nextFrame } from '../../state/store.ts';
import type { Schedule } from '../../state/store.ts';

/** As many as are read without asking; each `readOlder` adds as many. */
const PAGE_BATCHES = 20;

/** What is known of the exports of the store. */
export interface History {
  /** The newest first. */
  batches: readonly ExportBatch[];
  /** Of all batches that have a record, listed or not. */
  total: number;
  /** Batches that wait, in the order in which they will be written. */
  queuedIds: readonly number[];
  isReadingOlder: boolean;
  /** The batch that this page has asked for last; null: none. */
  askedId: number | null;
}

interface BatchHistoryOptions {
  /** A batch that this page has asked for is complete, or stands still because of a problem. */
  onSettled: (batch: ExportBatch) => void;
  schedule?: Schedule;
}

/** Every export, newest first, as they go on. Lives as long as the page. */
export class BatchHistory {
  readonly history: Store<History>;
  readonly #api: EngineApi;
  readonly #options: BatchHistoryOptions;
  readonly #batches = new Map<number, ExportBatch>();
  /** Ids in the order in which they became queued. */
  #queued: readonly number[] = [];
  /** Batches that this page has asked for and whose end was not told yet. */
  readonly #awaited = new Set<number>();
  /** What was told while the list was read: newer than the list, or told again later. */
  readonly #meanwhile: (() => void)[] = [];
  #readings = 0;
  #total = 0;
  #isReadingOlder = false;
  #askedId: number | null = null;

  constructor(api: EngineApi, options: BatchHistoryOptions) {
    this.#api = api;
    this.#options = options;
    this.history = new Store<History>(
      { batches: [], total: 0, queuedIds: [], isReadingOlder: false, askedId: null },
      options.schedule ?? nextFrame,
    );
    api.subscribe('exports.progressed', (batch) => {
      this.#told(() => {
        this.#progressed(batch);
      });
    });
    api.subscribe('exports.removed', ({ id }) => {
      this.#told(() => {
        this.#removed(id);
      });
    });
  }

  /** Reads the newest. To be called at every new connection. Rejects with what the engine says. */
  async read(): Promise<void> {
    this.#readings += 1;
    try {
      const { batches, total } = await this.#api.call('exports.list', { limit: PAGE_BATCHES });
      this.#batches.clear();
      this.#queued = [];
      // The first that was asked for is the first to be written.
      for (const batch of batches.toReversed()) this.#put(batch);
      this.#total = total;
    } finally {
      this.#readings -= 1;
      for (const apply of this.#meanwhile) apply();
      if (this.#readings === 0) this.#meanwhile.length = 0;
      this.#show();
    }
  }

  /** Reads the batches before those that are listed. Rejects with what the engine says. */
  async readOlder(): Promise<void> {
    const oldest = Math.min(...this.#batches.keys());
    if (this.#isReadingOlder || !Number.isFinite(oldest)) return;
    this.#isReadingOlder = true;
    this.#show();
    try {
      const answer = await this.#api.call('exports.list', { limit: PAGE_BATCHES, beforeId: oldest });
      for (const batch of answer.batches.toReversed()) if (!this.#batches.has(batch.id)) this.#put(batch);
      this.#total = answer.total;
    } finally {
      this.#isReadingOlder = false;
      this.#show();
    }
  }

  /** Puts in a batch that this page has asked for, and tells its end. */
  add(batch: ExportBatch): void {
    // What is known of it already came after this answer was made.
    const known = this.#batches.get(batch.id);
    if (known !== undefined && isSettled(known)) this.#options.onSettled(known);
    else this.#awaited.add(batch.id);
    this.#askedId = batch.id;
    if (known === undefined) this.#progressed(batch);
    else this.#show();
  }

  #told(apply: () => void): void {
    if (this.#readings > 0) this.#meanwhile.push(apply);
    else apply();
  }

  #progressed(batch: ExportBatch): void {
    if (!this.#batches.has(batch.id)) {
      // Older than what is listed: it comes with its page.
      const oldest = Math.min(...this.#batches.keys());
      if (batch.id < oldest && this.#batches.size < this.#total) return;
      this.#total += 1;
    }
    this.#put(batch);
    this.#show();
    if (!isSettled(batch) || !this.#awaited.delete(batch.id)) return;
    this.#options.onSettled(batch);
  }

  #removed(id: number): void {
    if (this.#queued.includes(id)) this.#queued = this.#queued.filter((queued) => queued !== id);
    if (this.#batches.delete(id)) this.#total -= 1;
    this.#show();
  }

  #put(batch: ExportBatch): void {
    const isWaiting = this.#queued.includes(batch.id);
    // Each change is another list: what draws one compares them by identity.
    if (batch.state === 'queued' && !isWaiting) this.#queued = [...this.#queued, batch.id];
    if (batch.state !== 'queued' && isWaiting) {
      this.#queued = this.#queued.filter((queued) => queued !== batch.id);
    }
    this.#batches.set(batch.id, batch);
  }

  #show(): void {
    this.history.set({
      batches: [...this.#batches.values()].toSorted((one, other) => other.id - one.id),
      total: this.#total,
      queuedIds: this.#queued,
      isReadingOlder: this.#isReadingOlder,
      askedId: this.#askedId,
    });
  }
}

/** It has come to an end, or needs somebody. */
function isSettled({ state, problem }: ExportBatch): boolean {
  return hasEnded(state) || (state === 'paused' && problem !== null);
}
