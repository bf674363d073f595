import { expect, it } from 'vitest';
import { NO_FILTER, SEVERITY_PRESETS } from '../state/entry-filter.ts';
import { filterWords } from './filter-words.ts';

it.each([
  [{}, 'All entries.'],
  [{ severities: [] }, 'No entries (no severity is chosen).'],
  [{ severities: SEVERITY_PRESETS.errors }, 'Entries of severity error and worse.'],
  [{ severities: [4, 6], where: 'ssh' }, 'Entries of severity warning, info that match “ssh”.'],
  [
    { sinceUnixUs: 0, untilUnixUs: 60_000_000 },
    'All entries from 1970-01-01 00:00:00 UTC until 1970-01-01 00:01:00 UTC.',
  ],
])('says what %j selects', (changes, words) => {
  expect(filterWords({ ...NO_FILTER, ...changes }, 'utc')).toBe(words);
});
