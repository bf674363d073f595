import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { RateGate } from '../../state/rate-gate.ts';
import { Store } from '../../state/store.ts';

/** A number that is about to be acted on should not flicker; nor should counting take a query worker to itself. */
const RECOUNT_INTERVAL_MS = 2_000;
const RECOUNT_REST_FACTOR = 9;

/** What is known of the export that the form describes. */
export interface PreviewState {
  /** Of the entries that the form asks for now; null: they are being counted, or cannot be. */
  preview: ExportPreview | null;
  /** The counts are of what is asked for now, but the look, the size or the place of the files is still the one before. */
  isOutdated: boolean;
  /** Why nothing is known. */
  problem: AppError | null;
}

/** Before anything is known. */
export const NO_PREVIEW: PreviewState = { preview: null, isOutdated: false, problem: null };

/**
 * Asks what an export would write, again for each change of the form and as entries come in; never twice at once. The counts
 * stay in sight while only the form of the files changes. To be closed when nobody looks any more.
 */
export class PreviewFeed {
  readonly state = new Store<PreviewState>(NO_PREVIEW);
  readonly #api: EngineApi;
  readonly #gate: RateGate;
  readonly #unsubscribe: () => void;
  #request: ExportRequest | null = null;
  #key = '';
  #calls = new AbortController();

  constructor(api: EngineApi) {
    this.#api = api;
    this.#gate = new RateGate(() => this.#ask(), {
      minIntervalMs: RECOUNT_INTERVAL_MS,
      restFactor: RECOUNT_REST_FACTOR,
    });
    this.#unsubscribe = api.subscribe('entries.stored', () => {
      this.#gate.request();
    });
  }

  /** From now on this is asked for. The same once more changes nothing. */
  show(request: ExportRequest): void {
    const key = JSON.stringify(request);
    if (key === this.#key) return;
    const hasSameEntries = this.#request !== null && entriesKey(request) === entriesKey(this.#request);
    this.#request = request;
    this.#key = key;
    if (!hasSameEntries) this.state.set(NO_PREVIEW);
    else if (this.state.get().preview !== null) this.state.patch({ isOutdated: true, problem: null });
    this.refresh();
  }

  /** Asks again at once: something outside the form was mended. */
  refresh(): void {
    this.#calls.abort();
    this.#calls = new AbortController();
    this.#gate.requestNow();
  }

  close(): void {
    this.#unsubscribe();
    this.#gate.close();
    this.#calls.abort();
  }

  async #ask(): Promise<void> {
    const request = this.#request;
    const { signal } = this.#calls;
    if (request === null) return;
    try {
      const preview = await this.#api.call('exports.preview', { request }, signal);
      if (!signal.aborted) this.state.set({ preview, isOutdated: false, problem: null });
    } catch (error) {
      if (!signal.aborted) this.state.set({ preview: null, isOutdated: false, problem: appErrorOf(error) });
    }
  }
}

/** Equal for requests that hold the same entries. */
function entriesKey({ query, afterBatchId }: ExportRequest): string {
  return JSON.stringify([query, afterBatchId]);
}
