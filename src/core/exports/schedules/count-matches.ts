import type { ExportRange, ExportStore } from '../export-store.ts';

/**
 * Counts the matching entries of a range, step by step.
 * @param between - Called after each step; what it throws ends the counting.
 * @throws AppError `query.invalid`.
 */
export async function countMatches(
  store: Pick<ExportStore, 'counts'>,
  range: Pick<ExportRange, 'query' | 'afterId' | 'lastId'>,
  between: () => Promise<void>,
): Promise<number> {
  let entries = 0;
  for (const found of store.counts(range)) {
    entries += found;
    await between();
  }
  return entries;
}
