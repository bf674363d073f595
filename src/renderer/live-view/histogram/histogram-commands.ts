import type { Command } from '../../commands/command.ts';
import type { Settings } from '../../state/settings.ts';
import type { Store } from '../../state/store.ts';
import { texts } from '../../texts.ts';

/** The command of the histogram. */
export function histogramCommands(settings: Store<Settings>): readonly Command[] {
  return [
    {
      id: 'histogram.toggle',
      title: texts.histogram.commandTitle,
      group: 'view',
      defaultKeys: ['I'],
      run: () => {
        settings.patch({ isHistogramOpen: !settings.get().isHistogramOpen });
      },
    },
  ];
}
