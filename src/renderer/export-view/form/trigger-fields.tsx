import type { ReactNode } from 'react';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { Recurrence } from '../plan/recurrence.ts';
import { CheckField } from './check-field.tsx';
import { NumberField } from './number-field.tsx';
import { SelectField } from './select-field.tsx';

const words = texts.schedules;
const UNITS = ['minutes', 'hours', 'days'] as const satisfies readonly Recurrence['unit'][];

interface TriggerFieldsProps {
  recurrence: Recurrence;
  onChange: (changes: Partial<Recurrence>) => void;
}

/** The numbers of a trigger, each kind with its own. */
export function TriggerFields({ recurrence, onChange }: TriggerFieldsProps): ReactNode {
  switch (recurrence.kind) {
    case 'interval':
      return <IntervalFields recurrence={recurrence} onChange={onChange} />;
    case 'entries':
      return (
        <NumberField
          name={words.entries}
          isNamed
          value={recurrence.entries}
          digits={12}
          onChange={(entries) => {
            onChange({ entries });
          }}
        />
      );
    case 'first-error':
      return (
        <>
          <SeverityField recurrence={recurrence} onChange={onChange} />
          <NumberField
            name={words.quietMinutes}
            isNamed
            value={recurrence.quietMinutes}
            onChange={(quietMinutes) => {
              onChange({ quietMinutes });
            }}
          />
          <SettleNote recurrence={recurrence} />
        </>
      );
    case 'error-burst':
      return (
        <>
          <NumberField
            name={words.errors}
            isNamed
            value={recurrence.errors}
            digits={7}
            onChange={(errors) => {
              onChange({ errors });
            }}
          />
          <SeverityField recurrence={recurrence} onChange={onChange} />
          <NumberField
            name={words.withinMinutes}
            isNamed
            value={recurrence.withinMinutes}
            digits={7}
            onChange={(withinMinutes) => {
              onChange({ withinMinutes });
            }}
          />
          <SettleNote recurrence={recurrence} />
        </>
      );
    case 'start':
      return <p className="hint trigger-note">{words.startHint}</p>;
  }
}

function IntervalFields({ recurrence, onChange }: TriggerFieldsProps): ReactNode {
  const { unit, at } = recurrence;
  return (
    <>
      <NumberField
        name={words.every}
        isNamed
        value={recurrence.every}
        digits={5}
        onChange={(every) => {
          onChange({ every });
        }}
      />
      <SelectField
        name={words.unit}
        isNamed={false}
        options={UNITS.map((value) => ({ value, label: words.units[value] }))}
        value={unit}
        onChange={(chosen) => {
          onChange({ unit: chosen });
        }}
      />
      <label className="field">
        <span>{unit === 'days' ? words.at : words.countedFrom}</span>
        <input
          type="time"
          value={at}
          onChange={(event) => {
            onChange({ at: event.target.value });
          }}
        />
      </label>
      <div className="trigger-note">
        <CheckField
          name={words.runsMissed}
          isOn={recurrence.runsMissed}
          onChange={(runsMissed) => {
            onChange({ runsMissed });
          }}
        />
      </div>
    </>
  );
}

function SeverityField({ recurrence, onChange }: TriggerFieldsProps): ReactNode {
  return (
    <SelectField
      name={words.severity}
      options={ALL_SEVERITIES.map((severity) => ({
        value: String(severity),
        label: words.andWorse(texts.severity[severity] ?? ''),
      }))}
      value={String(recurrence.severity)}
      onChange={(severity) => {
        onChange({ severity: Number(severity) });
      }}
    />
  );
}

function SettleNote({ recurrence: { settleSeconds } }: { recurrence: Recurrence }): ReactNode {
  if (settleSeconds === 0) return null;
  return <p className="hint trigger-note">{words.settleHint(formatCount(settleSeconds))}</p>;
}
