import { AppError } from '#contract/errors.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import type { Engine } from '#core/engine/engine.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readText } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { readSchedule, withQuery, type ScheduleOrder } from '../command-line/read-schedule.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { addSavedQuery } from './add-saved-query.ts';
import { openStoredEngine } from './open-engine.ts';
import { triggerText } from './schedule-text.ts';

/** `hydrant schedules add NAME`: a recurring export. */
export async function addSchedule(values: OptionValues): Promise<number> {
  const order = readSchedule(values, Date.now() * 1000);
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const { name, trigger } = await saveSchedule(engine, order, readText(values, 'saved'));
  if (process.stderr.isTTY) printNote(`"${name}" runs ${triggerText(trigger)}, while a Hydrant captures`);
  return EXIT_CODE.done;
}

/**
 * Saves a recurring export with the query that --saved names.
 * @param saved - undefined: the option was not given. Of the saved query that is there now a copy is kept.
 */
export async function saveSchedule(
  engine: Pick<Engine, 'call'>,
  { schedule, startsAt, replacesExisting }: ScheduleOrder,
  saved: string | undefined,
): Promise<ExportSchedule> {
  const query = await addSavedQuery(engine, saved, schedule.request.query);
  const params = { schedule: withQuery(schedule, query), startsAt, replacesExisting };
  try {
    return (await engine.call('schedules.save', params)).schedule;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'schedule.exists') throw error;
    throw new AppError(error.code, error.message, {
      remedy: 'choose another name, or replace it with --replace',
      cause: error,
    });
  }
}
