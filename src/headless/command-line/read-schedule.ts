import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { NewExportScheduleInput } from '#contract/export-schedule.ts';
import { newExportScheduleSchema } from '#contract/export-schedule.ts';
import type { EntryQuery } from '#contract/query.ts';
import { checkFolder } from '#core/exports/files/target-folder.ts';
import type { OptionValues } from './option-values.ts';
import { readFlag, readRequiredWord, readText, readWord } from './option-values.ts';
import { readContents } from './read-export-request.ts';
import { readQuery } from './read-query.ts';
import { readTrigger } from './read-trigger.ts';

/** What `hydrant schedules add` asks for. */
export interface ScheduleOrder {
  /** Without the query that --saved names: that takes the store. */
  schedule: NewExportScheduleInput;
  startsAt: 'beginning' | 'now';
  replacesExisting: boolean;
}

/**
 * Turns the options of `hydrant schedules add` into a recurring export. Times of --since and --until are fixed now; those of --where are
 * counted from each run. Throws an AppError `usage` or `query.invalid`; `file.not-found` or `file.permission-denied` when there is no folder
 * to write to: nobody would be there to read it at the first run.
 */
export function readSchedule(values: OptionValues, nowUnixUs: number): ScheduleOrder {
  const target = {
    kind: 'folder' as const,
    directory: readFolder(values),
    namePattern: readText(values, 'name') ?? '{name}-{time}',
  };
  const order: ScheduleOrder = {
    schedule: {
      name: readRequiredWord(values, 'NAME'),
      request: { query: readQuery(values, nowUnixUs), ...readContents(values, target), target },
      trigger: readTrigger(values),
      isEnabled: true,
    },
    startsAt: readWord(values, 'from', ['beginning', 'now'] as const) ?? 'beginning',
    replacesExisting: readFlag(values, 'replace'),
  };
  checkSchedule(order.schedule);
  checkFolder(target.directory);
  return order;
}

/** The recurring export with the query that it is to have in the end. */
export function withQuery(schedule: NewExportScheduleInput, query: EntryQuery): NewExportScheduleInput {
  const { nowUnixUs: _, ...relative } = query;
  return { ...schedule, request: { ...schedule.request, query: relative } };
}

function readFolder(values: OptionValues): string {
  const out = readText(values, 'out');
  if (out !== undefined && out !== '' && out !== '-') return resolve(out);
  throw new AppError('usage', 'No folder is given', {
    remedy: 'name the one to write to with --out',
  });
}

function checkSchedule(schedule: NewExportScheduleInput): void {
  const [issue] = newExportScheduleSchema.safeParse(schedule).error?.issues ?? [];
  if (issue === undefined) return;
  if (issue.code === 'custom') {
    throw new AppError('usage', 'Each batch needs a name of its own', {
      remedy: 'put {time} or {batch} into --name',
    });
  }
  const part = issue.path[0] === 'request' ? issue.path[1] : issue.path[0];
  throw new AppError('usage', `Its ${String(part)} cannot be used: ${issue.message}`);
}
