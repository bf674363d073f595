import { beforeEach, describe, expect, it } from 'vitest';
import { SearchHistory } from './search-history.ts';

let kept: string | null;
const storage = {
  getItem: () => kept,
  setItem: (_key: string, value: string) => {
    kept = value;
  },
};

beforeEach(() => {
  kept = null;
});

describe('SearchHistory', () => {
  it('keeps the newest first, each once, across runs', () => {
    const history = new SearchHistory(storage);
    history.remember('one', true);
    history.remember('two', true);
    history.remember(' one ', true);
    expect(history.searches.get()).toEqual(['one', 'two']);
    expect(new SearchHistory(storage).searches.get()).toEqual(['one', 'two']);
  });

  it('keeps fifty', () => {
    const history = new SearchHistory(storage);
    for (let number = 0; number < 60; number += 1) history.remember(`search ${String(number)}`, true);
    expect(history.searches.get()).toHaveLength(50);
    expect(history.searches.get()[0]).toBe('search 59');
  });

  it('lets a search that was typed on take the place of its beginning, unless that was confirmed', () => {
    const history = new SearchHistory(storage);
    history.remember('dis', false);
    history.remember('disk', false);
    expect(history.searches.get()).toEqual(['disk']);
    history.remember('disk', true);
    history.remember('disk full', false);
    expect(history.searches.get()).toEqual(['disk full', 'disk']);
  });

  it('remembers no blank search', () => {
    const history = new SearchHistory(storage);
    history.remember('  ', true);
    expect(history.searches.get()).toEqual([]);
  });

  it.each(['no JSON', '{}', '[1]', '[""]'])('begins anew where %j was kept', (text) => {
    kept = text;
    expect(new SearchHistory(storage).searches.get()).toEqual([]);
  });
});
