import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { printNote } from '../command-line/report-error.ts';
import { requireCompleted } from './require-completed.ts';
import { resumeBatch, type BatchRunner } from './run-batch.ts';

/**
 * Runs an export that goes on where the last one of its name ended. Where that one was not completed, it is completed first: what it
 * has written is there, and what it has not yet is what comes next. Rejects when it cannot be completed, with why and what to do.
 * @param attempt - Rejects with `export.unfinished` while there is such a batch.
 * @param isEnough - Looks at the batch that was completed. true: ends here, without another attempt.
 */
export async function completingEarlier<T>(
  runner: BatchRunner,
  values: OptionValues,
  attempt: () => Promise<T>,
  isEnough: (completed: ExportBatch) => boolean = () => false,
): Promise<T | null> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const id = unfinishedBatchOf(error);
      if (id === undefined) throw error;
      const completed = await completeBatch(runner, values, id);
      if (completed !== null && isEnough(completed)) return null;
    }
  }
}

/** null: it has ended without being completed. Nothing of it is left, and its entries are still to be exported. */
async function completeBatch(
  runner: BatchRunner,
  values: OptionValues,
  id: number,
): Promise<ExportBatch | null> {
  const number = `#${String(id)}`;
  let batch: ExportBatch;
  try {
    batch = await resumeBatch(runner, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'export.invalid') throw error;
    const { batch: now } = await runner.engine.call('exports.get', { id });
    if (hasEnded(now.state)) return null;
    throw new AppError('export.unfinished', `Batch ${number} comes first, and another Hydrant writes it`, {
      remedy: 'wait until it is completed, then try again',
      cause: error,
    });
  }
  if (batch.state === 'completed') {
    printNote(
      `batch ${number} was not completed: completed first, ${batch.rowsWritten.toLocaleString('en')} entries in ${batch.files[0]?.path ?? 'no file'}${batch.fileCount > 1 ? ` and ${String(batch.fileCount - 1)} more` : ''}`,
    );
    return batch;
  }
  if (hasEnded(batch.state)) return null;
  try {
    requireCompleted(batch, values);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    throw new AppError(error.code, `Batch ${number} comes first, and is not completed: ${error.message}`, {
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      cause: error,
    });
  }
  return batch;
}

function unfinishedBatchOf(error: unknown): number | undefined {
  if (!(error instanceof AppError) || error.code !== 'export.unfinished') return undefined;
  const batchId = error.detail?.['batchId'];
  return typeof batchId === 'number' ? batchId : undefined;
}
