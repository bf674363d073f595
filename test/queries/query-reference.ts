import type { ExportEntry, StoredValue } from '#core/exports/export-entry.ts';
import type { FieldMatch, NumberOperator, QueryNode } from '#core/queries/query-language/query-node.ts';
import { wildcardParts } from '#core/queries/query-language/wildcard-pattern.ts';

/** A message is searched by its beginning. */
const SEARCHED_LENGTH = 65_536;

/** The notes of the bookmarked entries, by id. */
type Notes = ReadonlyMap<number, string>;

/** What a query means, in the plainest way there is: one entry after another, no index. The judge over the real one. */
export function matchesQuery(node: QueryNode, entry: ExportEntry, notes: Notes = new Map()): boolean {
  switch (node.kind) {
    case 'and':
      return node.children.every((child) => matchesQuery(child, entry, notes));
    case 'or':
      return node.children.some((child) => matchesQuery(child, entry, notes));
    case 'not':
      return !matchesQuery(node.child, entry, notes);
    case 'word':
      return hasWord(folded(searched(entry)), folded(node.text));
    case 'phrase':
      return folded(searched(entry)).includes(folded(node.text));
    case 'regex':
      return new RegExp(node.source, node.flags).test(searched(entry));
    case 'severities':
      return node.severities.includes(entry.severity);
    case 'pid':
      return entry.pid !== null && compares(entry.pid, node.operator, node.value);
    case 'id':
      return compares(entry.id, node.operator, node.value);
    case 'time':
      return (
        entry.timeUnixUs >= (node.from ?? 0) && entry.timeUnixUs < (node.until ?? Number.POSITIVE_INFINITY)
      );
    case 'bookmarked':
      return notes.has(entry.id);
    case 'field':
      return matchesField(node, entry, notes);
    default:
      return node satisfies never;
  }
}

function matchesField(
  { field, match }: Extract<QueryNode, { kind: 'field' }>,
  entry: ExportEntry,
  notes: Notes,
): boolean {
  if (typeof field === 'object') return someValue(entry.fieldValues(field.raw), match);
  switch (field) {
    case 'boot':
      return someValue(entry.fieldValues('_BOOT_ID'), match);
    case 'source':
      return matchesValue(entry.source(), match);
    case 'message':
      return matchesValue(text(entry.message).toLowerCase(), lowered(match));
    case 'note':
      return matchesNote(notes.get(entry.id) ?? '', match);
    case 'unit': {
      const unit = entry.unit.toLowerCase();
      const hasShortName = match.kind === 'equals' && match.value !== '' && unit.endsWith('.service');
      return (
        matchesValue(unit, lowered(match)) ||
        (hasShortName && matchesValue(unit.slice(0, -'.service'.length), lowered(match)))
      );
    }
    case 'identifier':
    case 'host':
      return matchesValue(entry[field].toLowerCase(), lowered(match));
    default:
      return field satisfies never;
  }
}

function matchesNote(note: string, match: FieldMatch): boolean {
  if (match.kind === 'equals' && match.value !== '') return hasWord(folded(note), folded(match.value));
  return matchesValue(note.toLowerCase(), lowered(match));
}

function someValue(values: readonly StoredValue[], match: FieldMatch): boolean {
  if (values.length === 0) return match.kind === 'equals' && match.value === '';
  return values.some((value) => matchesValue(text(value), match));
}

function matchesValue(value: string, match: FieldMatch): boolean {
  if (match.kind === 'equals') return value === match.value;
  const parts = wildcardParts(match.pattern);
  if (parts.every((part) => part === '')) return value !== '';
  const [first = '', ...others] = parts;
  const last = others.pop() ?? '';
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

function lowered(match: FieldMatch): FieldMatch {
  return match.kind === 'equals'
    ? { kind: 'equals', value: match.value.toLowerCase() }
    : { kind: 'wildcard', pattern: match.pattern.toLowerCase() };
}

function hasWord(message: string, word: string): boolean {
  const beginsWithLetter = /^[\p{L}\p{N}]/u.test(word);
  for (let at = message.indexOf(word); at >= 0; at = message.indexOf(word, at + 1)) {
    if (!beginsWithLetter || !/[\p{L}\p{N}]$/u.test(message.slice(0, at))) return true;
  }
  return false;
}

function compares(present: number, operator: NumberOperator, value: number): boolean {
  switch (operator) {
    case '=':
      return present === value;
    case '<':
      return present < value;
    case '<=':
      return present <= value;
    case '>':
      return present > value;
    case '>=':
      return present >= value;
    default:
      return operator satisfies never;
  }
}

function searched(entry: ExportEntry): string {
  return text(entry.message).slice(0, SEARCHED_LENGTH);
}

function text(value: StoredValue | null): string {
  return value === null ? '' : value.toString();
}

/** Case and accents do not count. */
function folded(value: string): string {
  return value.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
