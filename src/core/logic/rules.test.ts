import { expect, it } from 'vitest';
import { emptyDraft, type EntryDraft } from '../pipeline/entry-draft.ts';
import { normaliseSeverity } from './normalise-severity.ts';
import { judge, minimumSeverityRule, type Rule } from './rules.ts';

function draftOf(statedSeverity: string | undefined): EntryDraft {
  const draft = { ...emptyDraft(), severity: 99, rawSeverity: 'left over', statedSeverity };
  normaliseSeverity(draft);
  return draft;
}

it.each(['0', '1', '2', '3', '4', '5', '6', '7'])('level %s is what it says', (level) => {
  expect(draftOf(level)).toMatchObject({ severity: Number(level), rawSeverity: null });
});

it.each<[string | undefined, number, string]>([
  [undefined, 6, ''],
  ['', 6, ''],
  ['8', 6, '8'],
  ['-1', 6, '-1'],
  ['33', 6, '33'],
  ['3 ', 6, '3 '],
  ['error', 6, 'error'],
  ['٣', 6, '٣'],
  ['6,3,5', 3, '6,3,5'],
  ['6,x', 6, '6,x'],
  ['3,', 6, '3,'],
  [',', 6, ','],
])('%j is stored as level %i, with its own words beside it', (stated, severity, rawSeverity) => {
  expect(draftOf(stated)).toMatchObject({ severity, rawSeverity });
});

it('a minimum severity keeps it and what is worse', () => {
  const kept = [0, 1, 2, 3, 4, 5, 6, 7].filter(
    (severity) => judge([minimumSeverityRule(4)], { ...emptyDraft(), severity }) === 'store',
  );
  expect(kept).toEqual([0, 1, 2, 3, 4]);
});

it('no rule keeps all, and one rule that drops is enough', () => {
  const keep: Rule = { description: 'keeps', judge: () => 'store' };
  const drop: Rule = { description: 'drops', judge: () => 'drop' };
  expect(judge([], emptyDraft())).toBe('store');
  expect(judge([keep, keep], emptyDraft())).toBe('store');
  expect(judge([keep, drop, keep], emptyDraft())).toBe('drop');
});
