import { AppError } from '#contract/errors.ts';
import { editSourceList } from '#core/engine/edit-source-list.ts';
import { addableSources } from '#core/listener/addable-sources.ts';
import { sourceSpecs } from '#core/listener/source-spec.ts';
import { parseLogFormat } from '#core/listener/text-log/parse-log-format.ts';
import {
  listWith,
  listWithMoved,
  listWithPaused,
  listWithout,
  type ListedSource,
} from '#core/store/source-list.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readRequiredWord, readText } from '../command-line/option-values.ts';
import { readDataDir } from '../command-line/read-engine-options.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';

/** `hydrant sources add SPEC`. */
export async function addSource(values: OptionValues): Promise<number> {
  const specs = addableSources(readRequiredWord(values, 'SPEC'));
  const logFormat = readText(values, 'log-format');
  if (logFormat !== undefined) parseLogFormat(logFormat);
  const formats = new Map(
    logFormat === undefined ? [] : specs.map((spec): [string, string] => [spec, logFormat]),
  );
  editSourceList(readDataDir(values), (list) => listWith(list, specs), formats);
  return done(`${specs.join(', ')} is captured from the next start on`);
}

/** `hydrant sources remove SPEC`. */
export async function removeSource(values: OptionValues): Promise<number> {
  const specs = changeEach(values, listWithout);
  return done(`${specs.join(', ')} is captured no longer; what is stored stays`);
}

/** `hydrant sources pause SPEC`. */
export async function pauseSource(values: OptionValues): Promise<number> {
  const specs = changeEach(values, (list, spec) => listWithPaused(list, spec, true));
  return done(`${specs.join(', ')} is paused`);
}

/** `hydrant sources resume SPEC`. */
export async function resumeSource(values: OptionValues): Promise<number> {
  const specs = changeEach(values, (list, spec) => listWithPaused(list, spec, false));
  return done(`${specs.join(', ')} goes on at the next start`);
}

/** `hydrant sources move SPEC PLACE`. */
export async function moveSource(values: OptionValues): Promise<number> {
  const place = Number(readRequiredWord(values, 'PLACE'));
  if (!Number.isInteger(place) || place < 1) {
    throw new AppError('usage', 'PLACE is a whole number from 1');
  }
  const specs = changeEach(values, (list, spec) => listWithMoved(list, spec, place - 1));
  return done(`${specs.join(', ')} is moved`);
}

/** Makes a change of the list for all sources that the command names. */
function changeEach(
  values: OptionValues,
  change: (list: readonly ListedSource[], spec: string) => ListedSource[],
): string[] {
  const specs = readSpecs(values);
  editSourceList(readDataDir(values), (list) => specs.reduce(change, [...list]));
  return specs;
}

function readSpecs(values: OptionValues): string[] {
  return sourceSpecs([readRequiredWord(values, 'SPEC')]);
}

function done(note: string): number {
  if (process.stderr.isTTY) printNote(note);
  return EXIT_CODE.done;
}
