import type { EngineApi } from '#contract/engine-api.ts';
import type { QuarantineChoice, QuarantineRetry } from '#contract/log-format.ts';

/** What became of all pieces that were tried. */
export type RetryTotals = Pick<QuarantineRetry, 'tried' | 'stored' | 'duplicates' | 'dropped' | 'stayed'>;

/** Before anything was tried. */
export const NOTHING_TRIED: RetryTotals = { tried: 0, stored: 0, duplicates: 0, dropped: 0, stayed: [] };

/**
 * Tries pieces in quarantine again, step by step, until all were tried or nobody wants it any more; what was done until then holds.
 * @param onStep - Told the totals after each step. @throws what a step throws.
 */
export async function retryQuarantine(
  api: EngineApi,
  choice: QuarantineChoice,
  format: string | null,
  onStep: (totals: RetryTotals) => void,
  signal: AbortSignal,
): Promise<RetryTotals> {
  let totals = NOTHING_TRIED;
  let from: { afterId: number; untilId: number } | undefined;
  while (!signal.aborted) {
    const step = await api.call('quarantine.retry', { choice, format, ...from });
    totals = addUp(totals, step);
    onStep(totals);
    if (step.reachedId === null) break;
    from = { afterId: step.reachedId, untilId: step.untilId };
  }
  return totals;
}

function addUp(totals: RetryTotals, step: QuarantineRetry): RetryTotals {
  const stayed = new Map(totals.stayed.map(({ reason, pieces }) => [reason, pieces]));
  for (const { reason, pieces } of step.stayed) stayed.set(reason, (stayed.get(reason) ?? 0) + pieces);
  return {
    tried: totals.tried + step.tried,
    stored: totals.stored + step.stored,
    duplicates: totals.duplicates + step.duplicates,
    dropped: totals.dropped + step.dropped,
    stayed: [...stayed].map(([reason, pieces]) => ({ reason, pieces })),
  };
}
