import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { useAppModel } from '../../app-model.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { AppError } from '#contract/errors.ts';
import { ScheduleItem } from './schedule-item.tsx';

const words = texts.schedules;

/** The exports that run by themselves; not drawn as long as there is none. */
export function ScheduleList(): ReactNode {
  const { schedules } = useAppModel();
  const known = useStore(schedules.schedules) ?? [];
  const [removed, setRemoved] = useState<ExportSchedule | null>(null);
  if (known.length === 0 && removed === null) return null;
  return (
    <section className="schedules" aria-label={words.name}>
      <h2>{words.title}</h2>
      <ul>
        {known.map((schedule) => (
          <ScheduleItem
            key={schedule.name}
            schedule={schedule}
            onRemoved={() => {
              setRemoved(schedule);
            }}
          />
        ))}
      </ul>
      {removed === null ? null : (
        <RemovedNote
          schedule={removed}
          onDone={() => {
            setRemoved(null);
          }}
        />
      )}
      <p className="hint">
        {words.onlyWhileRunning} {words.withoutAppGuide}
      </p>
    </section>
  );
}

/** Its watermark stays, so that it can be put back as it was. */
function RemovedNote({ schedule, onDone }: { schedule: ExportSchedule; onDone: () => void }): ReactNode {
  const { host, schedules } = useAppModel();
  const [failure, setFailure] = useState<AppError | null>(null);

  async function putBack(): Promise<void> {
    const { name, request, trigger, isEnabled } = schedule;
    try {
      await host.call('schedules.save', {
        schedule: { name, request, trigger, isEnabled },
        replacesExisting: false,
        startsAt: 'now',
      });
      await schedules.read();
      onDone();
    } catch (error) {
      setFailure(appErrorOf(error));
    }
  }

  return (
    <div role="alert" className="schedule-removed">
      <span>{words.removed(schedule.name)}</span>
      <button type="button" className="button button-small" onClick={() => void putBack()}>
        {words.undo}
      </button>
      {failure === null ? null : <ProblemNotice problem={failure} place="inline" />}
    </div>
  );
}
