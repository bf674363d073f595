import type { ExportBatch } from '#contract/export-batch.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readRequiredWord } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { completingEarlier } from './complete-earlier-batch.ts';
import { ExportReporter, readProgressStyle } from './export-reporter.ts';
import { openStoredEngine } from './open-engine.ts';
import { requireCompleted } from './require-completed.ts';
import { runBatch, type BatchRunner } from './run-batch.ts';

/** `hydrant schedules run NAME`: exports now what is new. */
export async function runSchedule(values: OptionValues, interruption: Interruption): Promise<number> {
  const style = readProgressStyle(values);
  const reporter = new ExportReporter(style);
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const batch = await exportNew({ engine, interruption, reporter }, values);
  if (batch !== null) reporter.summarise(batch);
  else if (style === 'auto' && process.stderr.isTTY) printNote('nothing is new');
  return EXIT_CODE.done;
}

/** Runs a recurring export to the end of its batch; null: nothing is new. */
export async function exportNew(runner: BatchRunner, values: OptionValues): Promise<ExportBatch | null> {
  const name = readRequiredWord(values, 'NAME');
  return await completingEarlier(runner, values, async () => {
    const batch = await runBatch(
      runner,
      async () => (await runner.engine.call('schedules.run', { name })).batch,
    );
    if (batch !== null) requireCompleted(batch, values);
    return batch;
  });
}
