import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedQuery } from '#contract/annotations.ts';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { querySentence } from '../../export-view/query-words.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { queryOf } from '../../state/entry-filter.ts';
import { filterOfQuery } from '../../state/saved-queries.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { SaveProblem } from './save-query-form.tsx';
import { useSavedQuery } from './use-saved-query.ts';

interface SavedQueryItemProps {
  saved: SavedQuery;
  isShown: boolean;
  onRemoved: () => void;
}

/** One saved query: a click shows it; it can get another name, another content, or go. */
export function SavedQueryItem({ saved, isShown, onRemoved }: SavedQueryItemProps): ReactNode {
  const { announcer, feed, savedQueries, settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const apply = useSavedQuery();
  const [newName, setNewName] = useState<string | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const filter = filterOfQuery(saved.query);

  async function attempt(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(appErrorOf(error));
      return false;
    }
  }

  async function rename(replacesExisting: boolean): Promise<void> {
    if (newName === null || newName.trim() === '') return;
    if (await attempt(() => savedQueries.rename(saved, newName, replacesExisting))) setNewName(null);
  }

  async function overwrite(): Promise<void> {
    const query = queryOf(feed.state.get().requested);
    if (await attempt(() => savedQueries.save(saved.name, query, true))) {
      announcer.say(texts.savedQueries.saved(saved.name));
    }
  }

  async function remove(): Promise<void> {
    if (await attempt(() => savedQueries.remove(saved.name))) onRemoved();
  }

  return (
    <li className="saved-query" aria-current={isShown ? 'true' : undefined}>
      {newName === null ? (
        <button
          type="button"
          className="saved-query-apply"
          disabled={filter === null}
          onClick={(event) => {
            apply(saved);
            event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
          }}
        >
          <strong>{saved.name}</strong>
          <span className="hint">
            {filter === null ? texts.savedQueries.isForeign : querySentence(queryOf(filter), timeZone)}
          </span>
        </button>
      ) : (
        <form
          className="saved-query-rename"
          onSubmit={(event) => {
            event.preventDefault();
            void rename(false);
          }}
        >
          <input
            type="text"
            aria-label={texts.savedQueries.newName}
            value={newName}
            maxLength={100}
            autoComplete="off"
            ref={focusAtFirst}
            onChange={(event) => {
              setNewName(event.target.value);
            }}
          />
          <button type="submit" className="button button-small">
            {texts.savedQueries.save}
          </button>
        </form>
      )}
      <ItemButton
        icon="edit"
        label={texts.savedQueries.rename(saved.name)}
        onClick={() => {
          setNewName(newName === null ? saved.name : null);
        }}
      />
      <ItemButton
        icon="save"
        label={texts.savedQueries.overwrite(saved.name)}
        onClick={() => void overwrite()}
      />
      <ItemButton icon="remove" label={texts.savedQueries.remove(saved.name)} onClick={() => void remove()} />
      <SaveProblem
        problem={problem}
        name={newName?.trim() ?? saved.name}
        onReplace={() => void rename(true)}
        onCancel={() => {
          setProblem(null);
        }}
      />
    </li>
  );
}

function focusAtFirst(input: HTMLInputElement | null): void {
  input?.select();
}

interface ItemButtonProps {
  icon: 'edit' | 'save' | 'remove';
  label: string;
  onClick: () => void;
}

function ItemButton({ icon, label, onClick }: ItemButtonProps): ReactNode {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
