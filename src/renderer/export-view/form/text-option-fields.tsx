import type { ReactNode } from 'react';
import type { TextOptions } from '#contract/export-format.ts';
import { Choice } from '../../components/choice.tsx';
import { texts } from '../../texts.ts';
import { CheckField } from './check-field.tsx';
import type { PlanProps } from './use-export-form.ts';

const words = texts.export.textOptions;
const DELIMITERS = [',', ';', '\t', '|'] as const satisfies readonly TextOptions['delimiter'][];
const LINE_ENDS = ['crlf', 'lf'] as const satisfies readonly TextOptions['lineEnd'][];

/** How CSV and TSV are written. */
export function TextOptionFields({ plan, onChange }: PlanProps): ReactNode {
  const { text } = plan;
  function change(changes: Partial<TextOptions>): void {
    onChange({ text: { ...text, ...changes } });
  }
  return (
    <>
      <div className="choice-rows">
        {plan.format === 'csv' ? (
          <div className="choice-row">
            <span>{words.delimiter}</span>
            <Choice<TextOptions['delimiter']>
              name={words.delimiter}
              options={DELIMITERS.map((value) => ({ value, label: words.delimiterChoices[value] }))}
              value={text.delimiter}
              onChange={(delimiter) => {
                change({ delimiter });
              }}
            />
          </div>
        ) : null}
        <div className="choice-row">
          <span>{words.lineEnd}</span>
          <Choice<TextOptions['lineEnd']>
            name={words.lineEnd}
            options={LINE_ENDS.map((value) => ({ value, label: words.lineEndChoices[value] }))}
            value={text.lineEnd}
            onChange={(lineEnd) => {
              change({ lineEnd });
            }}
          />
        </div>
      </div>
      <CheckField
        name={words.header}
        isOn={text.hasHeader}
        onChange={(hasHeader) => {
          change({ hasHeader });
        }}
      />
      <CheckField
        name={words.byteOrderMark}
        hint={words.byteOrderMarkHint}
        isOn={text.hasByteOrderMark}
        onChange={(hasByteOrderMark) => {
          change({ hasByteOrderMark });
        }}
      />
      <CheckField
        name={words.neutralise}
        hint={words.neutraliseHint}
        isOn={text.neutralisesFormulas}
        onChange={(neutralisesFormulas) => {
          change({ neutralisesFormulas });
        }}
      />
    </>
  );
}
