import type { QueryPiece, ValuePiece } from '../../state/query-pieces.ts';
import { queryPieces } from '../../state/query-pieces.ts';
import { texts } from '../../texts.ts';

/** What stands at the caret: a stretch of the text that a suggestion would replace, and what is typed of it so far. */
export type CompletionPlace =
  /** A word, or a place where one could begin. */
  | { kind: 'term'; start: number; end: number; prefix: string }
  | { kind: 'value'; field: string; operator: string; start: number; end: number; prefix: string }
  /** Inside text that only the user knows: a phrase, a regular expression. */
  | { kind: 'none' };

/** Finds what is being typed at `caret`, a position in UTF-16 code units. */
export function completionPlace(text: string, caret: number): CompletionPlace {
  const piece = queryPieces(text).find(({ start, end }) => start < caret && caret <= end);
  if (piece === undefined) return { kind: 'term', start: caret, end: caret, prefix: '' };
  switch (piece.kind) {
    case 'open':
    case 'exclude':
      return { kind: 'term', start: caret, end: caret, prefix: '' };
    case 'word':
    case 'and':
    case 'or':
    case 'not':
      return { kind: 'term', start: piece.start, end: piece.end, prefix: text.slice(piece.start, caret) };
    case 'condition':
      return conditionPlace(text, caret, piece);
    case 'close':
    case 'phrase':
    case 'regex':
      return { kind: 'none' };
    default:
      return piece satisfies never;
  }
}

function conditionPlace(
  text: string,
  caret: number,
  piece: Extract<QueryPiece, { kind: 'condition' }>,
): CompletionPlace {
  const value = piece.values.find(({ start, end }) => start <= caret && caret <= end);
  if (value === undefined) {
    const nameEnd = piece.start + piece.name.length;
    // Beyond the name stands the operator; a name in the middle of a condition is not completed.
    return caret > nameEnd
      ? { kind: 'none' }
      : { kind: 'term', start: piece.start, end: nameEnd, prefix: text.slice(piece.start, caret) };
  }
  if (value.hasWildcard || isBehindQuote(text, caret, value)) return { kind: 'none' };
  const { name: field, operator } = piece;
  const prefix = text.slice(value.start, caret).replace(/^"/, '');
  return { kind: 'value', field, operator, start: value.start, end: value.end, prefix };
}

function isBehindQuote(text: string, caret: number, value: ValuePiece): boolean {
  return caret === value.end && text.charAt(value.start) === '"' && !value.isUnclosed;
}

/**
 * What a text that ends with a field without a value asks for so far: what stands before that field. null: it does not end
 * so, or what is left is no query by itself. An empty value is written as `unit:""`.
 */
export function beforeMissingValue(text: string): string | null {
  const pieces = queryPieces(text);
  const last = pieces.at(-1);
  if (last?.kind !== 'condition' || last.end < text.length) return null;
  if (last.values.some(({ start, end }) => start !== end)) return null;
  const before = pieces.slice(0, -1);
  const isWhole = before.every(
    ({ kind }) => kind === 'word' || kind === 'condition' || kind === 'phrase' || kind === 'regex',
  );
  return isWhole ? text.slice(0, last.start) : null;
}

/**
 * Whether the text up to the caret ends in the middle of something: a value, a time, an open phrase or bracket. Searching for
 * that would show nothing, or a mistake that is none yet.
 */
export function isUnfinished(text: string, caret: number): boolean {
  if (caret < text.length) return false;
  const pieces = queryPieces(text);
  const last = pieces.at(-1);
  if (last === undefined || last.end < text.length) return isOpenAtEnd(pieces);
  switch (last.kind) {
    case 'condition':
      return last.values.at(-1)?.end !== last.end || completionPlace(text, caret).kind === 'value';
    case 'phrase':
    case 'regex':
      return last.isUnclosed;
    case 'and':
    case 'or':
    case 'not':
    case 'exclude':
      return true;
    case 'word':
      return isFieldBegun(text.slice(last.start)) || isOpenAtEnd(pieces);
    case 'open':
    case 'close':
      return isOpenAtEnd(pieces);
    default:
      return last satisfies never;
  }
}

/** Fewer letters begin a word as well as a field. */
const TELLING_LETTERS = 3;

function isFieldBegun(word: string): boolean {
  const begun = word.toLowerCase();
  return (
    begun.length >= TELLING_LETTERS && Object.keys(texts.search.fields).some((name) => name.startsWith(begun))
  );
}

function isOpenAtEnd(pieces: readonly QueryPiece[]): boolean {
  const last = pieces.at(-1)?.kind;
  if (last === 'and' || last === 'or' || last === 'not') return true;
  const opened = pieces.filter(({ kind }) => kind === 'open').length;
  return opened > pieces.filter(({ kind }) => kind === 'close').length;
}
