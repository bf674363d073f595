import type { EntryFilter } from '../state/entry-filter.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import type { Store } from '../state/store.ts';
import type { LiveState } from './live-state.ts';

/** What a visit to the whole log returns to. */
interface ContextOrigin {
  filter: EntryFilter;
  selectedId: number | null;
  /** Where the list stood. */
  heldId: number | undefined;
}

/** Remembers the search that was left to see an entry in its surroundings. */
export class ContextVisit {
  readonly #state: Store<LiveState>;
  #origin: ContextOrigin | undefined;

  constructor(state: Store<LiveState>) {
    this.#state = state;
  }

  /** The whole log is asked for around that entry. From there another entry may be visited: the search is still the first. */
  enter(entryId: number, heldId: number | undefined): void {
    const { filter, selectedId, context } = this.#state.get();
    if (context === null) {
      this.#origin = { filter, selectedId, heldId };
      this.#state.patch({ context: { query: filter } });
    }
    this.#state.patch({ selectedId: entryId, requested: NO_FILTER });
  }

  /** Another search has been entered: there is nothing to go back to. */
  forget(): void {
    this.#origin = undefined;
    this.#state.patch({ context: null });
  }

  /** The search is asked for again. @returns it and the entry to stand at; undefined when there was no visit. */
  leave(): { filter: EntryFilter; id: number | null } | undefined {
    const origin = this.#origin;
    if (origin === undefined) return undefined;
    this.forget();
    const { filter, selectedId, heldId } = origin;
    this.#state.patch({ selectedId, requested: filter });
    return { filter, id: heldId ?? selectedId };
  }
}
