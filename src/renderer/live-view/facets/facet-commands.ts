import type { Command } from '../../commands/command.ts';
import type { Settings } from '../../state/settings.ts';
import type { Store } from '../../state/store.ts';
import { texts } from '../../texts.ts';

/** The command of the facets. */
export function facetCommands(settings: Store<Settings>): readonly Command[] {
  return [
    {
      id: 'facets.toggle',
      title: texts.facets.command,
      group: 'filter',
      defaultKeys: ['B'],
      run: () => {
        settings.patch({ isFacetsOpen: !settings.get().isFacetsOpen });
      },
    },
  ];
}
