import type { ReactNode } from 'react';
import { Choice } from '../components/choice.tsx';
import { texts } from '../texts.ts';
import type { ExportPlan } from './export-plan.ts';
import { withFormat } from './export-plan.ts';

export interface PlanProps {
  plan: ExportPlan;
  onChange: (plan: ExportPlan) => void;
}

/** CSV or JSON Lines, and whether spreadsheets are protected from formulas in the log. */
export function FormatChooser({ plan, onChange }: PlanProps): ReactNode {
  return (
    <fieldset className="panel">
      <legend>{texts.export.format}</legend>
      <Choice
        name={texts.export.format}
        options={[
          { value: 'csv', label: texts.export.formats.csv },
          { value: 'jsonl', label: texts.export.formats.jsonl },
        ]}
        value={plan.format}
        onChange={(format) => {
          onChange(withFormat(plan, format));
        }}
      />
      <p className="hint">{texts.export.formatHints[plan.format]}</p>
      {plan.format === 'csv' ? (
        <label className="check">
          <input
            type="checkbox"
            checked={plan.neutralisesFormulas}
            onChange={(event) => {
              onChange({ ...plan, neutralisesFormulas: event.target.checked });
            }}
          />
          <span>
            {texts.export.neutralise}
            <small>{texts.export.neutraliseHint}</small>
          </span>
        </label>
      ) : null}
    </fieldset>
  );
}
