import type { SavedQuery } from '#contract/annotations.ts';
import type { QueryField } from '#contract/facets.ts';
import { SEVERITY_NAMES } from '#contract/severity.ts';
import { formatCount } from '../../formats.ts';
import { quoteValue, rawFieldName } from '../../state/query-terms.ts';
import { texts } from '../../texts.ts';
import type { CompletionPlace } from './completion-place.ts';

/** Something that can be put into the search, or shown instead of it. */
export type Suggestion = {
  /** Unique among those offered together. */
  id: string;
  label: string;
  hint: string;
} & (
  | {
      kind: 'field' | 'operator' | 'value' | 'time' | 'keyword' | 'history';
      /** Replaces the stretch from `start` to `end`; the caret goes behind it. */
      text: string;
      start: number;
      end: number;
      /** What was put in is complete: it is searched for at once. */
      isComplete: boolean;
    }
  | { kind: 'saved'; query: SavedQuery }
);

/** What suggestions are made from. */
export interface SuggestionSources {
  fields: readonly QueryField[];
  /** Of the field at the caret; null while they are not known. */
  values: readonly { value: string; entries: number | null }[] | null;
  /** Newest first. */
  history: readonly string[];
  saved: readonly SavedQuery[];
  /** As a query writes it: 2026-11-22. */
  today: string;
}

/** All are in sight without scrolling: who looks for another one types on. */
const SHOWN_SUGGESTIONS = 14;
const SHOWN_OF_EACH = 6;
const SHOWN_CONTINUATIONS = 3;
/** Fields whose values are free text or numbers without end. */
const FREE_FIELDS: ReadonlySet<string> = new Set(['message', 'note', 'pid', 'id']);
const TIME_FIELDS: ReadonlySet<string> = new Set(['after', 'before']);
/** A length of time that needs nothing more: `2h`. */
const WHOLE_LENGTH = /^[0-9.]+\s*[a-z]+$/i;
const COMPARED_FIELDS: ReadonlySet<string> = new Set(['severity', 'pid', 'id']);

/** The field whose values the store is to be asked for; undefined: none, or they are known without asking. */
export function askedField(place: CompletionPlace): string | undefined {
  if (place.kind !== 'value') return undefined;
  const field = fieldKey(place.field);
  return FREE_FIELDS.has(field) || TIME_FIELDS.has(field) || field === 'severity' ? undefined : field;
}

/** What fits at the caret, the likeliest first; nothing where there is nothing useful. */
export function suggestionsFor(
  text: string,
  place: CompletionPlace,
  sources: SuggestionSources,
): Suggestion[] {
  switch (place.kind) {
    case 'none':
      return [];
    case 'value':
      return valueSuggestions(place, sources).slice(0, SHOWN_SUGGESTIONS);
    case 'term': {
      const whole = [...savedSuggestions(text, sources), ...historySuggestions(text, sources)];
      const terms = fieldSuggestions(place, sources);
      const found = text.trim() === '' ? [...whole, ...terms] : [...terms, ...whole];
      return found.slice(0, SHOWN_SUGGESTIONS);
    }
    default:
      return place satisfies never;
  }
}

type TermPlace = Extract<CompletionPlace, { kind: 'term' }>;
type ValuePlace = Extract<CompletionPlace, { kind: 'value' }>;

function fieldSuggestions(place: TermPlace, { fields }: SuggestionSources): Suggestion[] {
  const { prefix, start, end } = place;
  const put = (kind: 'field' | 'operator' | 'keyword', text: string, hint: string): Suggestion => ({
    kind,
    id: `${kind} ${text}`,
    label: text.trimEnd(),
    hint,
    text,
    start,
    end,
    isComplete: false,
  });
  const named = fields.find(({ name, kind }) => isSameName(kind, name, prefix));
  if (named !== undefined) {
    const isCompared = COMPARED_FIELDS.has(named.name);
    const operators = TIME_FIELDS.has(named.name)
      ? ([':'] as const)
      : isCompared
        ? ([':', '!=', '>=', '<=', '>', '<'] as const)
        : ([':', '!='] as const);
    const words = named.name === 'severity' ? texts.search.severityOperators : texts.search.operators;
    return operators.map((operator) => put('operator', `${writtenName(named)}${operator}`, words[operator]));
  }
  const found = fields
    .filter((field) => fits(field, prefix))
    .map((field) => put('field', `${writtenName(field)}:`, fieldHint(field)));
  const keywords = (['AND', 'OR', 'NOT'] as const)
    .filter((keyword) => prefix !== '' && keyword.startsWith(prefix) && keyword !== prefix)
    .map((keyword) => put('keyword', `${keyword} `, texts.search.keywords[keyword]));
  return [...found, ...keywords];
}

