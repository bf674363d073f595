import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedQuery } from '#contract/annotations.ts';
import { useAppModel } from '../../app-model.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Icon } from '../../components/icon.tsx';
import { PopoverButton } from '../../components/popover-button.tsx';
import { filterOfQuery, savedQueryOf } from '../../state/saved-queries.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { SaveQueryForm } from './save-query-form.tsx';
import { SavedQueriesFileButtons } from './saved-queries-file.tsx';
import { SavedQueryItem } from './saved-query-item.tsx';
import { useSavedQuery } from './use-saved-query.ts';

/** The star at the search: gives what is shown a name, and brings back what has one. Each is a command, too. */
export function SavedQueriesMenu(): ReactNode {
  const { feed, savedQueries } = useAppModel();
  const { requested } = useStore(feed.state);
  const queries = useStore(savedQueries.queries);
  const apply = useSavedQuery();
  const [removed, setRemoved] = useState<SavedQuery | null>(null);
  const shown = savedQueryOf(requested, queries);
  const name = shown === undefined ? texts.savedQueries.open : texts.savedQueries.openNamed(shown.name);
  const commands = useMemo(
    () =>
      queries
        .filter(({ query }) => filterOfQuery(query) !== null)
        .map((saved): Command => ({
          id: `savedQuery.apply:${saved.name}`,
          title: texts.savedQueries.command(saved.name),
          group: 'filter',
          defaultKeys: [],
          run: () => {
            apply(saved);
          },
        })),
    [queries, apply],
  );
  useCommands(commands);

  return (
    <PopoverButton
      className={shown === undefined ? 'icon-button' : 'icon-button is-saved'}
      name={texts.savedQueries.name}
      widestPx={470}
      label={
        <>
          <Icon name="star" />
          <span className="visually-hidden">{name}</span>
        </>
      }
    >
      <div className="saved-queries">
        <SaveQueryForm />
        {queries.length === 0 && removed === null ? <p className="hint">{texts.savedQueries.none}</p> : null}
        {queries.length === 0 ? null : (
          <ul>
            {queries.map((saved) => (
              <SavedQueryItem
                key={saved.name}
                saved={saved}
                isShown={saved === shown}
                onRemoved={() => {
                  setRemoved(saved);
                }}
              />
            ))}
          </ul>
        )}
        {removed === null ? null : (
          <RemovedNote
            saved={removed}
            onDone={() => {
              setRemoved(null);
            }}
          />
        )}
        <SavedQueriesFileButtons />
      </div>
    </PopoverButton>
  );
}

function RemovedNote({ saved, onDone }: { saved: SavedQuery; onDone: () => void }): ReactNode {
  const { savedQueries } = useAppModel();
  return (
    <p className="saved-query-removed" role="alert">
      <span>{texts.savedQueries.removed(saved.name)}</span>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          void savedQueries.save(saved.name, saved.query, true).then(onDone);
        }}
      >
        {texts.savedQueries.undo}
      </button>
    </p>
  );
}
