import type { ReactNode } from 'react';
import type { RedactionKind } from '#contract/redaction.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { texts } from '../../texts.ts';
import { redactionWords } from '../plan/plan-words.ts';
import { CheckField } from './check-field.tsx';
import { FoldedPanel } from './folded-panel.tsx';
import type { PlanProps } from './use-export-form.ts';

const words = texts.export.redaction;

/** What is replaced by pseudonyms: nothing, until it is asked for. */
export function RedactionPanel({ plan, onChange }: PlanProps): ReactNode {
  const { redacts } = plan;
  const isAll = redacts.length === REDACTION_KINDS.length;
  function change(kind: RedactionKind, isWanted: boolean): void {
    onChange({
      redacts: REDACTION_KINDS.filter((each) => (each === kind ? isWanted : redacts.includes(each))),
    });
  }
  return (
    <FoldedPanel title={words.title} summary={redactionWords(redacts)}>
      <p className="hint">{words.intro}</p>
      <div className="redaction-kinds">
        {REDACTION_KINDS.map((kind) => (
          <CheckField
            key={kind}
            name={words.titles[kind]}
            hint={words.hints[kind]}
            isOn={redacts.includes(kind)}
            onChange={(isWanted) => {
              change(kind, isWanted);
            }}
          />
        ))}
      </div>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          onChange({ redacts: isAll ? [] : REDACTION_KINDS });
        }}
      >
        {isAll ? words.none : words.all}
      </button>
      <p className="hint">{words.noGuarantee}</p>
    </FoldedPanel>
  );
}
