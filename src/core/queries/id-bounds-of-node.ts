import type { IdBounds } from './id-bounds.ts';
import type { QueryNode } from './query-language/query-node.ts';

const ALL_IDS: IdBounds = { firstId: 1, lastId: Number.MAX_SAFE_INTEGER };
const NO_IDS: IdBounds = { firstId: Number.MAX_SAFE_INTEGER, lastId: 0 };

/**
 * Between which ids the entries lie that a node can match, as far as its comparisons with `id` say it: never too narrow, so
 * that a chosen stretch of the log is read alone and not found by trying all entries.
 */
export function idBoundsOfNode(node: QueryNode): IdBounds {
  switch (node.kind) {
    case 'id':
      return boundsOfComparison(node);
    case 'and':
      return node.children.map(idBoundsOfNode).reduce(
        (both, bounds) => ({
          firstId: Math.max(both.firstId, bounds.firstId),
          lastId: Math.min(both.lastId, bounds.lastId),
        }),
        ALL_IDS,
      );
    case 'or':
      return node.children.map(idBoundsOfNode).reduce(
        (either, bounds) => ({
          firstId: Math.min(either.firstId, bounds.firstId),
          lastId: Math.max(either.lastId, bounds.lastId),
        }),
        NO_IDS,
      );
    default:
      return ALL_IDS;
  }
}

function boundsOfComparison({ operator, value }: Extract<QueryNode, { kind: 'pid' | 'id' }>): IdBounds {
  switch (operator) {
    case '=':
      return { firstId: value, lastId: value };
    case '<':
      return { ...ALL_IDS, lastId: value - 1 };
    case '<=':
      return { ...ALL_IDS, lastId: value };
    case '>':
      return { ...ALL_IDS, firstId: Math.min(value + 1, Number.MAX_SAFE_INTEGER) };
    case '>=':
      return { ...ALL_IDS, firstId: value };
    default:
      return operator satisfies never;
  }
}
