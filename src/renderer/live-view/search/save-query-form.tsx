import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { querySentence } from '../../export-view/query-words.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { queryOf } from '../../state/entry-filter.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

/** Gives what is shown a name. */
export function SaveQueryForm(): ReactNode {
  const { announcer, feed, savedQueries, settings } = useAppModel();
  const { requested } = useStore(feed.state);
  const { timeZone } = useStore(settings);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);

  async function save(replacesExisting: boolean): Promise<void> {
    try {
      await savedQueries.save(name, queryOf(requested), replacesExisting);
      announcer.say(texts.savedQueries.saved(name.trim()));
      // What was typed meanwhile is the next name.
      setName((typed) => (typed === name ? '' : typed));
      setProblem(null);
    } catch (error) {
      setProblem(appErrorOf(error));
    }
  }

  return (
    <form
      className="save-query"
      onSubmit={(event) => {
        event.preventDefault();
        void save(false);
      }}
    >
      <label className="field">
        <span>{texts.savedQueries.saveAs}</span>
        <input
          type="text"
          value={name}
          maxLength={100}
          required
          pattern=".*\S.*"
          placeholder={texts.savedQueries.namePlaceholder}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            setProblem(null);
          }}
        />
      </label>
      <button type="submit" className="button">
        {texts.savedQueries.save}
      </button>
      <p className="hint">{querySentence(queryOf(requested), timeZone)}</p>
      <SaveProblem
        problem={problem}
        name={name.trim()}
        onReplace={() => void save(true)}
        onCancel={() => {
          setProblem(null);
        }}
      />
    </form>
  );
}

interface SaveProblemProps {
  problem: AppError | null;
  name: string;
  onReplace: () => void;
  onCancel: () => void;
}

/** Why a name could not be given; whether one that exists is to be replaced is asked here, in place. */
export function SaveProblem({ problem, name, onReplace, onCancel }: SaveProblemProps): ReactNode {
  if (problem === null) return null;
  const isTaken = problem.code === 'savedQuery.exists';
  return (
    <div className="save-query-problem" role="alert">
      <span className="field-problem">{isTaken ? texts.savedQueries.exists(name) : problem.message}</span>
      {isTaken ? (
        <span className="save-query-answers">
          <button type="button" className="button button-small" onClick={onReplace}>
            {texts.savedQueries.replace}
          </button>
          <button type="button" className="button button-small" onClick={onCancel}>
            {texts.savedQueries.cancel}
          </button>
        </span>
      ) : null}
    </div>
  );
}
