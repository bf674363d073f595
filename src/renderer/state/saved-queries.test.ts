import { beforeEach, describe, expect, it } from 'vitest';
import type { SavedQuery } from '#contract/annotations.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { ALL_SEVERITIES, NO_FILTER } from './entry-filter.ts';
import { SavedQueries, filterOfQuery, readQueriesFile, savedQueryOf } from './saved-queries.ts';

/** Keeps queries as the contract says; one whose `where` is `"` cannot be read. */
class QueryKeeper implements EngineApi {
  queries: SavedQuery[] = [];

  call(method: string, params: unknown): Promise<never> {
    const { name, query, replacesExisting } = params as {
      name: string;
      query: EntryQuery;
      replacesExisting: boolean;
    };
    const isSame = (each: SavedQuery): boolean => each.name.toLowerCase() === name.toLowerCase();
    if (method === 'savedQueries.save') {
      if (query.where === '"') return Promise.reject(new AppError('query.invalid', 'It is not closed.'));
      if (this.queries.some(isSame) && !replacesExisting) {
        return Promise.reject(new AppError('savedQuery.exists', 'It exists.'));
      }
      this.queries = [
        ...this.queries.filter((each) => !isSame(each)),
        { name, query, createdAtUnixUs: 0, updatedAtUnixUs: 0 },
      ];
    }
    if (method === 'savedQueries.remove') this.queries = this.queries.filter((each) => !isSame(each));
    return Promise.resolve({ queries: this.queries } as never);
  }

  subscribe(): () => void {
    return () => undefined;
  }
}

let keeper: QueryKeeper;
let saved: SavedQueries;

beforeEach(() => {
  keeper = new QueryKeeper();
  saved = new SavedQueries(keeper);
});

function names(): string[] {
  return saved.queries.get().map(({ name }) => name);
}

describe('SavedQueries', () => {
  it('saves relative times as they are, without the moment they were entered at', async () => {
    await saved.save('recent', { where: 'after:1h', nowUnixUs: 5 }, false);
    expect(saved.queries.get()[0]?.query).toEqual({ where: 'after:1h' });
  });

  it('does not replace what exists until it is told to', async () => {
    await saved.save('a', { where: 'one' }, false);
    await expect(saved.save('A', { where: 'two' }, false)).rejects.toMatchObject({
      code: 'savedQuery.exists',
    });
    await saved.save('A', { where: 'two' }, true);
    expect(saved.queries.get()).toMatchObject([{ name: 'A', query: { where: 'two' } }]);
  });

  it('renames, also by its capitals alone, and loses nothing when the new name is taken', async () => {
    await saved.save('a', { where: 'one' }, false);
    await saved.save('b', { where: 'two' }, false);
    const [first] = saved.queries.get();
    if (first === undefined) throw new Error('nothing was saved');
    await expect(saved.rename(first, 'b', false)).rejects.toMatchObject({ code: 'savedQuery.exists' });
    expect(names()).toEqual(['a', 'b']);
    await saved.rename(first, 'A', false);
    expect(names()).toEqual(['b', 'A']);
    await saved.rename(first, 'c', false);
    expect(names()).toEqual(['b', 'c']);
  });

  it('reads back what it writes to a file', async () => {
    await saved.save('a', { where: 'one', severities: [3] }, false);
    expect(readQueriesFile(saved.fileText())).toEqual({
      kind: 'queries',
      queries: [{ name: 'a', query: { where: 'one', severities: [3] } }],
    });
  });

  it('imports beside or over what exists, and goes on behind a query that cannot be read', async () => {
    await saved.save('a', { where: 'old' }, false);
    const queries = [
      { name: 'A', query: { where: 'new' } },
      { name: 'bad', query: { where: '"' } },
      { name: 'b', query: {} },
    ];
    expect(saved.conflicts(queries)).toEqual(['A']);
    const copyName = (name: string, number: number): string => `${name} ${String(number)}`;
    const result = await saved.import(queries, 'keep-both', copyName);
    expect(result.saved).toBe(2);
    expect(result.refused.map(({ name }) => name)).toEqual(['bad']);
    expect(names()).toEqual(['a', 'A 2', 'b']);
    await saved.import(queries.slice(0, 1), 'replace', copyName);
    expect(names()).toEqual(['A 2', 'b', 'A']);
  });

  it('replaces nothing that was saved elsewhere and is not known here yet', async () => {
    await new SavedQueries(keeper).save('a', { where: 'of another page' }, false);
    const queries = [{ name: 'a', query: { where: 'of the file' } }];
    expect(saved.conflicts(queries)).toEqual([]);
    await saved.import(queries, 'keep-both', (name, number) => `${name} ${String(number)}`);
    expect(saved.queries.get()).toMatchObject([
      { name: 'a', query: { where: 'of another page' } },
      { name: 'a 2', query: { where: 'of the file' } },
    ]);
  });
});

describe('readQueriesFile', () => {
  it('says what is wrong with a file, and where', () => {
    expect(readQueriesFile('{')).toEqual({ kind: 'not-json' });
    const text = JSON.stringify({
      format: 'hydrant-saved-queries',
      version: 1,
      queries: [{ name: 'a', query: { severities: [9] } }],
    });
    expect(readQueriesFile(text)).toMatchObject({
      kind: 'not-queries',
      place: 'queries.0.query.severities.0',
    });
    expect(readQueriesFile('[]')).toMatchObject({ kind: 'not-queries', place: '' });
  });
});

describe('filterOfQuery', () => {
  it('gives the filter that shows a query, and none for parts the view has no control for', () => {
    expect(filterOfQuery({})).toEqual(NO_FILTER);
    expect(filterOfQuery({ severities: [4, 3], where: 'a', sinceUnixUs: 1, untilUnixUs: 2 })).toEqual({
      severities: [3, 4],
      where: 'a',
      sinceUnixUs: 1,
      untilUnixUs: 2,
      nowUnixUs: null,
    });
    expect(filterOfQuery({ sourceIds: [1] })).toBeNull();
  });
});

it('recognises the saved query that is shown, whenever its search was entered', () => {
  const query: SavedQuery = { name: 'a', query: { where: 'x' }, createdAtUnixUs: 0, updatedAtUnixUs: 0 };
  const filter = { ...NO_FILTER, where: ' x ', nowUnixUs: 7 };
  expect(savedQueryOf(filter, [query])).toBe(query);
  expect(savedQueryOf({ ...filter, severities: ALL_SEVERITIES.slice(1) }, [query])).toBeUndefined();
});
