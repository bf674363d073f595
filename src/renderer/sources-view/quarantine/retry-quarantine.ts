import type { EngineApi } from '#contract/engine-api.ts';
import type { QuarantineChoice } from '#contract/log-format.ts';
import { addRetryStep, NOTHING_TRIED, type RetryTotals } from '#contract/retry-totals.ts';

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
    totals = addRetryStep(totals, step);
    onStep(totals);
    if (step.reachedId === null) break;
    from = { afterId: step.reachedId, untilId: step.untilId };
  }
  return totals;
}
