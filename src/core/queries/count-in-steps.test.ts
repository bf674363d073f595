import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { fillVariedStore } from '../../../test/core/varied-store.ts';
import { openExportStore } from './read-entries.ts';

it('counting in steps finds each match of a range once, whatever is asked', () => {
  const dataDir = temporaryFolder();
  const known = fillVariedStore(dataDir, 60_000);
  using store = openExportStore(dataDir);
  const ids = known.map(({ id }) => id);
  const last = ids.at(-1) ?? 0;
  const ranges = [
    [0, last],
    [0, 0],
    [last - 1, last],
    [last, last],
    [ids[99] ?? 0, ids[100] ?? 0],
    [ids[1000] ?? 0, ids[50_000] ?? 0],
  ] as const;
  for (const [query, matches] of [
    [{}, () => true],
    [{ severities: [3, 4] }, ({ severity }) => severity === 3 || severity === 4],
    [{ severities: [] }, () => false],
    [{ where: 'rare' }, ({ message }) => /\brare/i.test(message)],
    [{ where: 'unit:ssh' }, ({ unit }) => unit === 'ssh.service'],
    [{ where: 'is:bookmarked' }, () => false],
  ] as [Parameters<typeof store.counts>[0]['query'], (entry: (typeof known)[number]) => boolean][]) {
    for (const [afterId, lastId] of ranges) {
      const expected = known.filter(
        (entry) => entry.id > afterId && entry.id <= lastId && matches(entry),
      ).length;
      let found = 0;
      for (const count of store.counts({ query, afterId, lastId })) found += count;
      expect([query, afterId, lastId, found]).toEqual([query, afterId, lastId, expected]);
    }
  }
});

it('counting and reading go on side by side, and either can be left', () => {
  const dataDir = temporaryFolder();
  fillVariedStore(dataDir, 30_000);
  using store = openExportStore(dataDir);
  const lastId = store.lastId();
  const query = { where: '/a[^z]*e/ rare' };
  const range = { query, columns: ['id'], needsAllFields: false, afterId: 0, lastId };
  const left = store.counts({ query, afterId: 0, lastId })[Symbol.iterator]();
  left.next();
  let counted = 0;
  let read = 0;
  const counts = store.counts({ query, afterId: 0, lastId })[Symbol.iterator]();
  for (const page of store.readPages(range)) {
    read += page.length;
    counted += counts.next().value ?? 0;
  }
  for (let next = counts.next(); next.done !== true; next = counts.next()) counted += next.value;
  left.return?.();
  expect(counted).toBe(read);
  expect(counted).toBeGreaterThan(0);
});
