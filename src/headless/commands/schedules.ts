import { AppError } from '#contract/errors.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { savedQueryKey } from '#core/annotations/saved-query-key.ts';
import type { Engine } from '#core/engine/engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readRequiredWord } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { openStoredEngine } from './open-engine.ts';
import { scheduleListText, scheduleText } from './schedule-text.ts';

/** `hydrant schedules list`: all recurring exports, by name. */
export async function listSchedules(values: OptionValues, interruption: Interruption): Promise<number> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const { schedules } = await engine.call('schedules.list', {}, interruption.signal);
  await writeOutput(readFlag(values, 'json') ? asJson({ schedules }) : scheduleListText(schedules));
  return EXIT_CODE.done;
}

/** `hydrant schedules show NAME`: everything that is known of one. */
export async function showSchedule(values: OptionValues, interruption: Interruption): Promise<number> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const { schedules } = await engine.call('schedules.list', {}, interruption.signal);
  const schedule = findSchedule(schedules, readRequiredWord(values, 'NAME'));
  await writeOutput(readFlag(values, 'json') ? asJson(schedule) : scheduleText(schedule));
  return EXIT_CODE.done;
}

/** `hydrant schedules enable NAME`. */
export async function enableSchedule(values: OptionValues, interruption: Interruption): Promise<number> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  return await setEnabled(engine, values, true, interruption);
}

/** `hydrant schedules disable NAME`. */
export async function disableSchedule(values: OptionValues, interruption: Interruption): Promise<number> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  return await setEnabled(engine, values, false, interruption);
}

/** `hydrant schedules remove NAME`. */
export async function removeSchedule(values: OptionValues, interruption: Interruption): Promise<number> {
  const name = readRequiredWord(values, 'NAME');
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  await engine.call('schedules.remove', { name }, interruption.signal);
  if (process.stderr.isTTY) printNote(`"${name}" is forgotten; its batches stay`);
  return EXIT_CODE.done;
}

/** The recurring export of that name, whatever its case. Throws an AppError `schedule.not-found` that lists the names there are. */
export function findSchedule(schedules: readonly ExportSchedule[], name: string): ExportSchedule {
  const key = savedQueryKey(name);
  const found = schedules.find((schedule) => savedQueryKey(schedule.name) === key);
  if (found !== undefined) return found;
  throw new AppError('schedule.not-found', `There is no recurring export "${name}"`, {
    remedy:
      schedules.length === 0
        ? 'hydrant schedules add makes one'
        : `use one of ${schedules.map((schedule) => `"${schedule.name}"`).join(', ')}`,
  });
}

async function setEnabled(
  engine: Pick<Engine, 'call'>,
  values: OptionValues,
  isEnabled: boolean,
  interruption: Interruption,
): Promise<number> {
  const name = readRequiredWord(values, 'NAME');
  await engine.call('schedules.setEnabled', { name, isEnabled }, interruption.signal);
  if (process.stderr.isTTY) printNote(`"${name}" is ${isEnabled ? 'on' : 'off'}`);
  return EXIT_CODE.done;
}

function asJson(report: unknown): string {
  return `${JSON.stringify(report, null, process.stdout.isTTY ? 2 : 0)}\n`;
}
