import type { Bookmark } from '#contract/annotations.ts';
import type { EngineApi } from '#contract/engine-api.ts';

/** Notes of removed bookmarks that are remembered. */
const REMEMBERED_NOTES = 100;

/** The user's bookmarks: they are in the store, this sets and removes them. */
export class Bookmarks {
  readonly #api: EngineApi;
  /** By entry: a bookmark that was removed by mistake gets its note back when it is set again. */
  readonly #removedNotes = new Map<number, string>();

  constructor(api: EngineApi) {
    this.#api = api;
  }

  /** Tells of every bookmark that is set, changed or (null) removed. @returns ends that. */
  watch(listener: (entryId: number, bookmark: Bookmark | null) => void): () => void {
    return this.#api.subscribe('bookmarks.changed', ({ entryId, bookmark }) => {
      listener(entryId, bookmark);
    });
  }

  async get(entryId: number): Promise<Bookmark | null> {
    const { bookmark } = await this.#api.call('bookmarks.get', { entryId });
    return bookmark;
  }

  /** Sets a bookmark, or its note. @throws AppError `entry.not-found`. */
  async set(entryId: number, note: string): Promise<void> {
    await this.#api.call('bookmarks.set', { entryId, note });
  }

  async remove(entryId: number): Promise<void> {
    const before = await this.get(entryId);
    await this.#api.call('bookmarks.remove', { entryId });
    if (before !== null && before.note !== '') this.#remember(entryId, before.note);
  }

  /** Sets a bookmark that was there in this run as it was, a new one without a note. */
  async restore(entryId: number): Promise<void> {
    await this.set(entryId, this.#removedNotes.get(entryId) ?? '');
  }

  /** @returns whether the entry has a bookmark now. */
  async toggle(entryId: number): Promise<boolean> {
    const isSet = (await this.get(entryId)) !== null;
    await (isSet ? this.remove(entryId) : this.restore(entryId));
    return !isSet;
  }

  #remember(entryId: number, note: string): void {
    this.#removedNotes.delete(entryId);
    this.#removedNotes.set(entryId, note);
    const oldest = this.#removedNotes.keys().next();
    if (this.#removedNotes.size > REMEMBERED_NOTES && oldest.done !== true) {
      this.#removedNotes.delete(oldest.value);
    }
  }
}
