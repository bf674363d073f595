import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { useCommandKey } from '../commands/use-command-key.ts';
import { useCommands } from '../commands/use-commands.ts';
import { LogText } from '../components/log-text.tsx';
import { querySentence } from '../export-view/query-words.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { queryOf } from '../state/entry-filter.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { contextCommands } from './context-commands.ts';
import type { LiveFeed } from './live-feed.ts';

const words = texts.context;
/** A longer search is recognised by its beginning. */
const SHOWN_CHARACTERS = 80;

/** Says that the filter is lifted around an entry, and leads back to it. */
export function ContextBar(): ReactNode {
  const { feed, settings } = useAppModel();
  const { context, selectedId } = useStore(feed.state);
  const { timeZone } = useStore(settings);
  const backKey = useCommandKey('context.back');
  const nextKey = useCommandKey('go.nextHit');
  const previousKey = useCommandKey('go.previousHit');
  if (context === null) return null;
  return (
    <div className="context-bar" role="group" aria-label={words.name}>
      <BackCommand feed={feed} />
      <span role="status">{selectedId === null ? words.shownLoose : words.shown}</span>
      <button
        type="button"
        className="button button-small"
        title={querySentence(queryOf(context.query), timeZone)}
        aria-keyshortcuts={backKey.aria}
        onClick={() => void feed.backFromContext()}
      >
        <LogText text={backWords(context.query)} />
        {backKey.words === '' ? null : <kbd>{backKey.words}</kbd>}
      </button>
      {nextKey.words === '' || previousKey.words === '' ? null : (
        <span className="hint wide-only">{words.stepHint(nextKey.words, previousKey.words)}</span>
      )}
    </div>
  );
}

function backWords(query: EntryFilter): string {
  const where = query.where.trim();
  if (where === '') return words.backToFilter;
  return words.backToSearch(where.length > SHOWN_CHARACTERS ? `${where.slice(0, SHOWN_CHARACTERS)}…` : where);
}

/** Offered only while there is something to go back to, and after all others: Escape leaves the context first. */
function BackCommand({ feed }: { feed: LiveFeed }): null {
  useCommands(useMemo(() => contextCommands(feed), [feed]));
  return null;
}
