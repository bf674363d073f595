import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { Engine } from '#core/engine/engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { ExportReporter } from './export-reporter.ts';
import { isSettled } from './progress-line.ts';

export interface BatchRunner {
  engine: Pick<Engine, 'call' | 'subscribe'>;
  interruption: Pick<Interruption, 'signal'>;
  reporter: Pick<ExportReporter, 'tell' | 'clear'>;
}

/**
 * Starts a batch and waits until it is settled: ended, or standing still. When the process is asked to end, what it has written is
 * removed. null: there was nothing to export. Rejects with what `start` rejects with; `cancelled` when it was asked to end before.
 * @param start - Puts the batch into this process's queue.
 */
export async function runBatch(
  runner: BatchRunner,
  start: () => Promise<ExportBatch | null>,
): Promise<ExportBatch | null> {
  return await followBatch(runner, 'exports.cancel', async () => (await start())?.id ?? null);
}

/**
 * Resumes a batch and waits until it is settled. When the process is asked to end, the batch stands still after its last complete file:
 * that was there before. Rejects with what `exports.resume` rejects with.
 */
export async function resumeBatch(
  runner: BatchRunner,
  id: number,
  { replacesExisting = false }: { replacesExisting?: boolean } = {},
): Promise<ExportBatch> {
  const batch = await followBatch(runner, 'exports.pause', async () => {
    await runner.engine.call('exports.resume', { id, replacesExisting });
    return id;
  });
  if (batch === null) throw new Error('a batch that was resumed is none');
  return batch;
}

async function followBatch(
  { engine, interruption, reporter }: BatchRunner,
  atInterruption: 'exports.cancel' | 'exports.pause',
  begin: () => Promise<number | null>,
): Promise<ExportBatch | null> {
  if (interruption.signal.aborted) throw new AppError('cancelled', 'Interrupted');
  const settled = Promise.withResolvers<ExportBatch>();
  // Nobody waits for it when `begin` rejects.
  settled.promise.catch(() => undefined);
  const told = new Map<number, ExportBatch>();
  let batchId: number | undefined;
  // An event may arrive before the answer that tells the batch's number.
  const unsubscribe = engine.subscribe('exports.progressed', (batch) => {
    if (batchId === undefined) told.set(batch.id, batch);
    else if (batch.id === batchId) receive(batch);
  });
  const stop = (): void => {
    // It may end of itself at the same moment: then there is nothing to stop, and its end was told before this is refused.
    if (batchId !== undefined) engine.call(atInterruption, { id: batchId }).catch(settled.reject);
  };
  interruption.signal.addEventListener('abort', stop);
  try {
    const id = await begin();
    if (id === null) return null;
    batchId = id;
    const early = told.get(id);
    if (early !== undefined) receive(early);
    if (interruption.signal.aborted) stop();
    return await settled.promise;
  } finally {
    interruption.signal.removeEventListener('abort', stop);
    unsubscribe();
    reporter.clear();
  }

  function receive(batch: ExportBatch): void {
    reporter.tell(batch);
    if (isSettled(batch)) settled.resolve(batch);
  }
}
