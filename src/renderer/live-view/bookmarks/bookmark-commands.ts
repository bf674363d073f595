import type { AppModel } from '../../app-model.ts';
import type { Command } from '../../commands/command.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { queryOf } from '../../state/entry-filter.ts';
import { termOf, withTerm } from '../../state/query-terms.ts';
import { texts } from '../../texts.ts';

const words = texts.bookmarks;

/** What a query says to find entries with a bookmark. */
export const BOOKMARKED_TERM = termOf('is', 'bookmarked');

/** Setting bookmarks and going from one to the next. @param openList shows all of them. */
export function bookmarkCommands(model: AppModel, openList: () => void): readonly Command[] {
  const { feed } = model;
  return [
    {
      id: 'bookmark.toggle',
      title: words.titles.toggle,
      group: 'entry',
      defaultKeys: ['M'],
      isAvailable: () => feed.state.get().selectedId !== null,
      run: () => {
        const { selectedId } = feed.state.get();
        if (selectedId !== null) void toggleBookmark(model, selectedId);
      },
    },
    {
      id: 'bookmark.next',
      title: words.titles.next,
      group: 'go',
      defaultKeys: ['U'],
      run: () => void goToBookmark(model, 'next'),
    },
    {
      id: 'bookmark.previous',
      title: words.titles.previous,
      group: 'go',
      defaultKeys: ['Shift+U'],
      run: () => void goToBookmark(model, 'previous'),
    },
    {
      id: 'bookmark.list',
      title: words.titles.list,
      group: 'entry',
      defaultKeys: ['Shift+M'],
      run: openList,
    },
  ];
}

/** Sets or removes a bookmark and says which. */
export async function toggleBookmark({ bookmarks, announcer }: AppModel, entryId: number): Promise<void> {
  try {
    announcer.say((await bookmarks.toggle(entryId)) ? words.wasSet : words.wasRemoved);
  } catch (error) {
    announcer.say(appErrorOf(error).message);
  }
}

/** Only entries that the filter shows: as with errors and warnings, the next one is one that the list has. */
async function goToBookmark(model: AppModel, direction: 'next' | 'previous'): Promise<void> {
  const { host, feed, announcer } = model;
  const { filter, selectedId, position } = feed.state.get();
  const placeId = selectedId ?? (position.kind === 'bottom' ? null : position.id);
  const isNext = direction === 'next';
  try {
    const { rows } = await host.call('entries.list', {
      query: queryOf({ ...filter, where: withTerm(filter.where, BOOKMARKED_TERM) }),
      anchor: placeId === null ? { kind: 'newest' } : { kind: isNext ? 'after' : 'before', id: placeId },
      limit: 1,
    });
    const [row] = rows;
    if (row === undefined || (placeId === null && isNext)) {
      announcer.say(isNext ? words.noNext : words.noPrevious);
    } else await feed.select(row.id);
  } catch (error) {
    announcer.say(appErrorOf(error).message);
  }
}
