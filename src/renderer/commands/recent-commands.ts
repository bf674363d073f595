import { Store } from '../state/store.ts';

const STORAGE_KEY = 'hydrant.recentCommands';
const KEPT = 8;

/** The commands last given from the palette, by id, newest first; kept by the browser. */
export class RecentCommands {
  readonly ids: Store<readonly string[]>;
  readonly #storage: Pick<globalThis.Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<globalThis.Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    this.ids = new Store(readIds(storage.getItem(STORAGE_KEY)));
  }

  note(id: string): void {
    const ids = [id, ...this.ids.get().filter((each) => each !== id)].slice(0, KEPT);
    this.ids.set(ids);
    this.#storage.setItem(STORAGE_KEY, JSON.stringify(ids));
  }
}

function readIds(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    const ids = Array.isArray(value) ? value : [];
    return ids.filter((id): id is string => typeof id === 'string').slice(0, KEPT);
  } catch {
    // Written by another version or by hand: nothing is recent then.
    return [];
  }
}
