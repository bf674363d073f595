import type { ReactNode } from 'react';
import { texts } from '../../texts.ts';
import type { SplitChoice } from '../plan/export-plan.ts';
import { splitFaults } from '../plan/split-limits.ts';
import { CheckField } from './check-field.tsx';
import { NumberField } from './number-field.tsx';
import { SelectField } from './select-field.tsx';
import type { PlanProps } from './use-export-form.ts';

const words = texts.export.split;
const UNITS = ['MB', 'GB'] as const satisfies readonly SplitChoice['sizeUnit'][];

/** When a new file begins: after rows, before a size, or whichever comes first. */
export function SplitFields({ plan, onChange }: PlanProps): ReactNode {
  const { split } = plan;
  const faults = splitFaults(split);
  function change(changes: Partial<SplitChoice>): void {
    onChange({ split: { ...split, ...changes } });
  }
  return (
    <>
      <div className="limit-row">
        <CheckField
          name={words.byRows}
          isOn={split.isByRows}
          onChange={(isByRows) => {
            change({ isByRows });
          }}
        />
        <NumberField
          name={words.rows}
          value={split.rows}
          digits={12}
          isDisabled={!split.isByRows}
          fault={faults.rows ? words.rowsFault : null}
          onChange={(rows) => {
            change({ rows });
          }}
        />
      </div>
      <div className="limit-row">
        <CheckField
          name={words.bySize}
          isOn={split.isBySize}
          onChange={(isBySize) => {
            change({ isBySize });
          }}
        />
        <NumberField
          name={words.size}
          value={split.size}
          digits={7}
          isDisabled={!split.isBySize}
          fault={faults.size ? words.sizeFault : null}
          onChange={(size) => {
            change({ size });
          }}
        />
        <SelectField
          name={words.unit}
          isNamed={false}
          options={UNITS.map((value) => ({ value, label: value }))}
          value={split.sizeUnit}
          isDisabled={!split.isBySize}
          onChange={(sizeUnit) => {
            change({ sizeUnit });
          }}
        />
        <span className="hint">{words.sizeHint}</span>
      </div>
    </>
  );
}
