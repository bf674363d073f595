import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useCommandKey } from '../../commands/use-command-key.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Icon } from '../../components/icon.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { facetCommands } from './facet-commands.ts';

/** Opens and closes the facets. */
export function FacetsToggle(): ReactNode {
  const { settings } = useAppModel();
  const { isFacetsOpen } = useStore(settings);
  useCommands(useMemo(() => facetCommands(settings), [settings]));
  const key = useCommandKey('facets.toggle');
  return (
    <button
      type="button"
      id="facets-toggle"
      className="button facets-toggle"
      aria-expanded={isFacetsOpen}
      aria-controls={isFacetsOpen ? 'facets' : undefined}
      aria-keyshortcuts={key.aria}
      aria-label={texts.facets.toggle}
      title={texts.details.withKey(texts.facets.toggleHint, key.words)}
      onClick={() => {
        settings.patch({ isFacetsOpen: !isFacetsOpen });
      }}
    >
      <Icon name="facets" />
    </button>
  );
}
