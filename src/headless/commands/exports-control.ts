import { AppError } from '#contract/errors.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readText } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { readExportFormat } from '../command-line/read-export-format.ts';
import { readExportTarget } from '../command-line/read-export-target.ts';
import { CommandFailure, EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { ExportReporter, readProgressStyle } from './export-reporter.ts';
import { openStoredEngine } from './open-engine.ts';
import { readBatchNumber } from './read-batch-number.ts';
import { requireCompleted } from './require-completed.ts';
import { resumeBatch, runBatch } from './run-batch.ts';

/** `hydrant exports resume NUMBER`: goes on behind the last complete file, to the end. */
export async function resumeExport(values: OptionValues, interruption: Interruption): Promise<number> {
  const id = readBatchNumber(values);
  const reporter = new ExportReporter(readProgressStyle(values));
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const replacesExisting = readFlag(values, 'force');
  const batch = await refusedByState(
    resumeBatch({ engine, interruption, reporter }, id, { replacesExisting }),
  );
  requireCompleted(batch, values);
  reporter.summarise(batch);
  return EXIT_CODE.done;
}

/** `hydrant exports cancel NUMBER`: ends a batch and removes its files. */
export async function cancelExport(values: OptionValues, interruption: Interruption): Promise<number> {
  const id = readBatchNumber(values);
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  await refusedByState(engine.call('exports.cancel', { id }, interruption.signal));
  tell(`batch #${String(id)} is cancelled, and nothing of it is left`);
  return EXIT_CODE.done;
}

/** `hydrant exports remove NUMBER`: forgets a batch that has ended; its files stay. */
export async function removeExport(values: OptionValues, interruption: Interruption): Promise<number> {
  const id = readBatchNumber(values);
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  await refusedByState(engine.call('exports.remove', { id }, interruption.signal));
  tell(`batch #${String(id)} is forgotten; its files stay`);
  return EXIT_CODE.done;
}

/** `hydrant exports run-again NUMBER`: the same of all that is there now, relative times counted from now. */
export async function runExportAgain(values: OptionValues, interruption: Interruption): Promise<number> {
  const id = readBatchNumber(values);
  const reporter = new ExportReporter(readProgressStyle(values));
  await using engine = await openStoredEngine({ ...readEngineOptions(values, 'none'), asksAs: 'command' });
  const { batch: earlier } = await engine.call('exports.get', { id }, interruption.signal);
  const request = requestAgain(earlier.request, values);
  const batch = await runBatch({ engine, interruption, reporter }, async () => {
    const started = await engine.call('exports.start', { request });
    return started.batch;
  });
  if (batch === null) throw new Error('a batch that was started is none');
  requireCompleted(batch, values);
  reporter.summarise(batch);
  return EXIT_CODE.done;
}

function requestAgain(earlier: ExportRequest, values: OptionValues): ExportRequest {
  const { lastId: _lastId, watermark, ...same } = earlier;
  const { nowUnixUs: _nowUnixUs, ...query } = earlier.query;
  if (watermark !== undefined) {
    throw new AppError('usage', `That batch holds what was new then of "${watermark}"`, {
      remedy: `go on with hydrant export --since-last, or hydrant schedules run`,
    });
  }
  const replacesExisting = readFlag(values, 'force');
  if (readText(values, 'out') === undefined) {
    if (earlier.target.kind !== 'download') return { ...same, query, replacesExisting };
    throw new AppError('usage', 'That batch was a download', {
      remedy: 'name a file or a folder with --out',
    });
  }
  const target = readExportTarget(values, 'hydrant-{time}');
  if (target.kind === 'output') {
    throw new AppError('usage', 'A batch needs files', { remedy: 'name a file or a folder with --out' });
  }
  const { format, compression, text } = earlier;
  const asWritten: OptionValues = {
    format,
    delimiter: text.delimiter,
    ...(compression === 'none' ? {} : { compress: compression }),
  };
  const chosen = readExportFormat(asWritten, target.kind === 'file' ? target.path : undefined);
  return { ...same, ...chosen, query, target, replacesExisting };
}

/** What is refused because of how a batch stands is a failure, and no wrong usage. */
async function refusedByState<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'export.invalid') throw new CommandFailure(error);
    throw error;
  }
}

function tell(text: string): void {
  if (process.stderr.isTTY) printNote(text);
}
