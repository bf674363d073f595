import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import { RateGate } from './rate-gate.ts';
import { Store } from './store.ts';

/** What came in since the user last looked. */
export interface Unread {
  /** The newest entry that was there when the user looked last. */
  afterId: number;
  /** When that was. */
  atUnixUs: number;
  /** Of the entries stored since that are older than the user's return. */
  counts: SeverityCounts;
}

/** Shorter absences are a glance at another window. */
const SHORTEST_ABSENCE_US = 60_000_000;
/** How often at most the store is told that the user is looking. */
const TELL_INTERVAL_MS = 5_000;
/** What came while the app was closed is read from the log after its start: the count grows while that goes on. */
const RECOUNT_INTERVAL_MS = 1_000;
const RECOUNT_REST_FACTOR = 4;
/** So many counts in a row without a change, and what was missed is taken to be read. */
const SETTLED_AFTER_COUNTS = 5;

/** Whether the user is looking at the page. */
export interface Attention {
  isLooking(): boolean;
  subscribe(listener: () => void): () => void;
}

/** The page's own: it is visible and has the focus. */
export const pageAttention: Attention = {
  isLooking: () => document.visibilityState === 'visible' && document.hasFocus(),
  subscribe(listener) {
    const controller = new AbortController();
    const { signal } = controller;
    for (const name of ['focus', 'blur']) window.addEventListener(name, listener, { signal });
    document.addEventListener('visibilitychange', listener, { signal });
    return () => {
      controller.abort();
    };
  },
};

/**
 * Knows what is new since the user last looked: since the page lost the focus, or, with the app closed in between, since
 * the last run. Where the user has come to is kept in the store.
 */
export class UnreadModel {
  /** null: nothing, or it was dismissed. */
  readonly state = new Store<Unread | null>(null);
  readonly #api: EngineApi;
  readonly #attention: Attention;
  readonly #nowUnixUs: () => number;
  readonly #tellGate: RateGate;
  readonly #countGate: RateGate;
  #isListening = false;
  #absence: { afterId: number; atUnixUs: number; untilUnixUs: number; unchangedCounts: number } | null = null;
  #lastId = 0;
  #toldId = 0;
  #wasLooking = false;
  /** Where and when the user looked away; null: never, or the absence is dealt with. */
  #away: { entryId: number; atUnixUs: number } | null = null;

  constructor(api: EngineApi, attention: Attention, nowUnixUs: () => number = () => Date.now() * 1_000) {
    this.#api = api;
    this.#attention = attention;
    this.#nowUnixUs = nowUnixUs;
    this.#tellGate = new RateGate(() => this.#tell(), { minIntervalMs: TELL_INTERVAL_MS });
    this.#countGate = new RateGate(() => this.#count(), {
      minIntervalMs: RECOUNT_INTERVAL_MS,
      restFactor: RECOUNT_REST_FACTOR,
    });
  }

  /** To be called at every new connection. @param lastId the newest entry of the store. */
  async start(lastId: number): Promise<void> {
    this.#lastId = Math.max(this.#lastId, lastId);
    if (this.#isListening) return;
    this.#isListening = true;
    try {
      this.#away = (await this.#api.call('lastLook.get', {})).lastLook;
    } catch (error) {
      leaveOut(error);
    }
    this.#attention.subscribe(() => {
      this.#noticeAttention();
    });
    this.#noticeAttention();
  }

  noticeStored(lastId: number): void {
    this.#lastId = Math.max(this.#lastId, lastId);
    if (this.#wasLooking) this.#tellGate.request();
    if (this.#absence !== null) this.#countGate.request();
  }

  /** The user has seen it. */
  dismiss(): void {
    this.#absence = null;
    this.state.set(null);
  }

  #noticeAttention(): void {
    const isLooking = this.#attention.isLooking();
    if (isLooking === this.#wasLooking) return;
    this.#wasLooking = isLooking;
    const nowUnixUs = this.#nowUnixUs();
    if (!isLooking) {
      this.#away = { entryId: this.#lastId, atUnixUs: nowUnixUs };
      return;
    }
    const away = this.#away;
    this.#away = null;
    this.#tellGate.request();
    if (away === null || nowUnixUs - away.atUnixUs < SHORTEST_ABSENCE_US) return;
    const { entryId: afterId, atUnixUs } = away;
    this.#absence = { afterId, atUnixUs, untilUnixUs: nowUnixUs, unchangedCounts: 0 };
    this.#countGate.requestNow();
  }

  async #count(): Promise<void> {
    const absence = this.#absence;
    if (absence === null) return;
    const { afterId, atUnixUs, untilUnixUs } = absence;
    try {
      const { bySeverity } = await this.#api.call('entries.summarise', { query: { untilUnixUs }, afterId });
      if (this.#absence !== absence) return;
      const before = this.state.get();
      const isChanged = before?.afterId !== afterId || before.counts.join() !== bySeverity.join();
      const isNothing = bySeverity.every((count) => count === 0);
      if (isChanged) this.state.set(isNothing ? null : { afterId, atUnixUs, counts: bySeverity });
      absence.unchangedCounts = isChanged && !isNothing ? 0 : absence.unchangedCounts + 1;
      if (absence.unchangedCounts >= SETTLED_AFTER_COUNTS) this.#absence = null;
    } catch (error) {
      leaveOut(error);
    }
  }

  async #tell(): Promise<void> {
    if (this.#toldId === this.#lastId || this.#lastId === 0) return;
    const entryId = this.#lastId;
    try {
      await this.#api.call('lastLook.set', { entryId });
      this.#toldId = entryId;
    } catch (error) {
      leaveOut(error);
    }
  }
}

/** Nothing depends on it but a line of comfort: a store that is busy, or cannot be written to, has its own notices. */
function leaveOut(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
