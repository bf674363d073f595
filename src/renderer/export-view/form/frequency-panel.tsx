import type { ReactNode } from 'react';
import { useId } from 'react';
import { Choice } from '../../components/choice.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { texts } from '../../texts.ts';
import type { ExportPlan } from '../plan/export-plan.ts';
import { withFrequency } from '../plan/export-plan.ts';
import type { Recurrence } from '../plan/recurrence.ts';
import { SelectField } from './select-field.tsx';
import { TriggerFields } from './trigger-fields.tsx';
import type { ExportForm } from './use-export-form.ts';

const words = texts.schedules;
const KINDS = [
  'interval',
  'entries',
  'first-error',
  'error-burst',
  'start',
] as const satisfies readonly Recurrence['kind'][];

/** Once, or again and again; and what makes it run. */
export function FrequencyPanel({ form }: { form: ExportForm }): ReactNode {
  const { plan, onChange } = form;
  return (
    <fieldset className="panel">
      <legend>{texts.export.frequency}</legend>
      <Choice<ExportPlan['frequency']>
        name={texts.export.frequency}
        options={[
          { value: 'once', label: texts.export.frequencies.once },
          { value: 'recurring', label: texts.export.frequencies.recurring },
        ]}
        value={plan.frequency}
        onChange={(frequency) => {
          onChange(withFrequency(plan, frequency));
        }}
      />
      {plan.frequency === 'recurring' ? <RecurrenceFields form={form} /> : null}
    </fieldset>
  );
}

function RecurrenceFields({ form }: { form: ExportForm }): ReactNode {
  const { recurrence } = form.plan;
  function change(changes: Partial<Recurrence>): void {
    form.onChange({ recurrence: { ...recurrence, ...changes } });
  }
  return (
    <>
      <ScheduleNameField recurrence={recurrence} onChange={change} />
      <div className="field-row trigger">
        <SelectField
          name={words.trigger}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={recurrence.kind}
          onChange={(kind) => {
            change({ kind });
          }}
        />
        <TriggerFields recurrence={recurrence} onChange={change} />
      </div>
      {form.faults.trigger ? <p className="field-problem">{texts.export.faults.trigger}</p> : null}
      {recurrence.editing === null ? (
        <div className="choice-row">
          <span>{words.startsAt}</span>
          <Choice<Recurrence['startsAt']>
            name={words.startsAt}
            options={[
              { value: 'beginning', label: words.startsAtChoices.beginning },
              { value: 'now', label: words.startsAtChoices.now },
            ]}
            value={recurrence.startsAt}
            onChange={(startsAt) => {
              change({ startsAt });
            }}
          />
        </div>
      ) : null}
      <WithoutAppNote />
    </>
  );
}

interface RecurrenceProps {
  recurrence: Recurrence;
  onChange: (changes: Partial<Recurrence>) => void;
}

function ScheduleNameField({ recurrence, onChange }: RecurrenceProps): ReactNode {
  const hintId = useId();
  const isFixed = recurrence.editing !== null;
  return (
    <div className="noted-field">
      <label className="field">
        <span>{words.scheduleName}</span>
        <input
          type="text"
          maxLength={100}
          autoComplete="off"
          placeholder={words.scheduleNameExample}
          value={recurrence.name}
          readOnly={isFixed}
          aria-describedby={isFixed ? hintId : undefined}
          onChange={(event) => {
            onChange({ name: event.target.value });
          }}
        />
      </label>
      {isFixed ? (
        <span id={hintId} className="hint">
          {words.nameStays}
        </span>
      ) : null}
    </div>
  );
}

/** What does not work while Hydrant is closed, and what does instead. */
function WithoutAppNote(): ReactNode {
  return (
    <div className="without-app hint">
      <p>
        {words.onlyWhileRunning} {words.withoutApp}
      </p>
      <div className="code-box">
        <code>{words.withoutAppCommand}</code>
        <CopyButton text={() => words.withoutAppCommand} label={texts.copy.command} isCompact />
      </div>
      <p>{words.withoutAppGuide}</p>
    </div>
  );
}
