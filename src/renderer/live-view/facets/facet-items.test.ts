import { describe, expect, it } from 'vitest';
import type { Facet } from '#contract/facets.ts';
import { facetItems } from './facet-items.ts';

function facet(...values: (readonly [string, number])[]): Facet {
  return {
    field: 'unit',
    values: values.map(([value, entries]) => ({ value, entries })),
    distinctValues: values.length,
  };
}

function summary(items: ReturnType<typeof facetItems>): string[] {
  return items.map(({ value, entries, choice }) => `${value} ${String(entries)} ${choice}`);
}

describe('facetItems', () => {
  it('puts the most frequent first', () => {
    expect(summary(facetItems(facet(['a', 1], ['b', 2]), '', []))).toEqual(['b 2 none', 'a 1 none']);
  });

  it('keeps what the query names in the panel, so that it can be taken back', () => {
    expect(
      summary(facetItems(facet(['a', 1], ['ssh.service', 2]), 'unit:SSH -unit:gone -unit:a', [])),
    ).toEqual(['ssh.service 2 included', 'a 1 excluded', 'gone 0 excluded']);
  });

  it('knows a value that the query writes in another way', () => {
    const items = facetItems(facet(['ssh.service', 2]), 'unit:ssh', []);
    expect(summary(items)).toEqual(['ssh.service 2 included']);
    expect(items[0]?.term).toBe('unit:ssh.service');
  });

  it('keeps the order that is held, and puts new values behind it', () => {
    const counts = facet(['a', 1], ['b', 20], ['new', 50]);
    expect(summary(facetItems(counts, '', ['a', 'b']))).toEqual(['a 1 none', 'b 20 none', 'new 50 none']);
  });

  it('has a term for entries without a value', () => {
    expect(facetItems(facet(['', 3]), 'unit:""', [])).toMatchObject([
      { value: '', term: 'unit:""', choice: 'included' },
    ]);
  });
});
