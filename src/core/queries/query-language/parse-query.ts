import { parseCondition } from './parse-condition.ts';
import { queryError } from './query-error.ts';
import type { QueryNode } from './query-node.ts';
import type { QueryToken } from './query-token.ts';
import { TERM_STARTS, tokenizeQuery } from './tokenize-query.ts';

/** Brackets and negations within one another; far above what a person writes, far below what a call stack holds. */
const MAX_DEPTH = 50;

/** Half of SQLite's limit on the depth of an expression (1,000: https://sqlite.org/limits.html). */
const MAX_CONDITIONS = 500;

/**
 * Reads an expression of the query language (docs/query-language.md). null: the text is blank and restricts nothing.
 * `nowUnixUs` is what relative times are counted from; clock times are in the process's time zone.
 * Throws an AppError `query.invalid` with detail `{ position, length, expected }` and nothing else.
 */
export function parseQuery(text: string, nowUnixUs: number): QueryNode | null {
  const tokens = tokenizeQuery(text);
  if (tokens.length === 1) return null;
  const conditions = countConditions(tokens);
  if (conditions > MAX_CONDITIONS) {
    throw queryError(
      { start: 0, end: text.length },
      `This query has ${String(conditions)} conditions; ${String(MAX_CONDITIONS)} are the most that can be asked at once.`,
      [],
    );
  }
  return new QueryParser(tokens, nowUnixUs).parse();
}

function countConditions(tokens: readonly QueryToken[]): number {
  let count = 0;
  for (const token of tokens) {
    if (token.kind === 'condition') count += token.values.length;
    else if (token.kind === 'word' || token.kind === 'phrase' || token.kind === 'regex') count += 1;
  }
  return count;
}

/** Recursive descent: or < and (written or not) < not, exclude < term, brackets. */
class QueryParser {
  readonly #tokens: readonly QueryToken[];
  readonly #nowUnixUs: number;
  #at = 0;

  constructor(tokens: readonly QueryToken[], nowUnixUs: number) {
    this.#tokens = tokens;
    this.#nowUnixUs = nowUnixUs;
  }

  parse(): QueryNode {
    const node = this.#parseOr(0);
    const token = this.#peek();
    if (token.kind === 'close') {
      throw queryError(token, 'This bracket closes none that is open.', ['AND', 'OR', ...TERM_STARTS]);
    }
    return node;
  }

  #parseOr(depth: number): QueryNode {
    const children = [this.#parseAnd(depth)];
    while (this.#peek().kind === 'or') {
      this.#at += 1;
      children.push(this.#parseAnd(depth));
    }
    return joined('or', children);
  }

  #parseAnd(depth: number): QueryNode {
    const children = [this.#parseNot(depth)];
    while (true) {
      const { kind } = this.#peek();
      if (kind === 'or' || kind === 'close' || kind === 'end') return joined('and', children);
      if (kind === 'and') this.#at += 1;
      children.push(this.#parseNot(depth));
    }
  }

  #parseNot(depth: number): QueryNode {
    const token = this.#peek();
    if (depth > MAX_DEPTH) {
      throw queryError(token, `Brackets and NOT go deeper than ${String(MAX_DEPTH)} here.`, []);
    }
    if (token.kind !== 'not' && token.kind !== 'exclude') return this.#parseTerm(depth);
    this.#at += 1;
    return { kind: 'not', child: this.#parseNot(depth + 1) };
  }

  #parseTerm(depth: number): QueryNode {
    const token = this.#peek();
    switch (token.kind) {
      case 'word':
        this.#at += 1;
        return { kind: 'word', text: token.text };
      case 'phrase':
        this.#at += 1;
        if (token.text === '') throw queryError(token, 'There is no text between these marks.', ['text']);
        return { kind: 'phrase', text: token.text };
      case 'regex':
        this.#at += 1;
        return { kind: 'regex', source: token.source, flags: token.flags };
      case 'condition':
        this.#at += 1;
        return parseCondition(token, this.#nowUnixUs);
      case 'open':
        return this.#parseBrackets(depth);
      case 'and':
      case 'or':
      case 'not':
      case 'exclude':
      case 'close':
      case 'end':
        throw this.#missingTerm(token);
    }
  }

  #parseBrackets(depth: number): QueryNode {
    const open = this.#peek();
    this.#at += 1;
    const node = this.#parseOr(depth + 1);
    if (this.#peek().kind !== 'close') throw queryError(open, 'This bracket is never closed.', [')']);
    this.#at += 1;
    return node;
  }

  #missingTerm(token: QueryToken): Error {
    const previous = this.#tokens[this.#at - 1];
    if (token.kind === 'close' && previous?.kind === 'open') {
      return queryError(
        { start: previous.start, end: token.end },
        'There is nothing between these brackets.',
        [...TERM_STARTS],
      );
    }
    if (token.kind === 'close' && previous === undefined) {
      return queryError(token, 'This bracket closes none that is open.', TERM_STARTS);
    }
    const word = token.kind.toUpperCase();
    if (token.kind === 'and' || token.kind === 'or') {
      return queryError(
        token,
        `Something to look for is missing before ${word}. To look for the word itself write it in small letters.`,
        TERM_STARTS,
      );
    }
    const after = previous?.kind === 'exclude' ? '"-"' : previous?.kind.toUpperCase();
    const what = after === undefined || after === 'OPEN' ? '' : ` after ${after}`;
    return queryError(token, `Something to look for is missing${what}.`, TERM_STARTS);
  }

  #peek(): QueryToken {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new RangeError('the parser read past the end token');
    return token;
  }
}

/** One child stands for itself; children of the same kind are taken in: (a AND b) AND c is one `and` of three. */
function joined(kind: 'and' | 'or', children: readonly QueryNode[]): QueryNode {
  const [only] = children;
  if (children.length === 1 && only !== undefined) return only;
  return {
    kind,
    children: children.flatMap((child) => (child.kind === kind ? child.children : [child])),
  };
}
