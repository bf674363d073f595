import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { useAppModel } from '../app-model.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './problem-notice.tsx';

const words = texts.openFile;

/**
 * Asks for an exported file: by its path, or again in the system's dialog when the chosen one could not be opened.
 * While it is opened the button keeps the focus: a disabled one would lose it to the page behind.
 */
export function OpenFileDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { files, shell } = useAppModel();
  const { isBusy, problem } = useStore(files.state);
  const canChoose = useStore(shell)?.canChooseFile === true;
  return (
    <Dialog title={words.title} className="open-file" onClose={onClose}>
      {canChoose ? (
        <button
          type="button"
          className="button button-primary"
          data-takes-focus
          aria-disabled={isBusy ? true : undefined}
          onClick={() => void files.open(null)}
        >
          {words.choose}
        </button>
      ) : (
        <PathForm />
      )}
      <div className="open-file-answer" aria-live="polite">
        {isBusy ? (
          <p className="hint">{words.opening}</p>
        ) : problem === null ? (
          <p className="hint">{words.formats}</p>
        ) : (
          <ProblemNotice problem={problem} place="inline" />
        )}
      </div>
    </Dialog>
  );
}

function PathForm(): ReactNode {
  const { files } = useAppModel();
  const { isBusy, problem } = useStore(files.state);
  const [path, setPath] = useState('');

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void files.open(path.trim());
  }

  return (
    <form className="open-file-form" onSubmit={submit}>
      <label className="field field-grow">
        <span>{words.path}</span>
        <input
          type="text"
          className="code-input"
          data-takes-focus
          aria-invalid={problem !== null}
          placeholder={words.placeholder}
          value={path}
          maxLength={4096}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => {
            setPath(event.target.value);
            files.forgetProblem();
          }}
        />
      </label>
      <button
        type="submit"
        className="button button-primary"
        disabled={path.trim() === ''}
        aria-disabled={isBusy ? true : undefined}
      >
        {words.open}
      </button>
    </form>
  );
}
