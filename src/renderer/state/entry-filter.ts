import type { EntryQuery } from '#contract/query.ts';
import type { Severity } from '#contract/severity.ts';
import { SEVERITY_NAMES } from '#contract/severity.ts';

export const ALL_SEVERITIES: readonly Severity[] = SEVERITY_NAMES.map((_, severity) => severity);

/** What the user asked to see. The list, the counts and the export are all made from it. */
export interface EntryFilter {
  /** Ascending, without repeats. */
  severities: readonly Severity[];
  /** An expression of the query language; '' does not restrict. */
  where: string;
  /** Inclusive; null does not restrict. */
  sinceUnixUs: number | null;
  /** Exclusive; null does not restrict. */
  untilUnixUs: number | null;
  /** When the search was entered: relative times in it are counted from then. null: from when it is run. */
  nowUnixUs: number | null;
}

export const NO_FILTER: EntryFilter = {
  severities: ALL_SEVERITIES,
  where: '',
  sinceUnixUs: null,
  untilUnixUs: null,
  nowUnixUs: null,
};

export type SeverityPreset = 'all' | 'warnings-and-errors' | 'errors';

export const SEVERITY_PRESETS: Readonly<Record<SeverityPreset, readonly Severity[]>> = {
  all: ALL_SEVERITIES,
  'warnings-and-errors': [0, 1, 2, 3, 4],
  errors: [0, 1, 2, 3],
};

/** The query that asks for exactly what the filter shows. */
export function queryOf(filter: EntryFilter): EntryQuery {
  const where = filter.where.trim();
  return {
    ...(filter.severities.length === ALL_SEVERITIES.length ? {} : { severities: [...filter.severities] }),
    ...(where === '' ? {} : { where }),
    ...(where === '' || filter.nowUnixUs === null ? {} : { nowUnixUs: filter.nowUnixUs }),
    ...(filter.sinceUnixUs === null ? {} : { sinceUnixUs: filter.sinceUnixUs }),
    ...(filter.untilUnixUs === null ? {} : { untilUnixUs: filter.untilUnixUs }),
  };
}

export function isRestricted(filter: EntryFilter): boolean {
  return Object.keys(queryOf(filter)).length > 0;
}

/** The query as JSON: equal for filters that select the same. */
export function filterKey(filter: EntryFilter): string {
  return JSON.stringify(queryOf(filter));
}

/** What is counted for a filter: all severities of what its other parts select. */
export function countedQueryOf(filter: EntryFilter): EntryQuery {
  return queryOf({ ...filter, severities: ALL_SEVERITIES });
}

/** Equal for filters that have the same counts: those that differ in severity only. */
export function countKey(filter: EntryFilter): string {
  return JSON.stringify(countedQueryOf(filter));
}

/** The shown severities with one more or one fewer. */
export function withSeverityToggled(shown: readonly Severity[], severity: Severity): Severity[] {
  return ALL_SEVERITIES.filter((each) => (each === severity) !== shown.includes(each));
}

export function severityAndWorse(severity: Severity): Severity[] {
  return ALL_SEVERITIES.filter((each) => each <= severity);
}

/** The preset that shows exactly these severities; null for any other choice. */
export function presetOf(severities: readonly Severity[]): SeverityPreset | null {
  for (const [preset, chosen] of Object.entries(SEVERITY_PRESETS)) {
    if (chosen.join() === severities.join()) return preset as SeverityPreset;
  }
  return null;
}
