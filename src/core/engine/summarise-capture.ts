import { SEVERITY_NAMES, type SeverityCounts } from '#contract/severity.ts';
import type { SourceStatus } from '#contract/status.ts';
import type { CaptureSummary } from './engine.ts';

/**
 * What a capture did with one source.
 * @param before - The source when the capture began; undefined: it was new.
 * @param counts - What the store holds of it now.
 */
export function summariseCapture(
  source: SourceStatus,
  before: SourceStatus | undefined,
  counts: SeverityCounts | undefined,
  seconds: number,
): CaptureSummary {
  const now = source.counters;
  const then = before?.counters;
  const received = now.received - (then?.received ?? 0);
  return {
    source: source.spec,
    received,
    stored: now.stored - (then?.stored ?? 0),
    quarantined: now.quarantined - (then?.quarantined ?? 0),
    dropped: now.dropped - (then?.dropped ?? 0),
    duplicates: now.duplicates - (then?.duplicates ?? 0),
    seconds: Math.round(seconds * 1000) / 1000,
    entriesPerSecond: seconds > 0 ? Math.round(received / seconds) : 0,
    bySeverity: Object.fromEntries(SEVERITY_NAMES.map((name, level) => [name, counts?.[level] ?? 0])),
    problem:
      source.problem === null
        ? null
        : {
            code: source.problem.code,
            message: source.problem.message,
            ...(source.problem.remedy === undefined ? {} : { remedy: source.problem.remedy }),
          },
    gaps: source.gaps - (before?.gaps ?? 0),
  };
}
