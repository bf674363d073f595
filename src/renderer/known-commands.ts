import type { AppModel } from './app-model.ts';
import { appCommands } from './commands/app-commands.ts';
import type { Command } from './commands/command.ts';
import { fileCommands } from './commands/file-commands.ts';
import { bookmarkCommands } from './live-view/bookmarks/bookmark-commands.ts';
import { contextCommands } from './live-view/context-commands.ts';
import { entryCommands } from './live-view/details/entry-commands.ts';
import { selectionCommands } from './live-view/entry-list/selection-commands.ts';
import { facetCommands } from './live-view/facets/facet-commands.ts';
import { histogramCommands } from './live-view/histogram/histogram-commands.ts';
import { liveCommands } from './live-view/live-commands.ts';

/**
 * All commands but those that stand for one of many, whether their view is shown or not: to be listed and given keys, not to
 * be run. A view offers its own by `useCommands`, with what belongs to it.
 */
export function knownCommands(model: AppModel): readonly Command[] {
  return [
    ...appCommands(model, doNothing),
    ...fileCommands(model, doNothing),
    ...liveCommands(model, doNothing),
    ...facetCommands(model.settings),
    ...histogramCommands(model.settings),
    ...bookmarkCommands(model, doNothing),
    ...entryCommands(model),
    ...selectionCommands(model),
    ...contextCommands(model.feed),
  ];
}

function doNothing(): void {
  // A view opens its dialogs itself.
}
