import type { QueryPiece, ValuePiece } from './query-pieces.ts';
import { queryPieces } from './query-pieces.ts';

/** A longer value is asked for by its beginning: a whole query has at most 10,000 characters. */
const VALUE_MAX_LENGTH = 2_000;

/** Fields of which upper and lower case mean the same (docs/query-language.md). */
const CASELESS_FIELDS: ReadonlySet<string> = new Set([
  'severity',
  'unit',
  'identifier',
  'host',
  'boot',
  'message',
]);

/**
 * A value as it is written in a query, so that it is found as it is: in quotation marks where it needs them, its own stars
 * and backslashes escaped. Only a line break becomes a wildcard, as a query is one line, and so does what lies beyond 2,000
 * characters.
 */
export function quoteValue(value: string): string {
  if (/^[\w.@:/+-]+$/.test(value)) return value.length <= VALUE_MAX_LENGTH ? value : `${cut(value)}*`;
  const escaped = cut(value)
    .replaceAll(/["\\*]/g, String.raw`\$&`)
    .replaceAll(/[\r\n]+/g, '*');
  return `"${escaped}${value.length <= VALUE_MAX_LENGTH ? '' : '*'}"`;
}

function cut(value: string): string {
  // Not between the halves of a character.
  return value.slice(0, VALUE_MAX_LENGTH).replace(/[\ud800-\udbff]$/, '');
}

/** A raw field's name as a query names it: by itself when it is all capitals, otherwise with `raw.`. */
export function rawFieldName(name: string): string {
  return /^_*[A-Z][A-Z0-9_]*$/.test(name) ? name : `raw.${name}`;
}

/**
 * The term that selects exactly the entries with this value. An empty value: those that have none.
 * @param field a field of the query language, or `rawFieldName(name)`
 */
export function termOf(field: string, value: string): string {
  return `${field}:${quoteValue(value)}`;
}

/** The term that leaves out what `term` selects. */
export function exclusionOf(term: string): string {
  return `-${term}`;
}

/**
 * The query narrowed down by a term of `termOf` or `exclusionOf`. The opposite of the term is taken out. A query that says
 * so already stays as it is.
 */
export function withTerm(where: string, term: string): string {
  if (hasTerm(where, term)) return where;
  const opposite = term.startsWith('-') ? term.slice(1) : exclusionOf(term);
  return narrowedBy(withoutTerm(where, opposite), term);
}

/** The query AND an expression that is one term or stands in brackets. */
export function narrowedBy(where: string, expression: string): string {
  const rest = where.trim();
  if (rest === '') return expression;
  return hasTopLevelOr(queryPieces(rest)) ? `(${rest}) ${expression}` : `${rest} ${expression}`;
}

/** The query without the entries that `term` (of `termOf`) selects. */
export function withExclusion(where: string, term: string): string {
  return withTerm(where, exclusionOf(term));
}

/** Whether the query is narrowed down by this very term; in one of several alternatives it does not narrow it. */
export function hasTerm(where: string, term: string): boolean {
  const wanted = soleCondition(term);
  return wanted !== undefined && conditionsOf(where).some((condition) => holds(condition, wanted));
}

/** The query without this term, wherever it narrows it down; of a list of values only the one is taken out. */
export function withoutTerm(where: string, term: string): string {
  const wanted = soleCondition(term);
  if (wanted === undefined) return where;
  let rest = where;
  let found = conditionsOf(rest).find((condition) => holds(condition, wanted));
  if (found === undefined) return where;
  while (found !== undefined) {
    rest = withoutValue(rest, found, wanted);
    found = conditionsOf(rest).find((condition) => holds(condition, wanted));
  }
  return withoutOuterBrackets(rest.trim());
}

/** The values that the query asks for and leaves out, by terms that narrow it down. Values with a wildcard are not among them. */
export function termValues(where: string, field: string): { included: string[]; excluded: string[] } {
  const name = comparableName(field);
  const values = { included: new Array<string>(), excluded: new Array<string>() };
  for (const condition of conditionsOf(where)) {
    if (condition.name !== name) continue;
    const side = condition.isNegated ? values.excluded : values.included;
    side.push(...condition.values.filter(({ hasWildcard }) => !hasWildcard).map(({ text }) => text));
  }
  return values;
}

/** A condition that all entries must fulfil. */
interface Condition {
  /** With its NOT or `-`, and with the AND that joins it to what stands before or, for the first one, behind. */
  start: number;
  end: number;
  name: string;
  isNegated: boolean;
  values: ValuePiece[];
}

/** The conditions that stand beside one another and must all hold. Those in brackets and beside an OR are none. */
function conditionsOf(where: string): Condition[] {
  const pieces = queryPieces(where);
  if (hasTopLevelOr(pieces)) return [];
  const conditions: Condition[] = [];
  let depth = 0;
  let firstIndex = 0;
  let isNegated = false;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'open') depth += 1;
    else if (piece.kind === 'close') depth -= 1;
    if (piece.kind === 'not' || piece.kind === 'exclude') {
      isNegated = !isNegated;
      continue;
    }
    if (depth === 0 && piece.kind === 'condition' && /^(?::|=|!=)$/.test(piece.operator)) {
      const before = pieces[firstIndex - 1];
      const behind = pieces[index + 1];
      conditions.push({
        start: (before?.kind === 'and' ? before : (pieces[firstIndex] ?? piece)).start,
        end: (before === undefined && behind?.kind === 'and' ? behind : piece).end,
        name: comparableName(piece.name),
        isNegated: isNegated !== (piece.operator === '!='),
        values: piece.values,
      });
    }
    firstIndex = index + 1;
    isNegated = false;
  }
  return conditions;
}