/** The fields of the log have their names in capitals: they are not offered to somebody who types a word in small letters. */
function fits({ name, kind }: QueryField, prefix: string): boolean {
  if (kind === 'query') return name.startsWith(prefix.toLowerCase());
  return (
    /^(?:_|[A-Z]|raw\.)/.test(prefix) && rawFieldName(name).toUpperCase().startsWith(prefix.toUpperCase())
  );
}

function isSameName(kind: QueryField['kind'], name: string, typed: string): boolean {
  return kind === 'query' ? name === typed.toLowerCase() : rawFieldName(name) === typed;
}

function writtenName({ name, kind }: QueryField): string {
  return kind === 'query' ? name : rawFieldName(name);
}

function fieldHint({ name, kind }: QueryField): string {
  const words: Readonly<Record<string, string>> = texts.search.fields;
  return kind === 'query' && Object.hasOwn(words, name) ? (words[name] ?? '') : texts.search.rawField;
}

function fieldKey(field: string): string {
  if (field.startsWith('raw.')) return field.slice('raw.'.length);
  return rawFieldName(field) === field ? field : field.toLowerCase();
}

function valueSuggestions(place: ValuePlace, { values, today }: SuggestionSources): Suggestion[] {
  const field = fieldKey(place.field);
  if (FREE_FIELDS.has(field) || (TIME_FIELDS.has(field) && WHOLE_LENGTH.test(place.prefix))) return [];
  const put = (kind: 'value' | 'time', value: string, hint: string, label = value): Suggestion => ({
    kind,
    id: `value ${value}`,
    label,
    hint,
    text: `${quoteValue(value)} `,
    start: place.start,
    end: place.end,
    isComplete: true,
  });
  const typed = place.prefix.toLowerCase();
  let found: Suggestion[];
  if (TIME_FIELDS.has(field)) {
    found = [
      ...texts.search.times.map(({ value, hint }) => put('time', value, hint)),
      put('time', place.prefix.length < 5 ? today : `${today} 06:00`, texts.search.absoluteTime),
    ];
  } else if (field === 'severity') {
    found = SEVERITY_NAMES.map((name, severity) =>
      put('value', name, texts.search.severities[severity] ?? ''),
    );
  } else {
    found = (values ?? []).map(({ value, entries }) =>
      put(
        'value',
        value,
        entries === null ? '' : formatCount(entries),
        value === '' ? texts.search.noValue : value,
      ),
    );
  }
  const fitting = found.filter(({ label }) => label.toLowerCase().startsWith(typed));
  const isTyped = fitting.length === 1 && fitting[0]?.label.toLowerCase() === typed;
  return isTyped ? [] : fitting;
}

function historySuggestions(text: string, { history }: SuggestionSources): Suggestion[] {
  const typed = text.trimStart().toLowerCase();
  return history
    .filter((each) => each.toLowerCase().startsWith(typed) && each !== text)
    .slice(0, typed === '' ? SHOWN_OF_EACH : SHOWN_CONTINUATIONS)
    .map((each) => ({
      kind: 'history',
      id: `history ${each}`,
      label: each,
      hint: texts.search.fromHistory,
      text: each,
      start: 0,
      end: text.length,
      isComplete: true,
    }));
}

function savedSuggestions(text: string, { saved }: SuggestionSources): Suggestion[] {
  const typed = text.trim().toLowerCase();
  // One letter is in nearly every name.
  const fitting =
    typed.length < 2 && typed !== '' ? [] : saved.filter(({ name }) => name.toLowerCase().includes(typed));
  return fitting.slice(0, SHOWN_OF_EACH).map((query) => ({
    kind: 'saved',
    id: `saved ${query.name}`,
    label: query.name,
    hint: texts.search.fromSaved,
    query,
  }));
}
