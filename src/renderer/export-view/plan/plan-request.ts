import { extensionOf } from '#contract/export-format.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { NewExportSchedule } from '#contract/export-schedule.ts';
import { literalPattern } from '#contract/name-pattern.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { queryOf } from '../../state/entry-filter.ts';
import { filterOfQuery } from '../../state/saved-queries.ts';
import type { ExportPlan } from './export-plan.ts';
import { DEFAULT_NAME_PATTERNS, destinationOf } from './export-plan.ts';
import { typedFault } from './name-pattern.ts';
import { splitChoiceOf, splitLimits } from './split-limits.ts';
import { recurrenceOfTrigger, triggerOf } from './recurrence.ts';

/**
 * What is asked of the engine. Limits that cannot be read are left out: `planFaults` keeps such a plan from being carried out.
 * @param directory where the shell puts exports.
 */
export function requestOf(plan: ExportPlan, filter: EntryFilter, directory: string): ExportRequest {
  const isDownload = destinationOf(plan) === 'download';
  const { rowsPerFile, bytesPerFile } = splitLimits(plan.split);
  return {
    query: queryOf(filter),
    format: plan.format,
    compression: plan.compression,
    columns: [...plan.columns],
    text: plan.text,
    times: plan.times,
    redacts: [...plan.redacts],
    target: isDownload
      ? { kind: 'download', namePattern: plan.namePattern }
      : { kind: 'folder', directory: plan.directory ?? directory, namePattern: plan.namePattern },
    replacesExisting: plan.replacesExisting,
    ...(rowsPerFile === null || isDownload ? {} : { rowsPerFile }),
    ...(bytesPerFile === null || isDownload ? {} : { bytesPerFile }),
    ...(plan.afterBatchId === null || plan.frequency === 'recurring'
      ? {}
      : { afterBatchId: plan.afterBatchId }),
  };
}

/** The same for a preview, with something in place of what is not finished: the counts do not wait for a name. */
export function previewRequestOf(plan: ExportPlan, filter: EntryFilter, directory: string): ExportRequest {
  const isNamed = typedFault(plan.namePattern, plan) === null;
  const namePattern = isNamed ? plan.namePattern : DEFAULT_NAME_PATTERNS.once;
  const request = requestOf({ ...plan, namePattern }, filter, directory);
  const { target } = request;
  // The root: any folder will do for the counts, and what is wrong with none is said at its field.
  const isPlaceless = target.kind === 'folder' && target.directory.trim() === '';
  return isPlaceless ? { ...request, target: { ...target, directory: '/' } } : request;
}

/** The recurring export that the plan describes; null while its trigger cannot be read. */
export function scheduleOf(
  plan: ExportPlan,
  filter: EntryFilter,
  directory: string,
): NewExportSchedule | null {
  const { recurrence } = plan;
  const trigger = triggerOf(recurrence);
  if (trigger === null) return null;
  // Relative times count from each run, not from when this was asked for.
  const request = requestOf(plan, { ...filter, nowUnixUs: null }, directory);
  return { name: recurrence.name.trim(), request, trigger, isEnabled: recurrence.isEnabled };
}

/** What the form shows to ask for this once more, or null when the search above it cannot show a part of the query. */
export interface FilledForm {
  plan: ExportPlan;
  filter: EntryFilter;
}

/** @param before what the fields say that the request does not speak of. */
export function formOfRequest(request: ExportRequest, before: ExportPlan): FilledForm | null {
  const { nowUnixUs: _, ...query } = request.query;
  const filter = filterOfQuery(query);
  if (filter === null) return null;
  const { target } = request;
  const isFile = target.kind === 'file';
  const place = isFile ? placeBeside(target.path, request) : target;
  return {
    filter,
    plan: {
      ...before,
      format: request.format,
      compression: request.compression,
      columns: request.columns,
      text: request.text,
      times: request.times,
      redacts: request.redacts,
      destination: place.kind,
      directory: place.kind === 'folder' ? place.directory : before.directory,
      namePattern: place.namePattern,
      split: splitChoiceOf(request, before.split),
      replacesExisting: false,
      afterBatchId: request.afterBatchId ?? null,
      frequency: 'once',
      recurrence: { ...before.recurrence, editing: null },
    },
  };
}

/** What the form shows to change a recurring export. */
export function formOfSchedule(schedule: NewExportSchedule, before: ExportPlan): FilledForm | null {
  const form = formOfRequest(schedule.request, before);
  if (form === null) return null;
  const recurrence = {
    ...before.recurrence,
    ...recurrenceOfTrigger(schedule.trigger),
    name: schedule.name,
    isEnabled: schedule.isEnabled,
    editing: schedule.name,
  };
  return { filter: form.filter, plan: { ...form.plan, frequency: 'recurring', recurrence } };
}

/**
 * The folder of a file that was named as a whole, and a pattern for names like its own; the time makes each of them another one.
 * @param path absolute, as the system that wrote it has paths.
 */
export function placeBeside(
  path: string,
  { format, compression }: Pick<ExportRequest, 'format' | 'compression'>,
): { kind: 'folder'; directory: string; namePattern: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const name = path.slice(at + 1);
  const extension = extensionOf(format, compression);
  const stem = name.toLowerCase().endsWith(extension)
    ? name.slice(0, -extension.length)
    : name.replace(/(?<=.)\.[^.]*$/, '');
  const above = path.slice(0, Math.max(0, at));
  // Of `/file` and `C:\file` the separator belongs to the folder.
  const directory = /^(?:[A-Za-z]:)?$/.test(above) ? path.slice(0, at + 1) : above;
  return { kind: 'folder', directory, namePattern: `${literalPattern(stem)}-{time}` };
}