function hasTopLevelOr(pieces: readonly QueryPiece[]): boolean {
  let depth = 0;
  for (const { kind } of pieces) {
    if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    else if (kind === 'or' && depth === 0) return true;
  }
  return false;
}

function soleCondition(term: string): Condition | undefined {
  const conditions = conditionsOf(term);
  return conditions.length === 1 ? conditions[0] : undefined;
}

function holds(condition: Condition, wanted: Condition): boolean {
  return (
    condition.name === wanted.name &&
    condition.isNegated === wanted.isNegated &&
    condition.values.some((value) => isSameValue(value, wanted))
  );
}

function isSameValue(value: ValuePiece, { name, values: [wanted] }: Condition): boolean {
  return (
    wanted !== undefined &&
    value.hasWildcard === wanted.hasWildcard &&
    comparableValue(name, value.text) === comparableValue(name, wanted.text)
  );
}

function comparableName(name: string): string {
  if (name.startsWith('raw.')) return rawFieldName(name.slice('raw.'.length));
  return rawFieldName(name) === name ? name : name.toLowerCase();
}

function comparableValue(name: string, text: string): string {
  const value = CASELESS_FIELDS.has(name) ? text.toLowerCase() : text;
  if (name === 'unit') return value.replace(/\.service$/, '');
  return name === 'boot' ? value.replaceAll('-', '') : value;
}

function withoutValue(where: string, condition: Condition, wanted: Condition): string {
  const kept = condition.values.filter((value) => !isSameValue(value, wanted));
  const [first] = condition.values;
  const last = condition.values.at(-1);
  if (kept.length > 0 && first !== undefined && last !== undefined) {
    const written = kept.map(({ start, end }) => where.slice(start, end)).join(',');
    return where.slice(0, first.start) + written + where.slice(last.end);
  }
  return `${where.slice(0, condition.start).trimEnd()} ${where.slice(condition.end).trimStart()}`.trim();
}

/** `(a OR b)` without the brackets that stood there for another term's sake. */
function withoutOuterBrackets(where: string): string {
  const pieces = queryPieces(where);
  if (pieces[0]?.kind !== 'open') return where;
  let depth = 0;
  for (const [index, { kind }] of pieces.entries()) {
    if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    if (depth === 0) return index === pieces.length - 1 ? where.slice(1, -1).trim() : where;
  }
  return where;
}
