import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedQueriesFile } from '#contract/annotations.ts';
import { useAppModel } from '../../app-model.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { startDownload } from '../../export-view/start-download.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { readQueriesFile } from '../../state/saved-queries.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

/** What stands below the list after a file was read. */
type ImportState =
  | { kind: 'idle' }
  | { kind: 'problem'; words: readonly string[] }
  | { kind: 'conflict'; queries: SavedQueriesFile['queries']; count: number };

/** Writes the saved queries to a file and reads them from one. */
export function SavedQueriesFileButtons(): ReactNode {
  const { announcer, host, savedQueries, shell } = useAppModel();
  const queries = useStore(savedQueries.queries);
  const isDesktop = useStore(shell)?.canChooseFile === true;
  const [state, setState] = useState<ImportState>({ kind: 'idle' });
  const fileInput = useRef<HTMLInputElement>(null);

  async function keep(read: SavedQueriesFile['queries'], onConflict: 'replace' | 'keep-both'): Promise<void> {
    const { saved, refused } = await savedQueries.import(read, onConflict, texts.savedQueries.copyName);
    announcer.say(texts.savedQueries.imported(saved));
    const words = refused.map(({ name, problem }) => texts.savedQueries.badQuery(name, problem.message));
    setState(words.length === 0 ? { kind: 'idle' } : { kind: 'problem', words });
  }

  async function writeFile(): Promise<void> {
    const text = savedQueries.fileText();
    const suggestedName = texts.savedQueries.fileName;
    if (!isDesktop) {
      startDownload(`data:application/json;charset=utf-8,${encodeURIComponent(text)}`, suggestedName);
      return;
    }
    try {
      const { path } = await host.call('shell.saveText', { suggestedName, text });
      if (path !== null) announcer.say(texts.savedQueries.written(path));
      setState({ kind: 'idle' });
    } catch (error) {
      const { message, remedy } = appErrorOf(error);
      setState({ kind: 'problem', words: [remedy === undefined ? message : `${message} ${remedy}`] });
    }
  }

  async function readFile(file: File): Promise<void> {
    const read = readQueriesFile(await file.text());
    switch (read.kind) {
      case 'not-json':
        setState({ kind: 'problem', words: [texts.savedQueries.notJson(file.name)] });
        return;
      case 'not-queries':
        setState({
          kind: 'problem',
          words: [texts.savedQueries.notQueries(file.name, read.place, read.reason)],
        });
        return;
      case 'queries': {
        const count = savedQueries.conflicts(read.queries).length;
        // One that was saved elsewhere a moment ago, and is not known here yet, is not to be lost.
        if (count === 0) await keep(read.queries, 'keep-both');
        else setState({ kind: 'conflict', queries: read.queries, count });
        return;
      }
      default:
        read satisfies never;
    }
  }

  return (
    <footer className="saved-queries-file">
      {queries.length === 0 ? null : (
        <>
          <button type="button" className="button button-small" onClick={() => void writeFile()}>
            {texts.savedQueries.exportFile}
          </button>
          <CopyButton text={() => savedQueries.fileText()} label={texts.savedQueries.copyFile} />
        </>
      )}
      <button type="button" className="button button-small" onClick={() => fileInput.current?.click()}>
        {texts.savedQueries.importFile}
      </button>
      <input
        ref={fileInput}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={texts.savedQueries.importFile}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again after it was mended.
          event.target.value = '';
          if (file !== undefined) void readFile(file);
        }}
      />
      {state.kind === 'problem' ? (
        <ul className="field-problem" role="alert">
          {state.words.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      {state.kind === 'conflict' ? (
        <div className="save-query-problem" role="alert">
          <span>{texts.savedQueries.conflict(state.count, state.queries.length)}</span>
          <span className="save-query-answers">
            <button
              type="button"
              className="button button-small"
              onClick={() => void keep(state.queries, 'replace')}
            >
              {texts.savedQueries.replaceAll}
            </button>
            <button
              type="button"
              className="button button-small"
              onClick={() => void keep(state.queries, 'keep-both')}
            >
              {texts.savedQueries.keepBoth}
            </button>
            <button
              type="button"
              className="button button-small"
              onClick={() => {
                setState({ kind: 'idle' });
              }}
            >
              {texts.savedQueries.cancel}
            </button>
          </span>
        </div>
      ) : null}
    </footer>
  );
}
