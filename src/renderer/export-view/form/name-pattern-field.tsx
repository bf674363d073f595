import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useInsertion } from '../../components/use-insertion.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { NameToken } from '#contract/name-pattern.ts';
import { NAME_TOKENS } from '#contract/name-pattern.ts';
import { exampleName } from '../plan/name-pattern.ts';
import { isSplitPlan } from '../plan/plan-faults.ts';
import type { ExportForm } from './use-export-form.ts';

const words = texts.export;
const MOST_CHARACTERS = 200;

/** The names of the files: text, and words in braces that are filled in. An example says what comes of it. */
export function NamePatternField({ form }: { form: ExportForm }): ReactNode {
  const { plan, onChange, faults } = form;
  const noteId = useId();
  const { input, insert } = useInsertion(plan.namePattern, MOST_CHARACTERS, (namePattern) => {
    onChange({ namePattern });
  });

  return (
    <div className="name-pattern">
      <label className="field">
        <span>{words.namePattern}</span>
        <input
          ref={input}
          type="text"
          className="code-input"
          spellCheck={false}
          autoComplete="off"
          maxLength={MOST_CHARACTERS}
          value={plan.namePattern}
          aria-invalid={faults.name !== null}
          aria-describedby={noteId}
          onChange={(event) => {
            onChange({ namePattern: event.target.value });
          }}
        />
      </label>
      <div className="name-tokens" role="group" aria-label={words.nameTokens}>
        {tokensOf(form).map((token) => (
          <button
            key={token}
            type="button"
            className="token-button"
            aria-label={words.insertToken(`{${token}}`)}
            title={words.nameTokenHints[token]}
            onClick={() => {
              insert(`{${token}}`);
            }}
          >
            <code>{`{${token}}`}</code>
          </button>
        ))}
      </div>
      {faults.name === null ? (
        <p id={noteId} className="hint">
          <NameExample form={form} />
        </p>
      ) : (
        <p id={noteId} className="field-problem">
          {words.faults.name[faults.name.kind](faults.name.found)}
        </p>
      )}
    </div>
  );
}

/** What each batch of this kind has; the others would always say the same. */
function tokensOf({ plan }: ExportForm): NameToken[] {
  return NAME_TOKENS.filter((token) => {
    if (token === 'name') return plan.frequency === 'recurring';
    return token !== 'part' || isSplitPlan(plan);
  });
}

function NameExample({ form: { plan } }: { form: ExportForm }): ReactNode {
  const { batches } = useAppModel();
  const newest = useStore(batches.history).batches[0]?.id ?? 0;
  const [openedAtUnixUs] = useState(() => Date.now() * 1_000);
  const { format, compression } = plan;
  const files = { format, compression, isSplit: isSplitPlan(plan) };
  const name =
    plan.frequency === 'recurring'
      ? plan.recurrence.name.trim() || words.exampleName
      : // The engine gives a batch that has no name of its own this one.
        'hydrant';
  const facts = { timeUnixUs: openedAtUnixUs, name, batchId: newest + 1, host: words.exampleHost };
  return words.nameExample(exampleName(plan.namePattern, files, facts));
}
