import { expect, it } from 'vitest';
import type { EntryFilter } from './entry-filter.ts';
import {
  ALL_SEVERITIES,
  NO_FILTER,
  SEVERITY_PRESETS,
  countKey,
  filterKey,
  isRestricted,
  presetOf,
  queryOf,
  severityAndWorse,
  withSeverityToggled,
} from './entry-filter.ts';

it('asks for everything when nothing is restricted', () => {
  expect(queryOf(NO_FILTER)).toEqual({});
  expect(queryOf({ ...NO_FILTER, where: '   ' })).toEqual({});
  expect(isRestricted(NO_FILTER)).toBe(false);
});

it('asks for nothing when no severity is shown', () => {
  expect(queryOf({ ...NO_FILTER, severities: [] })).toEqual({ severities: [] });
});

it('passes on search and range', () => {
  const filter: EntryFilter = { ...NO_FILTER, where: ' ssh ', sinceUnixUs: 0, untilUnixUs: 5 };
  expect(queryOf(filter)).toEqual({ where: 'ssh', sinceUnixUs: 0, untilUnixUs: 5 });
});

it('toggles one severity and keeps the order', () => {
  const without = withSeverityToggled(ALL_SEVERITIES, 3);
  expect(without).toEqual([0, 1, 2, 4, 5, 6, 7]);
  expect(withSeverityToggled(without, 3)).toEqual(ALL_SEVERITIES);
});

it('takes a severity and all that are worse', () => {
  expect(severityAndWorse(0)).toEqual([0]);
  expect(severityAndWorse(4)).toEqual(SEVERITY_PRESETS['warnings-and-errors']);
  expect(severityAndWorse(7)).toEqual(ALL_SEVERITIES);
});

it('recognises the presets and nothing else', () => {
  expect(presetOf(SEVERITY_PRESETS.errors)).toBe('errors');
  expect(presetOf(SEVERITY_PRESETS['warnings-and-errors'])).toBe('warnings-and-errors');
  expect(presetOf(NO_FILTER.severities)).toBe('all');
  expect(presetOf([3])).toBeNull();
});

it('has the same counts for filters that differ in severity only', () => {
  const errors = { ...NO_FILTER, severities: SEVERITY_PRESETS.errors };
  expect(countKey(errors)).toBe(countKey(NO_FILTER));
  expect(filterKey(errors)).not.toBe(filterKey(NO_FILTER));
});
