import type { EntryQuery } from '#contract/query.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type { ExportStore } from '../export-store.ts';
import { countMatches } from './count-matches.ts';
import { hasAny, type LogWatch } from './log-watch.ts';
import { severitiesUpTo } from './read-matches.ts';

const DEBUG = 7;

/** Counts the matching entries that came after a watermark. */
export class CountWatch implements LogWatch {
  readonly #store: Pick<ExportStore, 'counts'>;
  readonly #query: EntryQuery;
  readonly #severities: readonly number[];
  readonly #entries: number;
  #coveredToId: number;
  #upToId: number;
  #count = 0;
  #countAtAttempt = 0;

  /** @param entries - Due after so many. */
  constructor(store: Pick<ExportStore, 'counts'>, query: EntryQuery, entries: number, coveredToId: number) {
    this.#store = store;
    this.#query = query;
    this.#severities = severitiesUpTo(DEBUG, query);
    this.#entries = entries;
    this.#coveredToId = coveredToId;
    this.#upToId = coveredToId;
  }

  get upToId(): number {
    return this.#upToId;
  }

  /** So many have come since the watermark moved, or since the last attempt. */
  get isDue(): boolean {
    return this.#count - this.#countAtAttempt >= this.#entries;
  }

  tell(afterId: number, lastId: number, bySeverity: SeverityCounts): void {
    if (this.#upToId === afterId && !hasAny(bySeverity, this.#severities)) this.#upToId = lastId;
  }

  /** Counts on, up to this entry. @param between - As countMatches. */
  async advance(coveredToId: number, toId: number, between: () => Promise<void>): Promise<void> {
    if (coveredToId !== this.#coveredToId) {
      this.#coveredToId = coveredToId;
      this.#upToId = coveredToId;
      this.#count = 0;
      this.#countAtAttempt = 0;
    }
    if (toId <= this.#upToId) return;
    const range = { query: this.#query, afterId: this.#upToId, lastId: toId };
    const found = await countMatches(this.#store, range, between);
    this.#count += found;
    this.#upToId = Math.max(this.#upToId, toId);
  }

  /** An export was tried: if nothing comes of it, it is due again after as many. */
  attempted(): void {
    this.#countAtAttempt = this.#count;
  }
}
