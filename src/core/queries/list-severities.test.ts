import { describe, expect, it } from 'vitest';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { listSeverities } from './list-severities.ts';

/** Stores entries with these priorities; undefined: without one. `from` is the number of the first. */
function store(lab: StoreLab, from: number, ...priorities: readonly (string | undefined)[]): void {
  const texts = priorities.map((priority, index) =>
    entryText(from + index, ...(priority === undefined ? [] : [['PRIORITY', priority] as [string, string]]), [
      'MESSAGE',
      'm',
    ]),
  );
  lab.store(Buffer.concat(texts));
}

function seenOf(lab: StoreLab, lookedAt?: number): [raw: string, seen: number | null][] {
  return listSeverities(lab.context(), lab.ledger.sourceId, lookedAt)
    .rows.filter(({ seen }) => seen !== 0)
    .map(({ raw, seen }) => [raw, seen]);
}

describe('the severities of a source', () => {
  it('are those of its kind, and none is seen, where nothing is stored', () => {
    using lab = new StoreLab(temporaryFolder());
    const { scales, rows, lookedAtEntries } = listSeverities(lab.context(), lab.ledger.sourceId);
    expect(scales.map(({ name }) => name)).toEqual(['syslog-levels']);
    expect(rows.map(({ raw }) => raw)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '']);
    expect(rows.every(({ usual, now, seen }) => usual === now && seen === 0)).toBe(true);
    expect(lookedAtEntries).toBe(0);
  });

  it('have what its entries say besides, the most frequent first, and what has none last', () => {
    using lab = new StoreLab(temporaryFolder());
    store(lab, 1, '3', '3', '9', 'high', 'high', '6,3', '9', undefined, '3');
    expect(seenOf(lab)).toEqual([
      ['3', 3],
      ['9', 2],
      ['high', 2],
      ['6,3', 1],
      ['', 1],
    ]);
    const { rows } = listSeverities(lab.context(), lab.ledger.sourceId);
    expect(rows.find(({ raw }) => raw === '6,3')).toMatchObject({ usual: 3, scale: 'syslog-levels' });
    expect(rows.find(({ raw }) => raw === 'high')).toMatchObject({ usual: 6, scale: null });
  });

  it('are counted in its own entries, of the newest so many up to its newest one', () => {
    const folder = temporaryFolder();
    using quiet = new StoreLab(folder, 'journal:/quiet');
    store(quiet, 1, '1', '2', '3');
    using busy = new StoreLab(folder, 'journal:/busy');
    store(busy, 101, '4', '4', '4', '4', '4', '4');
    expect(seenOf(quiet, 2)).toEqual([
      ['2', 1],
      ['3', 1],
    ]);
    expect(seenOf(quiet, 3)).toHaveLength(3);
    expect(seenOf(busy, 100)).toEqual([['4', 6]]);
    expect(listSeverities(busy.context(), busy.ledger.sourceId, 4).lookedAtEntries).toBe(4);
  });

  it('are bounded, whatever a log says', () => {
    using lab = new StoreLab(temporaryFolder());
    const words = Array.from({ length: 300 }, (_, index) => `word ${String(index)}`);
    store(lab, 1, ...words, 'often', 'often');
    lab.database.exec(`UPDATE sources SET severities = '{"word 299":3}'`);
    const { rows, lookedAtEntries } = listSeverities(lab.context(), lab.ledger.sourceId);
    const others = rows.filter(({ scale, raw }) => scale === null && raw !== '');
    expect(others).toHaveLength(101);
    expect(others[0]).toMatchObject({ raw: 'often', seen: 2 });
    expect(others.at(-1)).toMatchObject({ raw: 'word 299', usual: 6, now: 3 });
    expect(lookedAtEntries).toBe(302);
  });

  it('can be asked of a store that an older Hydrant wrote, and not of a source that there is none', () => {
    using lab = new StoreLab(temporaryFolder());
    store(lab, 1, '3');
    lab.database.exec('ALTER TABLE sources DROP COLUMN severities');
    expect(seenOf(lab)).toEqual([['3', 1]]);
    const notThere = () => listSeverities(lab.context(), 99);
    expect(notThere).toThrow('No source of this store has the number 99.');
  });

  it('are none of a folder, whose logs are sources', () => {
    using lab = new StoreLab(temporaryFolder(), `file:${temporaryFolder()}`);
    const { scales, rows } = listSeverities(lab.context(), lab.ledger.sourceId);
    expect([scales, rows]).toEqual([[], []]);
  });
});
