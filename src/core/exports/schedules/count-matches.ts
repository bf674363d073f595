import type { ExportRange, ExportStore } from '../export-store.ts';

/** Ids counted in the first step. */
const FIRST_STEP_IDS = 20_000;
const MIN_STEP_IDS = 2000;
/** A step that takes longer than this is followed by a shorter one, so that files being written and commands go on. */
const STEP_MS = 20;

/**
 * Counts the matching entries of a range step by step.
 * @param between - Called between two steps; what it throws ends the counting.
 * @param nowMs - The clock that a step is measured by.
 * @throws AppError `query.invalid`.
 */
export async function countMatches(
  store: Pick<ExportStore, 'count'>,
  { query, afterId, lastId }: Pick<ExportRange, 'query' | 'afterId' | 'lastId'>,
  between: () => Promise<void>,
  nowMs: () => number = () => performance.now(),
): Promise<number> {
  let entries = 0;
  let stepIds = FIRST_STEP_IDS;
  let fromId = afterId;
  while (fromId < lastId) {
    const startedAtMs = nowMs();
    const toId = Math.min(lastId, fromId + stepIds);
    entries += store.count({ query, afterId: fromId, lastId: toId });
    fromId = toId;
    stepIds =
      nowMs() - startedAtMs < STEP_MS / 2 ? stepIds * 2 : Math.max(MIN_STEP_IDS, Math.floor(stepIds / 2));
    await between();
  }
  return entries;
}
