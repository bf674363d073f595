import type { EntryQuery } from '#contract/query.ts';
import { formatQuery } from '#core/queries/query-language/format-query.ts';
import type { QueryNode } from '#core/queries/query-language/query-node.ts';

const NAME_LISTS = [
  ['units', 'unit'],
  ['identifiers', 'identifier'],
  ['hosts', 'host'],
] as const;

/** The query that finds what both queries find. Both must be valid. */
export function joinQueries(one: EntryQuery, other: EntryQuery): EntryQuery {
  const joined: EntryQuery = { ...one, ...other };
  if (one.sinceUnixUs !== undefined && other.sinceUnixUs !== undefined) {
    joined.sinceUnixUs = Math.max(one.sinceUnixUs, other.sinceUnixUs);
  }
  if (one.untilUnixUs !== undefined && other.untilUnixUs !== undefined) {
    joined.untilUnixUs = Math.min(one.untilUnixUs, other.untilUnixUs);
  }
  if (one.severities !== undefined && other.severities !== undefined) {
    joined.severities = inBoth(one.severities, other.severities);
  }
  if (one.sourceIds !== undefined && other.sourceIds !== undefined) {
    joined.sourceIds = inBoth(one.sourceIds, other.sourceIds);
    if (joined.sourceIds.length === 0) {
      delete joined.sourceIds;
      joined.severities = [];
    }
  }
  if (one.search !== undefined && other.search !== undefined) joined.search = `${one.search} ${other.search}`;
  const expressions = [one.where ?? '', other.where ?? ''];
  for (const [list, field] of NAME_LISTS) {
    // Two lists of names cannot be one: a unit may be meant by its name with and without its ending.
    const names = one[list];
    if (names !== undefined && other[list] !== undefined) expressions.push(formatQuery(anyOf(field, names)));
  }
  const written = expressions.filter((expression) => expression.trim() !== '');
  if (written.length > 1) joined.where = written.map((expression) => `(${expression})`).join(' ');
  else if (written[0] !== undefined) joined.where = written[0];
  return joined;
}

function inBoth(one: readonly number[], other: readonly number[]): number[] {
  return one.filter((value) => other.includes(value));
}

function anyOf(field: (typeof NAME_LISTS)[number][1], names: readonly string[]): QueryNode {
  const children = names.map((value): QueryNode => ({
    kind: 'field',
    field,
    match: { kind: 'equals', value },
  }));
  return { kind: 'or', children };
}
