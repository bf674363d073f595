import type { Facet } from '#contract/facets.ts';
import { hasTerm, exclusionOf, termOf, termValues } from '../../state/query-terms.ts';

/** One value of a facet, as it stands in the panel. */
export interface FacetItem {
  value: string;
  /** What a query takes to select it. */
  term: string;
  /** 0: what is shown has none of them. */
  entries: number;
  firstTimeUnixUs: number | null;
  /** What the query says of it. */
  choice: 'included' | 'excluded' | 'none';
}

/**
 * The values to show: those the query names first, also where nothing has them any more, as they must be there to be taken
 * back; then the most frequent.
 * @param order values in the order they stand in now; they keep it, and others come behind. Empty: by number of entries.
 */
export function facetItems(facet: Facet, where: string, order: readonly string[]): FacetItem[] {
  const named = termValues(where, facet.field);
  const items = facet.values.map(({ value, entries, firstTimeUnixUs }) =>
    itemOf(facet, where, { value, entries, firstTimeUnixUs }),
  );
  for (const value of [...named.included, ...named.excluded]) {
    const term = termOf(facet.field, value);
    // The counts may write it otherwise: in capitals, or with `.service`.
    if (items.some((item) => item.choice !== 'none' && hasTerm(item.term, term))) continue;
    items.push(itemOf(facet, where, { value, entries: 0 }));
  }
  const rank = new Map(order.map((value, index) => [value, index]));
  const rankOf = ({ value }: FacetItem): number => rank.get(value) ?? order.length;
  return items.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      Number(other.choice !== 'none') - Number(one.choice !== 'none') ||
      other.entries - one.entries,
  );
}

function itemOf(
  { field }: Facet,
  where: string,
  {
    value,
    entries,
    firstTimeUnixUs,
  }: { value: string; entries: number; firstTimeUnixUs?: number | undefined },
): FacetItem {
  const term = termOf(field, value);
  return {
    value,
    term,
    entries,
    firstTimeUnixUs: firstTimeUnixUs ?? null,
    choice: hasTerm(where, term) ? 'included' : hasTerm(where, exclusionOf(term)) ? 'excluded' : 'none',
  };
}
