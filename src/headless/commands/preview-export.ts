import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { savedQueryKey } from '#core/annotations/saved-query-key.ts';
import type { Engine } from '#core/engine/engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag } from '../command-line/option-values.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { allBatches } from './all-batches.ts';
import { previewJson, previewText } from './preview-text.ts';

/**
 * `hydrant export --dry-run`: prints what would be written. Throws what keeps the target from being written now, after the figures were
 * printed: the export would fail, too.
 */
export async function previewExport(
  engine: Pick<Engine, 'call'>,
  values: OptionValues,
  request: ExportRequest,
  interruption: Interruption,
): Promise<number> {
  const preview = await engine.call('exports.preview', { request }, interruption.signal);
  const unfinished = await unfinishedBatch(engine, request.watermark);
  const shown = { preview, request, unfinished };
  await writeOutput(readFlag(values, 'json') ? previewJson(shown) : previewText(shown));
  const problem = preview.target?.problem ?? null;
  if (problem === null) return EXIT_CODE.done;
  throw AppError.fromWire(
    problem.code === 'file.exists'
      ? { ...problem, remedy: 'choose another name, or replace it with --force' }
      : problem,
  );
}

/** The batch that is completed first. */
async function unfinishedBatch(
  engine: Pick<Engine, 'call'>,
  watermark: string | undefined,
): Promise<ExportBatch | null> {
  if (watermark === undefined) return null;
  const key = savedQueryKey(watermark);
  for await (const batch of allBatches(engine)) {
    const { state, request } = batch;
    if (hasEnded(state) || request.watermark === undefined) continue;
    if (savedQueryKey(request.watermark) === key) return batch;
  }
  return null;
}
