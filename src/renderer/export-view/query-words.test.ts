import { expect, it } from 'vitest';
import type { EntryQuery } from '#contract/query.ts';
import { querySentence, queryWords } from './query-words.ts';

it.each<[EntryQuery, string]>([
  [{}, 'All entries.'],
  [{ where: ' ' }, 'All entries.'],
  [{ severities: [] }, 'No entries (no severity is chosen).'],
  [{ severities: [0, 1, 2, 3] }, 'Entries of severity error and worse.'],
  [{ severities: [4, 3, 2, 1, 0] }, 'Entries of severity warning and worse.'],
  [{ severities: [4, 6], where: 'ssh' }, 'Entries of severity warning, info that match “ssh”.'],
  [
    { search: 'disk', where: 'unit:cron', units: ['ssh.service', 'cron.service'] },
    'All entries that match “disk unit:cron” of unit ssh.service, cron.service.',
  ],
  [
    { identifiers: ['sshd'], hosts: ['websrv01'], sourceIds: [2] },
    'All entries of identifier sshd of host websrv01 of source 2.',
  ],
  [
    { sinceUnixUs: 0, untilUnixUs: 60_000_000 },
    'All entries from 1970-01-01 00:00:00 UTC until 1970-01-01 00:01:00 UTC.',
  ],
])('says what %j selects', (query, words) => {
  expect(querySentence(query, 'utc')).toBe(words);
  expect(`${queryWords(query, 'utc')}.`).toBe(words);
});
