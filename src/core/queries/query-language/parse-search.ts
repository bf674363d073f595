import type { QueryNode } from './query-node.ts';
import { queryError } from './query-error.ts';
import { readQuotedText } from './read-quoted-text.ts';

const MAX_WORDS = 500;

/**
 * Reads plain search text: words and "phrases", all of which must hold; nothing else of the query language means
 * anything, so `-v`, `a:b` and `OR` are words. null: the text is blank. Throws an AppError `query.invalid`.
 */
export function parseSearch(text: string): QueryNode | null {
  const children: QueryNode[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      at += 1;
    } else if (character === '"') {
      const { parts, end } = readQuotedText(text, at);
      // An empty phrase is in every message.
      if (end - at > 2) children.push({ kind: 'phrase', text: parts.join('*') });
      at = end;
    } else {
      const start = at;
      while (at < text.length && !/[\s"]/.test(text.charAt(at))) at += 1;
      children.push({ kind: 'word', text: text.slice(start, at) });
    }
  }
  if (children.length > MAX_WORDS) {
    throw queryError({ start: 0, end: text.length }, `Search for at most ${String(MAX_WORDS)} words.`, []);
  }
  const [only] = children;
  if (only === undefined) return null;
  return children.length === 1 ? only : { kind: 'and', children };
}
