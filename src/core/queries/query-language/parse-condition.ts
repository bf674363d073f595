import type { Severity } from '#contract/severity.ts';
import { SEVERITY_NAMES, parseSeverity } from '#contract/severity.ts';
import { ENTRY_MARKS, QUERY_FIELDS, type QueryFieldName } from './field-names.ts';
import { parseTime } from './parse-time.ts';
import { queryError, quoted } from './query-error.ts';
import type { FieldMatch, NumberOperator, QueryField, QueryNode } from './query-node.ts';
import type { QueryToken, ValueToken } from './query-token.ts';
import { wildcardPattern } from './wildcard-pattern.ts';

type ConditionToken = Extract<QueryToken, { kind: 'condition' }>;

/** Turns `field:value` into its question. Throws an AppError `query.invalid` at the part that is wrong. */
export function parseCondition(token: ConditionToken, nowUnixUs: number): QueryNode {
  const { name, isRaw } = token.field;
  if (isRaw) return fieldNode(token, { raw: name });
  const field = name.toLowerCase() as QueryFieldName;
  switch (field) {
    case 'severity':
      return severityNode(token);
    case 'pid':
    case 'id':
      return numberNode(token, field);
    case 'after':
    case 'before':
      return timeNode(token, field, nowUnixUs);
    case 'unit':
    case 'identifier':
    case 'host':
    case 'boot':
    case 'message':
    case 'source':
    case 'note':
      return fieldNode(token, field);
    case 'is':
      return markNode(token);
    default:
      field satisfies never;
      throw queryError(
        token.field,
        `There is no field ${quoted(name)}. Use one of ${QUERY_FIELDS.join(', ')}, or a raw field's own name ` +
          'in capitals. To look for this text put it in quotes.',
        QUERY_FIELDS,
      );
  }
}

function severityNode(token: ConditionToken): QueryNode {
  const { operator, values } = token;
  if (operator === ':' || operator === '!=') {
    const chosen = values.flatMap((value) => {
      const text = valueText(value);
      return text.endsWith('+') ? upTo(readSeverity(value, text.slice(0, -1))) : [readSeverity(value, text)];
    });
    const node: QueryNode = { kind: 'severities', severities: ascending(chosen) };
    return operator === ':' ? node : { kind: 'not', child: node };
  }
  const value = singleValue(token);
  const than = readSeverity(value, valueText(value));
  // ">=" is "at least as severe as": a smaller number is worse.
  const severities = upTo(7).filter((severity) => {
    switch (operator) {
      case '>':
        return severity < than;
      case '>=':
        return severity <= than;
      case '<':
        return severity > than;
      case '<=':
        return severity >= than;
    }
  });
  return { kind: 'severities', severities };
}

function readSeverity(value: ValueToken, text: string): Severity {
  const severity = parseSeverity(text);
  if (severity !== undefined) return severity;
  throw queryError(
    value,
    `There is no severity ${quoted(text)}. Use one of ${SEVERITY_NAMES.join(', ')}.`,
    SEVERITY_NAMES,
  );
}

/** All that are at least as severe. */
function upTo(severity: Severity): Severity[] {
  return Array.from({ length: severity + 1 }, (_, index) => index);
}

function ascending(severities: readonly Severity[]): Severity[] {
  return [...new Set(severities)].toSorted((one, other) => one - other);
}

function numberNode(token: ConditionToken, field: 'pid' | 'id'): QueryNode {
  const { operator, values } = token;
  if (operator === ':' || operator === '!=') {
    const node = anyOf(values.map((value) => numberComparison(field, '=', value)));
    return operator === ':' ? node : { kind: 'not', child: node };
  }
  return numberComparison(field, operator, singleValue(token));
}

function numberComparison(kind: 'pid' | 'id', operator: NumberOperator, value: ValueToken): QueryNode {
  const text = valueText(value);
  // The id of an entry that came late lies between two whole numbers.
  const form = kind === 'id' ? /^[0-9]+(\.[0-9]+)?(e-?[0-9]{1,3})?$/ : /^[0-9]+$/;
  const number = form.test(text) ? Number(text) : Number.NaN;
  if (!(number <= Number.MAX_SAFE_INTEGER)) {
    const what = kind === 'id' ? 'An id is a number' : 'A pid is a whole number';
    throw queryError(value, `${what}, not ${quoted(text)}.`, [kind === 'id' ? 'a number' : 'a whole number']);
  }
  return { kind, operator, value: number };
}

const TIME_EXAMPLES = [
  '"yesterday 17:30"',
  '"2h ago"',
  '06:00',
  '2026-11-22T09:25:01Z',
  '@1795339501',
] as const;

function timeNode(token: ConditionToken, field: 'after' | 'before', nowUnixUs: number): QueryNode {
  if (token.operator !== ':') {
    throw queryError(token.field, `${field} is followed by ":" and a time.`, [`${field}:`]);
  }
  const value = singleValue(token);
  const text = valueText(value);
  const unixUs = parseTime(text, nowUnixUs);
  if (unixUs === undefined) {
    throw queryError(
      value,
      `${quoted(text)} is no time. Write it like ${TIME_EXAMPLES.join(', ')}; with a space in it, it needs quotes.`,
      TIME_EXAMPLES,
    );
  }
  return field === 'after' ? { kind: 'time', from: unixUs } : { kind: 'time', until: unixUs };
}

function markNode(token: ConditionToken): QueryNode {
  checkEquality(token);
  const node = anyOf(
    token.values.map((value): QueryNode => {
      const text = valueText(value);
      if (text.toLowerCase() === 'bookmarked') return { kind: 'bookmarked' };
      throw queryError(
        value,
        `"is" does not know ${quoted(text)}. Use is:${ENTRY_MARKS.join(', is:')}.`,
        ENTRY_MARKS,
      );
    }),
  );
  return token.operator === ':' ? node : { kind: 'not', child: node };
}

function fieldNode(token: ConditionToken, field: QueryField): QueryNode {
  checkEquality(token);
  const node = anyOf(
    token.values.map((value): QueryNode => ({ kind: 'field', field, match: fieldMatch(field, value.parts) })),
  );
  return token.operator === ':' ? node : { kind: 'not', child: node };
}

function checkEquality({ field, operator }: ConditionToken): void {
  if (operator === ':' || operator === '!=') return;
  throw queryError(
    field,
    `Only severity, pid and id can be compared with ${quoted(operator)}; ${field.name} takes ":" or "!=".`,
    [':', '!='],
  );
}

function fieldMatch(field: QueryField, parts: readonly string[]): FieldMatch {
  // Some tools print boot ids as UUIDs, with hyphens; the journal's fields hold them without.
  const wanted = field === 'boot' ? parts.map((part) => part.toLowerCase().replaceAll('-', '')) : parts;
  const [only = ''] = wanted;
  return wanted.length === 1
    ? { kind: 'equals', value: only }
    : { kind: 'wildcard', pattern: wildcardPattern(wanted) };
}

function anyOf(nodes: readonly QueryNode[]): QueryNode {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind: 'or', children: [...nodes] };
}

function valueText(value: ValueToken): string {
  return value.parts.join('*');
}

function singleValue(token: ConditionToken): ValueToken {
  const [first, second] = token.values;
  if (first === undefined) throw new RangeError('a condition always has a value');
  if (second !== undefined) {
    throw queryError(second, 'A list cannot stand here: write one value.', ['one value']);
  }
  return first;
}
