import type { EntryRow } from '#contract/entry.ts';
import type { EntryQuery } from '#contract/query.ts';
import type { Engine } from '#core/engine/engine.ts';

const PAGE_ENTRIES = 500;

/** Where following begins: with the newest so many matching entries, or with all that were stored after one; after 0: with all there are. */
export type FollowStart = { kind: 'newest'; entries: number } | { kind: 'after'; id: number };

/** Reads what matches a query, first what is stored and then what comes, each entry once and in storage order. */
export class EntryFollower {
  readonly #engine: Pick<Engine, 'call' | 'subscribe'>;
  readonly #query: EntryQuery;
  #lastId = 0;

  constructor(engine: Pick<Engine, 'call' | 'subscribe'>, query: EntryQuery) {
    this.#engine = engine;
    this.#query = query;
  }

  /**
   * Pages of rows, without end until `signal` aborts. Rejects when the engine fails.
   * @param ended - Aborts when everything is stored: what is left is read, and that is all.
   */
  async *follow(start: FollowStart, signal: AbortSignal, ended?: AbortSignal): AsyncGenerator<EntryRow[]> {
    const bell = new Bell(signal, ...(ended === undefined ? [] : [ended]));
    const unsubscribe = this.#engine.subscribe('entries.stored', () => {
      bell.ring();
    });
    try {
      if (start.kind === 'newest') yield* this.#readNewest(start.entries);
      else this.#lastId = start.id;
      while (!signal.aborted) {
        const isLast = ended?.aborted === true;
        yield* this.#readNewer(signal);
        if (isLast) return;
        await bell.wait();
      }
    } finally {
      unsubscribe();
    }
  }

  async *#readNewest(entries: number): AsyncGenerator<EntryRow[]> {
    const { rows, lastId } = await this.#engine.call('entries.list', {
      query: this.#query,
      anchor: { kind: 'newest' },
      limit: Math.max(1, entries),
    });
    this.#lastId = lastId;
    if (entries > 0 && rows.length > 0) yield rows;
  }

  async *#readNewer(signal: AbortSignal): AsyncGenerator<EntryRow[]> {
    for (let hasNewer = true; hasNewer && !signal.aborted;) {
      const page = await this.#engine.call('entries.list', {
        query: this.#query,
        anchor: { kind: 'after', id: this.#lastId },
        limit: PAGE_ENTRIES,
        order: 'stored',
      });
      hasNewer = page.hasNewer;
      // At the end of the matches everything up to the page's snapshot has been looked at.
      this.#lastId = hasNewer ? (page.rows.at(-1)?.id ?? page.lastId) : Math.max(this.#lastId, page.lastId);
      if (page.rows.length > 0) yield page.rows;
    }
  }
}

/** Wakes whoever waits for it; a ring that nobody waits for is kept for the next one. A signal that aborts rings. */
class Bell {
  #hasRung = false;
  #wake: (() => void) | undefined;

  constructor(...signals: readonly AbortSignal[]) {
    for (const signal of signals) {
      if (signal.aborted) this.ring();
      signal.addEventListener('abort', () => this.ring(), { once: true });
    }
  }

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  /** Resolves at a ring. */
  async wait(): Promise<void> {
    if (!this.#hasRung) {
      const rung = Promise.withResolvers<void>();
      this.#wake = rung.resolve;
      await rung.promise;
      this.#wake = undefined;
    }
    this.#hasRung = false;
  }
}
