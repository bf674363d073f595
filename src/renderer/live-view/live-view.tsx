import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { useCommandKey } from '../commands/use-command-key.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { Banners } from './banners.tsx';
import { BookmarksButton } from './bookmarks/bookmarks-button.tsx';
import { ContextBar } from './context-bar.tsx';
import { DetailsPane } from './details/details-pane.tsx';
import { entryCommands } from './details/entry-commands.ts';
import { EmptyState } from './empty-state.tsx';
import { EntryList } from './entry-list/entry-list.tsx';
import { FacetPanel } from './facets/facet-panel.tsx';
import { FacetsToggle } from './facets/facets-toggle.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FollowControls } from './follow-controls.tsx';
import { Histogram } from './histogram/histogram.tsx';
import { NewEntriesPill } from './new-entries-pill.tsx';
import { ResultScrollbar } from './scrollbar/result-scrollbar.tsx';
import { LiveSearch } from './search/live-search.tsx';

/** The log as it comes in: search and severities above, the list, and one entry's details beside it. */
export function LiveView({ onExport }: { onExport: () => void }): ReactNode {
  const model = useAppModel();
  const { feed } = model;
  useCommands(useMemo(() => entryCommands(model), [model]));
  const live = useStore(feed.state);
  const exportKey = useCommandKey('export.open');
  return (
    <main className="live-view" aria-label={texts.navigation.live}>
      <h1 className="visually-hidden">{texts.navigation.live}</h1>
      <div className="toolbar">
        <FacetsToggle />
        <LiveSearch />
        <FollowControls />
        <BookmarksButton />
        <button
          type="button"
          className="button"
          aria-label={texts.live.export}
          aria-keyshortcuts={exportKey.aria}
          title={texts.commands.withKeys(texts.live.export, exportKey.words)}
          onClick={onExport}
        >
          <Icon name="export" />
          <span className="roomy-only">{texts.live.export}</span>
        </button>
      </div>
      <FilterBar />
      <Histogram />
      <Banners />
      <ContextBar />
      <div className="live-body">
        <FacetPanel />
        <div className={live.isLoading ? 'list-area is-loading' : 'list-area'}>
          <EntryList />
          <ResultScrollbar />
          <EmptyState />
          <NewEntriesPill />
        </div>
        {live.selectedId === null ? null : <DetailsPane id={live.selectedId} />}
      </div>
    </main>
  );
}
