import type { ReactNode } from 'react';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export-format.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { areDefaultColumns, unchosenColumns, withColumn } from '../plan/column-order.ts';
import { columnWords } from '../plan/plan-words.ts';
import { ColumnList } from './column-list.tsx';
import { FoldedPanel } from './folded-panel.tsx';
import { RawColumnField } from './raw-column-field.tsx';
import type { PlanProps } from './use-export-form.ts';

const words = texts.export;

/** Which columns the files have, and in which order; any field of the log can be one. */
export function ColumnPanel({ plan, onChange }: PlanProps): ReactNode {
  const { columns } = plan;
  if (plan.format === 'journal') {
    return (
      <section className="panel">
        <h2>{words.columns}</h2>
        <p className="hint">{words.columnsOfJournal}</p>
      </section>
    );
  }
  function add(column: string): void {
    onChange({ columns: withColumn(columns, column) });
  }
  return (
    <FoldedPanel title={words.columns} summary={columnWords(columns)}>
      <ColumnList
        columns={columns}
        onChange={(changed) => {
          onChange({ columns: changed });
        }}
      />
      <div className="more-columns" role="group" aria-label={words.moreColumns}>
        {unchosenColumns(columns).map((column) => (
          <button
            key={column}
            type="button"
            className="button button-small"
            aria-label={words.addColumn(column)}
            title={words.columnHints[column]}
            onClick={() => {
              add(column);
            }}
          >
            <Icon name="plus" />
            <code>{column}</code>
          </button>
        ))}
      </div>
      <div className="field-row">
        <RawColumnField columns={columns} onAdd={add} />
        <button
          type="button"
          className="button button-small"
          disabled={areDefaultColumns(columns)}
          onClick={() => {
            onChange({ columns: DEFAULT_EXPORT_COLUMNS });
          }}
        >
          {words.defaultColumns}
        </button>
      </div>
    </FoldedPanel>
  );
}
