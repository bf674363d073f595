/** A stretch of a query's text in UTF-16 code units; `end` is exclusive. */
interface Stretch {
  start: number;
  end: number;
}

/** One value of a condition, as it is written. */
export interface ValuePiece extends Stretch {
  /** Without its quotation marks and escapes; a wildcard stands as `*`. */
  text: string;
  hasWildcard: boolean;
  /** Its quotation mark is missing at the end. */
  isUnclosed: boolean;
}

/** One piece of a query as it is being typed. */
export type QueryPiece = Stretch &
  (
    | { kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'exclude' }
    /** A regular expression keeps its slashes and flags, a phrase its quotation marks. */
    | { kind: 'word' | 'phrase' | 'regex'; isUnclosed: boolean }
    | {
        kind: 'condition';
        /** The field as it is written, with `raw.`. */
        name: string;
        operator: string;
        /** At least one; the last is empty where nothing stands yet. */
        values: ValuePiece[];
      }
  );

const ENDS_TERM = /[\s()"]/;
const ENDS_VALUE = /[\s()",]/;
const FIELD_AND_OPERATOR = /((?:raw\.[^\s()":=<>!]+)|(?:[A-Za-z_][A-Za-z0-9_]*))(!=|>=|<=|[:=<>])/y;
const KEYWORDS: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' };

/**
 * Cuts the text of a query where the query language does (docs/query-language.md), but refuses nothing: what is not finished
 * yet is a piece up to the end of the text. For completion and for changes of single terms; what a query means is the engine's
 * business alone.
 */
export function queryPieces(text: string): QueryPiece[] {
  const pieces: QueryPiece[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) at += 1;
    else {
      const piece = readPiece(text, at);
      pieces.push(piece);
      at = piece.end;
    }
  }
  return pieces;
}

function readPiece(text: string, start: number): QueryPiece {
  switch (text.charAt(start)) {
    case '(':
      return { kind: 'open', start, end: start + 1 };
    case ')':
      return { kind: 'close', start, end: start + 1 };
    case '-':
      return { kind: 'exclude', start, end: start + 1 };
    case '"': {
      const { end, isUnclosed } = readQuoted(text, start);
      return { kind: 'phrase', start, end, isUnclosed };
    }
    case '/':
      return readRegex(text, start);
    default:
      return readCondition(text, start) ?? readWord(text, start);
  }
}

function readWord(text: string, start: number): QueryPiece {
  const end = endOf(text, start, ENDS_TERM);
  const word = text.slice(start, end);
  const keyword = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
  return keyword === undefined
    ? { kind: 'word', start, end, isUnclosed: false }
    : { kind: keyword, start, end };
}

function readRegex(text: string, start: number): QueryPiece {
  let isInClass = false;
  let close = start + 1;
  for (; close < text.length; close += 1) {
    const character = text.charAt(close);
    if (character === '\\') close += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    else if (character === '/' && !isInClass) break;
  }
  return close >= text.length
    ? { kind: 'regex', start, end: text.length, isUnclosed: true }
    : { kind: 'regex', start, end: endOf(text, close + 1, ENDS_TERM), isUnclosed: false };
}

function readCondition(text: string, start: number): QueryPiece | undefined {
  FIELD_AND_OPERATOR.lastIndex = start;
  const found = FIELD_AND_OPERATOR.exec(text);
  if (found === null) return undefined;
  const [whole, name = '', operator = ':'] = found;
  const values: ValuePiece[] = [];
  let at = start + whole.length;
  while (true) {
    const value = text.charAt(at) === '"' ? readQuoted(text, at) : readPlainValue(text, at);
    values.push(value);
    if (text.charAt(value.end) !== ',') {
      return { kind: 'condition', name, operator, values, start, end: value.end };
    }
    at = value.end + 1;
  }
}

function readQuoted(text: string, start: number): ValuePiece {
  const value = readValue(text, start + 1, /"/);
  const isUnclosed = value.end >= text.length;
  return { ...value, start, end: isUnclosed ? text.length : value.end + 1, isUnclosed };
}

function readPlainValue(text: string, start: number): ValuePiece {
  return readValue(text, start, ENDS_VALUE);
}

/** A backslash takes the next `"`, `\` or `*` literally; before anything else it stands for itself. */
function readValue(text: string, start: number, ends: RegExp): ValuePiece {
  let value = '';
  let hasWildcard = false;
  let end = start;
  while (end < text.length && !ends.test(text.charAt(end))) {
    const isEscape = text.charAt(end) === '\\' && /["\\*]/.test(text.charAt(end + 1));
    if (isEscape) end += 1;
    else if (text.charAt(end) === '*') hasWildcard = true;
    value += text.charAt(end);
    end += 1;
  }
  return { start, end, text: value, hasWildcard, isUnclosed: false };
}

function endOf(text: string, start: number, ends: RegExp): number {
  let end = start;
  while (end < text.length && !ends.test(text.charAt(end))) end += 1;
  return end;
}
