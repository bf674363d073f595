import { idAbove, idBelow } from '#contract/entry-id.ts';
import type { IdBounds } from './id-bounds.ts';
import type { QueryNode } from './query-language/query-node.ts';

const ALL_IDS: IdBounds = { firstId: 0, lastId: Number.MAX_SAFE_INTEGER };
const NO_IDS: IdBounds = { firstId: Number.MAX_SAFE_INTEGER, lastId: 0 };

/**
 * Between which ids the entries lie that a node can match, as far as its comparisons with `id` say it: never too narrow, so
 * that a chosen stretch of the log is read alone and not found by trying all entries. Both ends may be no whole numbers: late entries have
 * such ids, and one can lie directly beside the end of a comparison.
 */
export function idBoundsOfNode(node: QueryNode, hasLate = false): IdBounds {
  switch (node.kind) {
    case 'id':
      return boundsOfComparison(node, hasLate);
    case 'and':
      return node.children
        .map((child) => idBoundsOfNode(child, hasLate))
        .reduce(
          (both, bounds) => ({
            firstId: Math.max(both.firstId, bounds.firstId),
            lastId: Math.min(both.lastId, bounds.lastId),
          }),
          ALL_IDS,
        );
    case 'or':
      return node.children
        .map((child) => idBoundsOfNode(child, hasLate))
        .reduce(
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

function boundsOfComparison(
  { operator, value }: Extract<QueryNode, { kind: 'pid' | 'id' }>,
  hasLate: boolean,
): IdBounds {
  switch (operator) {
    case '=':
      // Also the number under which a late entry is stored: its place lies before it.
      return { firstId: hasLate ? 0 : value, lastId: value };
    case '<':
      return { ...ALL_IDS, lastId: value > 0 ? idBelow(value) : 0 };
    case '<=':
      return { ...ALL_IDS, lastId: value };
    case '>':
      return { ...ALL_IDS, firstId: idAbove(value) };
    case '>=':
      return { ...ALL_IDS, firstId: value };
    default:
      return operator satisfies never;
  }
}
