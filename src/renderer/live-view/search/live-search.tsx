import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { PopoverButton } from '../../components/popover-button.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { QueryHelp } from './query-help.tsx';
import { SavedQueriesMenu } from './saved-queries-menu.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchProgress } from './search-progress.tsx';
import { useSavedQuery } from './use-saved-query.ts';

/** The search of the live view, with the saved queries and the help on the query language. */
export function LiveSearch(): ReactNode {
  const { feed } = useAppModel();
  const live = useStore(feed.state);
  const applySaved = useSavedQuery();

  function search(where: string): void {
    void feed.setFilter({ ...feed.state.get().requested, where });
  }

  return (
    <SearchBox
      value={live.requested.where}
      problem={live.searchProblem}
      onChange={search}
      onSavedQuery={applySaved}
      progress={<SearchProgress />}
    >
      <SavedQueriesMenu />
      <PopoverButton
        className="icon-button"
        name={texts.search.help.title}
        widestPx={550}
        label={
          <>
            <Icon name="help" />
            <span className="visually-hidden">{texts.search.help.open}</span>
          </>
        }
      >
        <h2>{texts.search.help.title}</h2>
        <p className="hint">{texts.search.help.intro}</p>
        <QueryHelp onUse={search} />
      </PopoverButton>
    </SearchBox>
  );
}
