import type { Command } from '../commands/command.ts';
import { texts } from '../texts.ts';
import type { LiveFeed } from './live-feed.ts';

/** The command that leads back from the whole log to the search. */
export function contextCommands(feed: LiveFeed): readonly Command[] {
  return [
    {
      id: 'context.back',
      title: texts.context.titles.back,
      group: 'entry',
      defaultKeys: ['Backspace', 'Escape'],
      run: () => void feed.backFromContext(),
    },
  ];
}
