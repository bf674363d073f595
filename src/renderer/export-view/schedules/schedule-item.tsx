import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { useAppModel } from '../../app-model.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useNow } from '../../state/use-now.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { contentWords } from '../batches/batch-words.ts';
import { formOfSchedule } from '../plan/plan-request.ts';
import { lastRunWords, nextRunWords, waitingWords } from './run-words.ts';
import { triggerWords } from './trigger-words.ts';

const words = texts.schedules;

interface ScheduleItemProps {
  schedule: ExportSchedule;
  onRemoved: () => void;
}

/** One recurring export: what it writes and when, how its last run went, and what can be done with it. */
export function ScheduleItem({ schedule, onRemoved }: ScheduleItemProps): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { name, trigger } = schedule;
  const actions = useScheduleActions(schedule, onRemoved);
  const { isEnabled } = actions;
  const nowUnixUs = useNow(true);
  return (
    <li className={isEnabled ? 'schedule' : 'schedule is-off'} aria-label={name}>
      <div className="schedule-head">
        <strong>
          <LogText text={name} />
        </strong>
        <label className="check schedule-switch">
          <input
            type="checkbox"
            aria-label={words.isOn(name)}
            checked={isEnabled}
            onChange={(event) => {
              actions.setEnabled(event.target.checked);
            }}
          />
          <span aria-hidden="true">{isEnabled ? words.isOnShort : words.isOffShort}</span>
        </label>
      </div>
      <p className="batch-content">
        <LogText text={contentWords(schedule, timeZone)} />
      </p>
      <p>{texts.export.list([triggerWords(trigger), ...nextRunWords(schedule, nowUnixUs, timeZone)])}</p>
      <p className="batch-figures">
        {texts.batches.figures([lastRunWords(schedule, nowUnixUs, timeZone), ...waitingWords(schedule)])}
      </p>
      <div className="batch-actions">
        <ItemButton icon="play" name={words.runNow} of={name} onPress={actions.run} />
        <ItemButton
          icon="edit"
          name={words.edit}
          of={name}
          hint={actions.edit === null ? words.isForeign : undefined}
          onPress={actions.edit}
        />
        <ItemButton icon="remove" name={words.remove} of={name} onPress={actions.remove} />
      </div>
      {actions.failure === null ? null : <ProblemNotice problem={actions.failure} place="inline" />}
    </li>
  );
}

interface ItemButtonProps {
  icon: IconName;
  name: string;
  /** Of which recurring export. */
  of: string;
  hint?: string | undefined;
  /** null: not with this one. */
  onPress: (() => void) | null;
}

function ItemButton({ icon, name, of, hint, onPress }: ItemButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={words.named(name, of)}
      title={hint}
      disabled={onPress === null}
      onClick={() => onPress?.()}
    >
      <Icon name={icon} />
      {name}
    </button>
  );
}

interface ScheduleActions {
  failure: AppError | null;
  /** As it is, or as it was asked for a moment ago. */
  isEnabled: boolean;
  setEnabled: (isEnabled: boolean) => void;
  run: () => void;
  /** null: the form cannot show all of its query. */
  edit: (() => void) | null;
  remove: () => void;
}

function useScheduleActions(schedule: ExportSchedule, onRemoved: () => void): ScheduleActions {
  const { host, announcer, batches, schedules, exportPlan, exportFilter } = useAppModel();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const { name } = schedule;

  async function setEnabled(isEnabled: boolean): Promise<void> {
    setWanted(isEnabled);
    try {
      await host.call('schedules.setEnabled', { name, isEnabled });
      await schedules.read();
    } finally {
      setWanted(null);
    }
  }

  function attempt(action: () => Promise<void>): void {
    setFailure(null);
    action().catch((error: unknown) => {
      setFailure(appErrorOf(error));
    });
  }

  return {
    failure,
    isEnabled: wanted ?? schedule.isEnabled,
    setEnabled: (isEnabled) => {
      attempt(() => setEnabled(isEnabled));
    },
    run: () => {
      attempt(async () => {
        const { batch } = await host.call('schedules.run', { name });
        if (batch !== null) batches.add(batch);
        announcer.say(batch === null ? words.nothingNew(name) : texts.export.started(batch.id));
      });
    },
    edit:
      formOfSchedule(schedule, exportPlan.get()) === null
        ? null
        : () => {
            const form = formOfSchedule(schedule, exportPlan.get());
            if (form === null) return;
            exportPlan.set(form.plan);
            exportFilter.set(form.filter);
            document.querySelector('.export-form')?.scrollIntoView();
          },
    remove: () => {
      attempt(async () => {
        await host.call('schedules.remove', { name });
        onRemoved();
        await schedules.read();
      });
    },
  };
}
