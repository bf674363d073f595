import type { SeverityCounts } from '#contract/severity.ts';
import { SEVERITY_NAMES } from '#contract/severity.ts';

/** Counts per severity with the severities' names as keys, worst first. */
export function countsByName(counts: SeverityCounts): Record<string, number> {
  return Object.fromEntries(SEVERITY_NAMES.map((name, severity) => [name, counts[severity] ?? 0]));
}
