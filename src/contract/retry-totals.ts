import type { QuarantineRetry } from './log-format.ts';

/** What became of all pieces that were tried again, over some steps. */
export type RetryTotals = Pick<QuarantineRetry, 'tried' | 'stored' | 'duplicates' | 'dropped' | 'stayed'>;

/** Before the first step. */
export const NOTHING_TRIED: RetryTotals = { tried: 0, stored: 0, duplicates: 0, dropped: 0, stayed: [] };

/** With what one more step did. */
export function addRetryStep(totals: RetryTotals, step: QuarantineRetry): RetryTotals {
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
