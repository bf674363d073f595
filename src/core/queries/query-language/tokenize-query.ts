import { queryError, quoted } from './query-error.ts';
import type { ConditionOperator, FieldToken, QueryToken, ValueToken } from './query-token.ts';
import { readQuotedText, readValueParts } from './read-quoted-text.ts';

const ENDS_TERM = /[\s()"]/;
const FIELD_AND_OPERATOR = /(?:raw\.([^\s()":=<>!]+)|([A-Za-z_][A-Za-z0-9_]*))(!=|>=|<=|[:=<>])/y;
const RAW_FIELD_NAME = /^_*[A-Z][A-Z0-9_]*$/;

/** What can begin a term, in words; the `expected` of many errors. */
export const TERM_STARTS = ['a word', 'a "phrase"', '/a regular expression/', 'field:value', '('] as const;

/**
 * Cuts a query into its tokens; the last one is always `end`. Linear in the text's length. Throws an AppError
 * `query.invalid` for what no token can be made of.
 */
export function tokenizeQuery(text: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, start: number): QueryToken {
  switch (text.charAt(start)) {
    case '(':
      return { kind: 'open', start, end: start + 1 };
    case ')':
      return { kind: 'close', start, end: start + 1 };
    case '"': {
      const phrase = readQuotedText(text, start);
      return { kind: 'phrase', text: phrase.parts.join('*'), start, end: phrase.end };
    }
    case '/':
      return readRegex(text, start);
    case '-':
      return readExclude(text, start);
    default:
      return readCondition(text, start) ?? readWord(text, start);
  }
}

function readExclude(text: string, start: number): QueryToken {
  const next = text.charAt(start + 1);
  if (next === '' || next === '-' || next === ')' || /\s/.test(next)) {
    throw queryError(
      { start, end: start + 1 },
      '"-" excludes what stands directly after it. To look for the character itself put it in quotes.',
      TERM_STARTS,
    );
  }
  return { kind: 'exclude', start, end: start + 1 };
}

const KEYWORDS = { AND: 'and', OR: 'or', NOT: 'not' } as const;

function isKeyword(word: string): word is keyof typeof KEYWORDS {
  return Object.hasOwn(KEYWORDS, word);
}

function readWord(text: string, start: number): QueryToken {
  const end = endOfTerm(text, start);
  const word = text.slice(start, end);
  return isKeyword(word) ? { kind: KEYWORDS[word], start, end } : { kind: 'word', text: word, start, end };
}

/** Whether the text stands for itself as one word of a query. */
export function isPlainWord(text: string): boolean {
  FIELD_AND_OPERATOR.lastIndex = 0;
  return (
    /^[^-/]/.test(text) &&
    endOfTerm(text, 0) === text.length &&
    !isKeyword(text) &&
    !FIELD_AND_OPERATOR.test(text)
  );
}

/** Where the first character at or after `start` stands that ends a word; the text's length when there is none. */
function endOfTerm(text: string, start: number): number {
  let end = start;
  while (end < text.length && !ENDS_TERM.test(text.charAt(end))) end += 1;
  return end;
}

/** Ends at the first `/` that is neither escaped nor in a character class, as in JavaScript. */
function readRegex(text: string, start: number): QueryToken {
  let isInClass = false;
  let close = start + 1;
  for (; close < text.length; close += 1) {
    const character = text.charAt(close);
    if (character === '\\') close += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    else if (character === '/' && !isInClass) break;
  }
  if (close >= text.length) {
    throw queryError(
      { start, end: text.length },
      'This regular expression has no closing "/". To look for text that begins with "/" put it in quotes.',
      ['/'],
    );
  }
  const end = endOfTerm(text, close + 1);
  const source = text.slice(start + 1, close);
  const flags = text.slice(close + 1, end);
  if (source === '') {
    throw queryError({ start, end }, 'This regular expression is empty.', ['/a regular expression/']);
  }
  if (flags !== '' && flags !== 'i') {
    throw queryError(
      { start: close + 1, end },
      `A regular expression can only have the flag "i", not ${quoted(flags)}. To look for a path put it in quotes.`,
      ['i', 'a space'],
    );
  }
  checkRegex(source, flags, { start, end });
  return { kind: 'regex', source, flags, start, end };
}

function checkRegex(source: string, flags: string, place: { start: number; end: number }): void {
  try {
    new RegExp(source, flags);
  } catch (error) {
    // V8 words it "Invalid regular expression: /SOURCE/FLAGS: REASON"; only the reason is news to the reader.
    const text = error instanceof Error ? error.message : String(error);
    const reason = text.slice(text.lastIndexOf(': ') + 2);
    throw queryError(place, `This regular expression is not valid: ${reason}.`, ['/a regular expression/']);
  }
}

/** `field:value`, `field>=value`, `field:one,two`. undefined: no name with an operator directly after it stands here. */
function readCondition(text: string, start: number): QueryToken | undefined {
  FIELD_AND_OPERATOR.lastIndex = start;
  const found = FIELD_AND_OPERATOR.exec(text);
  if (found === null) return undefined;
  const [whole, explicitRawName, plainName = '', written = ':'] = found;
  const field: FieldToken = {
    name: explicitRawName ?? plainName,
    isRaw: explicitRawName !== undefined || RAW_FIELD_NAME.test(plainName),
    start,
    end: start + whole.length - written.length,
  };
  const operator = written === '=' ? ':' : (written as ConditionOperator);
  const values = readValues(text, start + whole.length, `${text.slice(start, field.end)}${written}`);
  return { kind: 'condition', field, operator, values, start, end: values.at(-1)?.end ?? field.end };
}

function readValues(text: string, start: number, writtenBefore: string): ValueToken[] {
  const values: ValueToken[] = [];
  let at = start;
  while (true) {
    const value = readValue(text, at);
    if (value.end === value.start) {
      throw queryError(
        { start: at, end: at },
        values.length > 0
          ? 'A value is missing after the comma. A comma that belongs to a value needs quotes around the value.'
          : `${quoted(writtenBefore)} needs a value directly after it. To look for this text put it in quotes.`,
        ['a value'],
      );
    }
    values.push(value);
    if (text.charAt(value.end) !== ',') return values;
    at = value.end + 1;
  }
}

function readValue(text: string, start: number): ValueToken {
  const read = text.charAt(start) === '"' ? readQuotedText(text, start) : readValueParts(text, start);
  // Two stars in a row mean the same as one.
  const parts = read.parts.filter(
    (part, index) => part !== '' || index === 0 || index === read.parts.length - 1,
  );
  return { parts, start, end: read.end };
}
