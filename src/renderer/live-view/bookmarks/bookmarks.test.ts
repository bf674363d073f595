import type { EngineApi } from '#contract/engine-api.ts';
import { describe, expect, it } from 'vitest';
import { Bookmarks } from './bookmarks.ts';

/** The notes of the bookmarks that a store has, and the model over it. */
function bookmarksOver(notes: Map<number, string>): Bookmarks {
  const answers: Record<string, (params: { entryId: number; note: string }) => object> = {
    'bookmarks.get': ({ entryId }) => {
      const note = notes.get(entryId);
      return { bookmark: note === undefined ? null : { entryId, note } };
    },
    'bookmarks.set': ({ entryId, note }) => {
      notes.set(entryId, note);
      return { bookmark: { entryId, note } };
    },
    'bookmarks.remove': ({ entryId }) => {
      notes.delete(entryId);
      return {};
    },
  };
  return new Bookmarks({
    call: (method: string, params: never) => Promise.resolve(answers[method]?.(params)),
    subscribe: () => () => undefined,
  } as unknown as EngineApi);
}

describe('toggling a bookmark', () => {
  it('sets one without a note, takes it away, and gives a note back that was there before', async () => {
    const notes = new Map<number, string>();
    const bookmarks = bookmarksOver(notes);
    expect(await bookmarks.toggle(7)).toBe(true);
    expect(notes.get(7)).toBe('');
    await bookmarks.set(7, 'why');
    expect(await bookmarks.toggle(7)).toBe(false);
    expect(notes.has(7)).toBe(false);
    expect(await bookmarks.toggle(7)).toBe(true);
    expect(notes.get(7)).toBe('why');
  });

  it('remembers the notes of the last hundred only', async () => {
    const notes = new Map(
      Array.from({ length: 101 }, (_, index) => [index + 1, `note ${String(index + 1)}`]),
    );
    const bookmarks = bookmarksOver(notes);
    for (let entryId = 1; entryId <= 101; entryId += 1) await bookmarks.remove(entryId);
    await bookmarks.restore(1);
    await bookmarks.restore(2);
    expect([notes.get(1), notes.get(2)]).toEqual(['', 'note 2']);
  });
});
