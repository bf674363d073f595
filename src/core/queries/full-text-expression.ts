import { WORDS, foldText } from '../store/indexed-message.ts';
import type { QueryNode } from './query-language/query-node.ts';

/** An expression for the full-text index that finds at least every entry that the nodes match. */
export interface FullTextExpression {
  match: string;
  /** The index finds exactly the matches of these nodes, so they need no second look. */
  exact: ReadonlySet<QueryNode>;
}

const PLAIN_WORD = /^[a-z0-9]+$/i;

/**
 * Takes what the index can answer from nodes that must all match. undefined: nothing. The index keeps no positions
 * (detail=none), so it knows tokens but not their order.
 */
export function fullTextExpression(nodes: readonly QueryNode[]): FullTextExpression | undefined {
  const terms: string[] = [];
  const exact = new Set<QueryNode>();
  for (const node of nodes) {
    if (node.kind !== 'word' && node.kind !== 'phrase') continue;
    const text = foldText(node.text);
    const tokens = [...text.matchAll(WORDS)];
    // A phrase may begin in the middle of a word, which the index cannot find; every other token begins one.
    const found = node.kind === 'word' ? tokens : tokens.filter((token) => token.index > 0);
    terms.push(...found.map(({ 0: token, index }) => term(token, index + token.length === text.length)));
    if (node.kind === 'word' && PLAIN_WORD.test(text)) exact.add(node);
  }
  return terms.length === 0 ? undefined : { match: terms.join(' AND '), exact };
}

/** A token contains neither quotes nor anything else of the expression's own syntax. */
function term(token: string, isPrefix: boolean): string {
  return `"${token}"${isPrefix ? ' *' : ''}`;
}
