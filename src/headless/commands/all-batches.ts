import type { ExportBatch } from '#contract/export-batch.ts';
import type { Engine } from '#core/engine/engine.ts';

const PAGE = 1000;

/** Every batch of the store's history, the newest first, a page at a time. */
export async function* allBatches(
  engine: Pick<Engine, 'call'>,
): AsyncGenerator<ExportBatch, void, undefined> {
  let beforeId: number | undefined;
  for (;;) {
    const { batches } = await engine.call('exports.list', {
      limit: PAGE,
      ...(beforeId === undefined ? {} : { beforeId }),
    });
    yield* batches;
    if (batches.length < PAGE) return;
    beforeId = batches.at(-1)?.id;
  }
}
