import { hasEnded } from '#contract/export-batch.ts';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export-format.ts';
import type { ExportRequestInput } from '#contract/export-request.ts';
import type { ServedHydrant } from '../served-hydrant.ts';

/** Exports everything and waits for the end. */
export async function exportAll(hydrant: ServedHydrant, parts: Partial<ExportRequestInput>): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const unsubscribe = hydrant.client.subscribe('exports.progressed', (batch) => {
    if (batch.state === 'completed') ended.resolve();
    else if (hasEnded(batch.state) || batch.problem !== null) {
      ended.reject(new Error(`The export ended as ${batch.state}: ${batch.problem?.message ?? ''}`));
    }
  });
  const request: ExportRequestInput = {
    query: {},
    format: 'csv',
    columns: [...DEFAULT_EXPORT_COLUMNS],
    target: { kind: 'file', path: '/nowhere' },
    replacesExisting: true,
    ...parts,
  };
  await hydrant.client.call('exports.start', { request });
  await ended.promise;
  unsubscribe();
}

/** Exports everything to the same file until it is stopped. Returns how often. */
export async function exportAgainAndAgain(
  hydrant: ServedHydrant,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  let exports = 0;
  while (!signal.aborted) {
    await exportAll(hydrant, { target: { kind: 'file', path } });
    exports += 1;
  }
  return exports;
}
