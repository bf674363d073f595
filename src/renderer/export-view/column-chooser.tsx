import type { ReactNode } from 'react';
import { DEFAULT_EXPORT_COLUMNS, EXPORT_COLUMNS } from '#contract/export.ts';
import { texts } from '../texts.ts';
import { allColumns } from './export-plan.ts';
import type { PlanProps } from './format-chooser.tsx';

/** Which columns, in the order of the file; any raw field can be one. */
export function ColumnChooser({ plan, onChange }: PlanProps): ReactNode {
  function toggle(column: string, isChosen: boolean): void {
    const chosen = new Set(plan.columns);
    if (isChosen) chosen.add(column);
    else chosen.delete(column);
    onChange({ ...plan, columns: EXPORT_COLUMNS.filter((each) => chosen.has(each)) });
  }

  return (
    <details className="panel">
      <summary>
        <span className="panel-title">{texts.export.columns}</span>
        <span className="hint">{allColumns(plan).join(', ')}</span>
      </summary>
      <div className="columns" role="group" aria-label={texts.export.columns}>
        {EXPORT_COLUMNS.map((column) => (
          <label key={column} className="check">
            <input
              type="checkbox"
              checked={plan.columns.includes(column)}
              onChange={(event) => {
                toggle(column, event.target.checked);
              }}
            />
            <code>{column}</code>
          </label>
        ))}
      </div>
      <label className="field">
        <span>{texts.export.fieldNames}</span>
        <input
          type="text"
          className="code-input"
          placeholder={texts.export.fieldNamesExample}
          spellCheck={false}
          autoComplete="off"
          value={plan.fieldNames}
          onChange={(event) => {
            onChange({ ...plan, fieldNames: event.target.value });
          }}
        />
      </label>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          onChange({ ...plan, columns: DEFAULT_EXPORT_COLUMNS, fieldNames: '' });
        }}
      >
        {texts.export.defaultColumns}
      </button>
    </details>
  );
}
