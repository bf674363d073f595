import { describe, expect, it } from 'vitest';
import type { SavedQuery } from '#contract/annotations.ts';
import { completionPlace } from './completion-place.ts';
import type { Suggestion, SuggestionSources } from './suggestions.ts';
import { askedField, suggestionsFor } from './suggestions.ts';

const saved: SavedQuery = {
  name: 'Night watch',
  query: { where: 'disk' },
  createdAtUnixUs: 0,
  updatedAtUnixUs: 0,
};

const SOURCES: SuggestionSources = {
  fields: [
    { name: 'severity', kind: 'query' },
    { name: 'unit', kind: 'query' },
    { name: 'after', kind: 'query' },
    { name: '_UID', kind: 'raw' },
    { name: 'UNIT', kind: 'raw' },
    { name: 'sub.system', kind: 'raw' },
  ],
  values: [
    { value: 'ssh.service', entries: 1_204 },
    { value: 'a b', entries: null },
    { value: '', entries: 3 },
  ],
  history: ['disk full', 'unit:ssh'],
  saved: [saved],
  today: '2026-11-22',
};

function suggest(marked: string, changes: Partial<SuggestionSources> = {}): Suggestion[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return suggestionsFor(text, completionPlace(text, caret), { ...SOURCES, ...changes });
}

/** The text as it would be after the suggestion of that label was taken. */
function taken(marked: string, label: string): string {
  const text = marked.replace('|', '');
  const suggestion = suggest(marked).find((each) => each.label === label);
  if (suggestion === undefined || suggestion.kind === 'saved') throw new Error(`${label} is not suggested`);
  return text.slice(0, suggestion.start) + suggestion.text + text.slice(suggestion.end);
}

function labels(suggestions: readonly Suggestion[]): string[] {
  return suggestions.map(({ label }) => label);
}

describe('suggestionsFor', () => {
  it('completes the names of fields, and those of the log only for capitals', () => {
    expect(labels(suggest('u|'))).toEqual(['unit:', 'unit:ssh']);
    expect(labels(suggest('U|'))).toEqual(['unit:', 'UNIT:', 'unit:ssh']);
    expect(labels(suggest('_u|'))).toEqual(['_UID:']);
    expect(labels(suggest('raw.s|'))).toEqual(['raw.sub.system:']);
    expect(taken('disk (u|', 'unit:')).toBe('disk (unit:');
  });

  it('offers the operators behind a whole name', () => {
    expect(labels(suggest('x unit|'))).toEqual(['unit:', 'unit!=']);
    expect(labels(suggest('after|'))).toEqual(['after:']);
    expect(labels(suggest('severity|'))).toEqual([
      'severity:',
      'severity!=',
      'severity>=',
      'severity<=',
      'severity>',
      'severity<',
    ]);
  });

  it('completes values with quotation marks where they need them, and goes on behind them', () => {
    expect(labels(suggest('unit:|'))).toEqual(['ssh.service', 'a b', '(none)']);
    expect(taken('unit:s|', 'ssh.service')).toBe('unit:ssh.service ');
    expect(taken('unit:x,"a|', 'a b')).toBe('unit:x,"a b" ');
    expect(taken('unit:|', '(none)')).toBe('unit:"" ');
    expect(suggest('unit:s|')[0]?.hint).toBe('1,204');
  });

  it('has nothing to say when the value is written out, and none while the values are not known', () => {
    expect(suggest('unit:ssh.service|')).toEqual([]);
    expect(suggest('unit:s|', { values: null })).toEqual([]);
  });

  it('knows severities and times without asking', () => {
    expect(labels(suggest('severity>=e|'))).toEqual(['emergency', 'error']);
    expect(taken('after:y|', 'yesterday 17:30')).toBe('after:"yesterday 17:30" ');
    expect(suggest('after:1h|')).toEqual([]);
    expect(labels(suggest('before:2026|'))).toEqual(['2026-11-22']);
    expect(askedField(completionPlace('severity:', 9))).toBeUndefined();
    expect(askedField(completionPlace('before:', 7))).toBeUndefined();
    expect(askedField(completionPlace('message:', 8))).toBeUndefined();
    expect(askedField(completionPlace('Unit:', 5))).toBe('unit');
    expect(askedField(completionPlace('raw.sub.system:', 15))).toBe('sub.system');
  });

  it('offers saved queries and earlier searches first in an empty search', () => {
    expect(labels(suggest('|')).slice(0, 4)).toEqual(['Night watch', 'disk full', 'unit:ssh', 'severity:']);
  });

  it('offers what continues the search, and saved queries by their name', () => {
    expect(labels(suggest('disk|'))).toEqual(['disk full']);
    expect(labels(suggest('watch|'))).toEqual(['Night watch']);
    expect(suggest('w|')).toEqual([]);
  });

  it('completes the words that combine', () => {
    expect(labels(suggest('a A|'))).toEqual(['after:', 'AND']);
    expect(suggest('a and|')).toEqual([]);
  });

  it('stays out of the way of ordinary words and phrases', () => {
    expect(suggest('failed|')).toEqual([]);
    expect(suggest('"u|')).toEqual([]);
  });
});
