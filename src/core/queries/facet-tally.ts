import { FACET_FIELDS, type FacetField } from '#contract/facets.ts';
import { emptySeverityCounts, type Severity, type SeverityCounts } from '#contract/severity.ts';

export interface FacetValue {
  value: string;
  entries: number;
}

/** Counts by the values of one field and by severity. */
type ValueCounts = Map<string, SeverityCounts>;

/** What values the counted entries have, by severity, so that another choice of severities needs no further look at the entries. */
export class FacetTally {
  /** Every match up to this entry is counted. */
  lastId = 0;
  readonly #fields = new Map<FacetField, ValueCounts>(FACET_FIELDS.map((field) => [field, new Map()]));

  /** Counts entries of one severity. @param values - The values of each field; a field with several counts for each of them. */
  add(values: Readonly<Record<FacetField, readonly string[]>>, severity: number, entries: number): void {
    for (const [field, counts] of this.#fields) {
      for (const value of values[field]) {
        const ofValue = counts.get(value) ?? emptySeverityCounts();
        counts.set(value, ofValue);
        ofValue[severity] = (ofValue[severity] ?? 0) + entries;
      }
    }
  }

  /**
   * All values of a field, most entries first, then by name: for each the number of entries that `field:value` selects.
   * @param severities - Only these; undefined: any.
   */
  values(field: FacetField, severities: readonly Severity[] | undefined): FacetValue[] {
    const values: FacetValue[] = [];
    for (const [value, counts] of this.#fields.get(field) ?? []) {
      const entries = severities?.reduce<number>((sum, severity) => sum + (counts[severity] ?? 0), 0);
      values.push({ value, entries: entries ?? counts.reduce((sum, count) => sum + count, 0) });
    }
    const found = values.filter(({ entries }) => entries > 0).toSorted(mostFirst);
    if (field === 'boot' || field === 'source') return found;
    return joinSpellings(found, field === 'unit').toSorted(mostFirst);
  }
}

function mostFirst(a: FacetValue, b: FacetValue): number {
  return b.entries - a.entries || (a.value < b.value ? -1 : 1);
}

/**
 * The query language ignores the case of these values, so that spellings are one value: the most frequent of them. A unit is
 * also found by its name without `.service`, where a unit of that name exists, too.
 */
function joinSpellings(values: readonly FacetValue[], areUnits: boolean): FacetValue[] {
  const joined = new Map<string, FacetValue>();
  for (const { value, entries } of values) {
    const known = joined.get(value.toLowerCase());
    if (known === undefined) joined.set(value.toLowerCase(), { value, entries });
    else known.entries += entries;
  }
  if (!areUnits) return [...joined.values()];
  for (const { value, entries } of values) {
    if (!/.\.service$/is.test(value)) continue;
    const short = joined.get(value.slice(0, -'.service'.length).toLowerCase());
    if (short !== undefined) short.entries += entries;
  }
  return [...joined.values()];
}
