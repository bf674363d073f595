import type { EventPayload } from '#contract/events.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import type { StoreFacts } from '../queries/store-facts.ts';

const INTERVAL_MS = 200;

/** Notices what another process stores, by looking at the store again and again. */
export class StoreWatch {
  readonly #readFacts: () => Promise<StoreFacts>;
  readonly #onStored: (stored: EventPayload<'entries.stored'>, facts: StoreFacts) => void;
  #timer: NodeJS.Timeout | undefined;
  #last: StoreFacts | undefined;
  #isStopped = false;

  constructor(
    readFacts: () => Promise<StoreFacts>,
    onStored: (stored: EventPayload<'entries.stored'>, facts: StoreFacts) => void,
  ) {
    this.#readFacts = readFacts;
    this.#onStored = onStored;
  }

  /** Begins with what the store holds now: only what comes later is told. */
  start(first: StoreFacts): void {
    this.#last = first;
    this.#plan();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      void this.#look();
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    try {
      const facts = await this.#readFacts();
      const last = this.#last;
      if (!this.#isStopped && last !== undefined && facts.lastId > last.lastId) {
        const counts = emptySeverityCounts().map((_, level) =>
          Math.max(0, (facts.bySeverity[level] ?? 0) - (last.bySeverity[level] ?? 0)),
        );
        const late = facts.lateBatches.filter(([firstId]) => firstId > last.lastId).map(([, place]) => place);
        const lateFrom = late.length === 0 ? {} : { lateFromId: Math.min(...late) };
        this.#onStored({ lastId: facts.lastId, bySeverity: counts, ...lateFrom }, facts);
      }
      this.#last = facts;
    } catch {
      // The store is locked or away for a moment: the next look tells.
    }
    this.#plan();
  }
}
