import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import type { DialogName } from '../commands/app-commands.ts';
import { askForFile } from '../commands/file-commands.ts';
import { Icon } from '../components/icon.tsx';
import { formatBytes, formatCount } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { GapList } from './gap-list.tsx';
import { LogAccessPanel } from './log-access/log-access-panel.tsx';
import { QuarantineList } from './quarantine-list.tsx';
import { SourceCard } from './source-card.tsx';

/** What is captured and how well: every source's state and numbers, what is missing, what could not be read. */
export function SourcesView({ onOpen }: { onOpen: (dialog: DialogName) => void }): ReactNode {
  const model = useAppModel();
  const status = useStore(model.status);
  const shell = useStore(model.shell);
  return (
    <main className="page sources-view" aria-label={texts.navigation.sources}>
      <div className="page-head">
        <h1>{texts.sources.title}</h1>
        <button
          type="button"
          className="button"
          onClick={() => {
            askForFile(model, onOpen);
          }}
        >
          <Icon name="file" />
          {texts.commands.titles.fileOpen}
        </button>
      </div>
      {status === null ? (
        <p className="hint">{texts.empty.loading}</p>
      ) : (
        <>
          <p className="hint">
            {texts.sources.store(formatCount(status.entries), formatBytes(status.databaseBytes))}{' '}
            <code>{status.dataDir}</code>
          </p>
          {status.sources.length === 0 ? <p>{texts.status.noSource}</p> : null}
          {status.sources.map((source) => (
            <SourceCard key={source.id} source={source} />
          ))}
          {shell === null || shell.openedFile !== null ? null : (
            <LogAccessPanel captured={status.sources.map(({ spec }) => spec)} />
          )}
          <GapList sources={status.sources} />
          <QuarantineList sources={status.sources} />
        </>
      )}
    </main>
  );
}
