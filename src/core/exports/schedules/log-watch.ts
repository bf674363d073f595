import type { SeverityCounts } from '#contract/severity.ts';

/** What a recurring export that waits for entries has looked at. */
export interface LogWatch {
  /** Every entry up to this one was looked at, or cannot matter. */
  readonly upToId: number;
  /** Entries with `afterId` < id <= `lastId` were stored. Where none of them can matter they need not be looked at. */
  tell(afterId: number, lastId: number, bySeverity: SeverityCounts): void;
}

/** Whether one of the severities occurs. */
export function hasAny(bySeverity: SeverityCounts, severities: readonly number[]): boolean {
  return severities.some((severity) => (bySeverity[severity] ?? 0) > 0);
}
