import { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { savedQueryKey } from '#core/annotations/saved-query-key.ts';
import type { Engine } from '#core/engine/engine.ts';
import { joinQueries } from '../command-line/join-queries.ts';

/**
 * Adds the saved query that --saved names to what the other filters say. The name counts without regard to case.
 * Throws an AppError `usage` that lists the names there are.
 * @param name - undefined: the option was not given, and `query` stays as it is.
 */
export async function addSavedQuery(
  engine: Pick<Engine, 'call'>,
  name: string | undefined,
  query: EntryQuery,
): Promise<EntryQuery> {
  if (name === undefined) return query;
  const { queries } = await engine.call('savedQueries.list', {});
  const wanted = savedQueryKey(name);
  const saved = queries.find((candidate) => savedQueryKey(candidate.name) === wanted);
  if (saved !== undefined) return joinQueries(saved.query, query);
  throw new AppError('usage', `There is no saved query "${name}"`, {
    remedy:
      queries.length === 0
        ? 'none is saved yet: save one beside the search box'
        : `use one of ${queries.map((candidate) => `"${candidate.name}"`).join(', ')}`,
  });
}
