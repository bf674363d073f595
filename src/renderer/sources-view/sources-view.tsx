import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import type { DialogName } from '../commands/app-commands.ts';
import { askForFile } from '../commands/file-commands.ts';
import { Icon } from '../components/icon.tsx';
import { formatBytes, formatCount } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { AddSourceDialog } from './add-source/add-source-dialog.tsx';
import { CaptureButton } from './capture-button.tsx';
import { CapturedSources, isOfCapture } from './captured-sources.tsx';
import { GapList } from './gap-list.tsx';
import { LogAccessPanel } from './log-access/log-access-panel.tsx';
import { QuarantineList } from './quarantine/quarantine-list.tsx';
import { StoredSources } from './stored-sources.tsx';

const words = texts.changeSources;

/** What is captured and how well, and what else could be: every source's state and numbers, what is missing, what could not be read. */
export function SourcesView({ onOpen }: { onOpen: (dialog: DialogName) => void }): ReactNode {
  const model = useAppModel();
  const status = useStore(model.status);
  const shell = useStore(model.shell);
  const [isAdding, setIsAdding] = useState(false);
  const isLog = shell !== null && shell.openedFile === null;
  const canChange = isLog && status?.capture === 'here';
  const add = (): void => {
    setIsAdding(true);
  };
  return (
    <main className="page sources-view" aria-label={texts.navigation.sources}>
      <div className="page-head">
        <h1>{texts.sources.title}</h1>
        <div className="page-actions">
          {canChange ? (
            <button type="button" className="button button-primary" onClick={add}>
              <Icon name="plus" />
              {words.add}
            </button>
          ) : null}
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
      </div>
      {status === null ? (
        <p className="hint">{texts.empty.loading}</p>
      ) : (
        <>
          <p className="hint">
            {texts.sources.store(formatCount(status.entries), formatBytes(status.databaseBytes))}{' '}
            <code>{status.dataDir}</code>
          </p>
          {canChange && status.namesSources ? <p className="hint">{words.held}</p> : null}
          {isLog && status.capture === 'elsewhere' ? <p className="hint">{words.elsewhere}</p> : null}
          <CapturedSources status={status} canChange={canChange} onAdd={add} />
          <StoredSources
            sources={status.sources.filter((source) => !isOfCapture(source))}
            canChange={canChange}
          />
          {isLog ? (
            <LogAccessPanel
              captured={status.sources.filter(isOfCapture).map(({ spec }) => spec)}
              {...(canChange
                ? { renderAction: (spec: string) => <CaptureButton spec={spec} name={words.capture} /> }
                : {})}
            />
          ) : null}
          <GapList sources={status.sources} />
          <QuarantineList sources={status.sources} />
        </>
      )}
      {isAdding ? (
        <AddSourceDialog
          onClose={() => {
            setIsAdding(false);
          }}
        />
      ) : null}
    </main>
  );
}
