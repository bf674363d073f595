import { z } from 'zod';
import { Store } from './store.ts';

const STORAGE_KEY = 'hydrant.search-history';
const KEPT_SEARCHES = 50;

const historySchema = z.array(z.string().min(1).max(10_000)).max(1_000);

/** The searches that were used, newest first, kept by the browser. */
export class SearchHistory {
  readonly searches: Store<readonly string[]>;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** The newest, when it was only looked at for a while: one that continues it takes its place. */
  #provisional: string | null = null;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    this.searches = new Store(readHistory(storage.getItem(STORAGE_KEY)));
  }

  /** @param isConfirmed by Enter, and not just by staying for a while: then it stays when more is typed behind it. */
  remember(search: string, isConfirmed: boolean): void {
    const text = search.trim();
    if (text === '') return;
    const before = this.searches.get();
    const replaced =
      this.#provisional !== null && text.startsWith(this.#provisional) ? this.#provisional : text;
    const next = [text, ...before.filter((each) => each !== text && each !== replaced)].slice(
      0,
      KEPT_SEARCHES,
    );
    this.#provisional = isConfirmed || (before.includes(text) && text !== this.#provisional) ? null : text;
    if (next.length === before.length && next.every((each, index) => each === before[index])) return;
    this.searches.set(next);
    this.#storage.setItem(STORAGE_KEY, JSON.stringify(next));
  }
}

function readHistory(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    return historySchema.parse(JSON.parse(text)).slice(0, KEPT_SEARCHES);
  } catch {
    // Written by another version or by hand: it is only a convenience.
    return [];
  }
}
