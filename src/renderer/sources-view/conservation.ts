import type { SourceCounters } from '#contract/status.ts';

export type ConservationTerm = Exclude<keyof SourceCounters, 'received'>;

const TERMS: readonly ConservationTerm[] = ['stored', 'quarantined', 'dropped', 'duplicates', 'inFlight'];

/** What became of all that was received. `difference` is what is unaccounted for: 0, or the law of conservation is broken. */
export function conservation(counters: SourceCounters): {
  terms: { name: ConservationTerm; count: number }[];
  difference: number;
} {
  const terms = TERMS.map((name) => ({ name, count: counters[name] }));
  const accounted = terms.reduce((sum, term) => sum + term.count, 0);
  return { terms, difference: counters.received - accounted };
}
