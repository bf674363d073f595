import type { QueryNode } from './query-language/query-node.ts';

/** An expression for the full-text index that finds at least every entry that the nodes match. */
export interface FullTextExpression {
  match: string;
  /** The index finds exactly the matches of these nodes, so they need no second look. */
  exact: ReadonlySet<QueryNode>;
}

/** What unicode61 takes for a token: letters, numbers, private use. Source: SQLite FTS5 documentation, section 4.3.1. */
const TOKEN = /[\p{L}\p{N}\p{Co}]+/gu;
/** unicode61 splits words of some scripts at their vowel signs, others not: such words are left to the second look. */
const MARK = /\p{M}/u;
const PLAIN_WORD = /^[a-z0-9]+$/i;

/**
 * Takes what the index can answer from nodes that must all match. undefined: nothing. The index keeps no positions
 * (detail=none), so it knows tokens but not their order.
 */
export function fullTextExpression(nodes: readonly QueryNode[]): FullTextExpression | undefined {
  const terms: string[] = [];
  const exact = new Set<QueryNode>();
  for (const node of nodes) {
    if ((node.kind === 'word' || node.kind === 'phrase') && MARK.test(node.text.normalize('NFC'))) continue;
    if (node.kind === 'word') {
      const tokens = node.text.match(TOKEN) ?? [];
      terms.push(
        ...tokens.map((token, index) =>
          term(token, index === tokens.length - 1 && node.text.endsWith(token)),
        ),
      );
      if (PLAIN_WORD.test(node.text)) exact.add(node);
    } else if (node.kind === 'phrase') {
      // It may begin in the middle of a word, which the index cannot find; every other token begins one.
      const tokens = [...node.text.matchAll(TOKEN)].filter((token) => token.index > 0);
      terms.push(
        ...tokens.map(({ 0: token, index }) => term(token, index + token.length === node.text.length)),
      );
    }
  }
  return terms.length === 0 ? undefined : { match: terms.join(' AND '), exact };
}

/** A token contains neither quotes nor anything else of the expression's own syntax. */
function term(token: string, isPrefix: boolean): string {
  return `"${token}"${isPrefix ? ' *' : ''}`;
}
