import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { KindChoice } from './kind-choice.tsx';
import { SourceFields } from './source-fields.tsx';
import { EMPTY_DRAFT, specOfDraft, type SourceDraft } from './source-kinds.ts';

const words = texts.addSource;

/** Asks what is to be captured, too. The specification that comes of it is shown while it is filled in. */
export function AddSourceDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { host, announcer } = useAppModel();
  const [draft, setDraft] = useState<SourceDraft>(EMPTY_DRAFT);
  const [problem, setProblem] = useState<AppError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const spec = specOfDraft(draft);

  function change(parts: Partial<SourceDraft>): void {
    setDraft((before) => ({ ...before, ...parts }));
    setProblem(null);
  }

  async function add(): Promise<void> {
    if (spec === null || isBusy) return;
    setIsBusy(true);
    try {
      const { sources } = await host.call('sources.add', { spec });
      announcer.say(texts.changeSources.said.added(sources.map((source) => source.spec).join(', ')));
      onClose();
    } catch (error) {
      setProblem(appErrorOf(error));
      setIsBusy(false);
    }
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void add();
  }

  return (
    <Dialog title={words.title} className="add-source" onClose={onClose}>
      <form className="add-source-form" onSubmit={submit}>
        <KindChoice
          kind={draft.kind}
          onChange={(kind) => {
            change({ kind });
          }}
        />
        <SourceFields draft={draft} onChange={change} />
        <p className="used-spec" aria-live="polite" hidden={draft.kind === 'spec'}>
          <span className="field-name">{words.used}</span>{' '}
          {spec === null ? <span className="hint">{words.unfinished}</span> : <code>{spec}</code>}
        </p>
        {problem === null ? null : <ProblemNotice problem={shown(problem)} place="inline" />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button
            type="submit"
            className="button button-primary"
            disabled={spec === null}
            aria-disabled={isBusy ? true : undefined}
          >
            {words.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What a specification can be, the form shows better than a list of them. */
function shown({ code, message, remedy }: AppError): { message: string; remedy?: string | undefined } {
  return code === 'source.invalid' ? { message } : { message, remedy };
}
