import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { Dictionaries, type OriginParts } from './dictionaries.ts';
import { FIRST_NAME_ID } from './field-codec.ts';
import { openWritableDatabase } from './open-database.ts';

const origin: OriginParts = { sourceId: 1, host: 'h', unit: 'u', identifier: 'i', fields: Buffer.from('f') };

describe('Dictionaries', () => {
  it('give the same number for the same word, now and after a restart', () => {
    const folder = temporaryFolder();
    const numbersOf = () => {
      using database = disposable(folder);
      const dictionaries = new Dictionaries(database);
      return {
        streams: ['a', 'b', 'a'].map((key) => dictionaries.streamId(key)),
        names: ['FOO', 'BAR', 'FOO'].map((name) => dictionaries.fieldNameId(name)),
        origins: [origin, { ...origin, fields: Buffer.from('g') }, origin].map((parts) =>
          dictionaries.originId(parts),
        ),
      };
    };
    const first = numbersOf();
    expect(first.streams).toEqual([1, 2, 1]);
    expect(first.names).toEqual([FIRST_NAME_ID, FIRST_NAME_ID + 1, FIRST_NAME_ID]);
    expect(first.origins).toEqual([1, 2, 1]);
    expect(numbersOf()).toEqual(first);
  });

  it('keep the same fields of two sources apart', () => {
    using database = disposable(temporaryFolder());
    const dictionaries = new Dictionaries(database);
    expect(dictionaries.originId(origin)).not.toBe(dictionaries.originId({ ...origin, sourceId: 2 }));
  });

  it('keep origins apart whose names do not follow from their fields', () => {
    const folder = temporaryFolder();
    const named = { ...origin, fields: Buffer.alloc(0), hasOwnNames: true };
    const all = [
      named,
      { ...named, host: 'other' },
      { ...named, unit: 'other' },
      { ...named, identifier: '' },
    ];
    const numbersOf = () => {
      using database = disposable(folder);
      const dictionaries = new Dictionaries(database);
      return [...all, named].map((parts) => dictionaries.originId(parts));
    };
    const first = numbersOf();
    expect(new Set(first).size).toBe(all.length);
    expect(first.at(-1)).toBe(first[0]);
    expect(numbersOf()).toEqual(first);
  });

  it('remember words that their cache has forgotten', () => {
    using database = disposable(temporaryFolder());
    const dictionaries = new Dictionaries(database);
    const first = dictionaries.streamId('first');
    database.transaction(() => {
      for (let index = 0; index < 12_000; index += 1) dictionaries.streamId(`stream ${index}`);
    })();
    expect(dictionaries.streamId('first')).toBe(first);
    expect(database.prepare('SELECT count(*) FROM streams').pluck().get()).toBe(12_001);
  });

  it('give no number to more than 20,000 field names, and know the old ones still', () => {
    const folder = temporaryFolder();
    {
      using database = disposable(folder);
      const dictionaries = new Dictionaries(database);
      database.transaction(() => {
        for (let index = 0; index < 20_000; index += 1) dictionaries.fieldNameId(`F${index}`);
      })();
      expect(dictionaries.fieldNameId('ONE_MORE')).toBeUndefined();
      expect(dictionaries.fieldNameId('F7')).toBe(FIRST_NAME_ID + 7);
    }
    using database = disposable(folder);
    const dictionaries = new Dictionaries(database);
    expect(dictionaries.fieldNameId('ONE_MORE')).toBeUndefined();
    expect(dictionaries.fieldNameId('F19999')).toBe(FIRST_NAME_ID + 19_999);
  });

  it('take empty words and words of any characters', () => {
    using database = disposable(temporaryFolder());
    const dictionaries = new Dictionaries(database);
    const words = ['', ' ', "'", 'é', 'e\u0301', 'A', 'a', '😀', 'a\0b', 'a\0c'];
    expect(new Set(words.map((word) => dictionaries.streamId(word))).size).toBe(words.length);
  });
});

/** A writable store that is closed at the end of the block. */
function disposable(folder: string): ReturnType<typeof openWritableDatabase> & Disposable {
  const database = openWritableDatabase(folder);
  return Object.assign(database, { [Symbol.dispose]: () => void database.close() });
}
