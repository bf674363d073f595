import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate } from '../migrate.ts';

const BEFORE = MIGRATIONS.slice(0, 3);
const WITH_EXPORTS = MIGRATIONS.slice(0, 4);

function storeBefore(): Database.Database {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, BEFORE);
  database.exec(`INSERT INTO hosts VALUES (1, 'web'); INSERT INTO bookmarks VALUES (1, 'note', 2, 3)`);
  return database;
}

it('a store gets room for its exports and a key of its own, and nothing else of it changes', () => {
  const [one, other] = [storeBefore(), storeBefore()];
  const before = one.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  for (const database of [one, other]) migrate(database, WITH_EXPORTS);
  migrate(one, WITH_EXPORTS);
  expect(one.prepare('SELECT name, sql FROM sqlite_schema').all()).toEqual(expect.arrayContaining(before));
  expect(one.prepare('SELECT * FROM bookmarks').raw().all()).toEqual([[1, 'note', 2, 3]]);
  const keyOf = (database: Database.Database) =>
    database.prepare<[], Buffer>('SELECT pseudonym_key FROM export_key').pluck().all();
  expect(keyOf(one)).toHaveLength(1);
  expect(keyOf(one)[0]).toHaveLength(32);
  expect(keyOf(one)).not.toEqual(keyOf(other));
});

it('a step that fails leaves the store in its old version, whole', () => {
  const database = storeBefore();
  database.exec('CREATE TABLE export_key (in_the_way)');
  expect(() => migrate(database, WITH_EXPORTS)).toThrow('already exists');
  expect(database.pragma('user_version', { simple: true })).toBe(3);
  expect(
    database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'export_batches'").pluck().get(),
  ).toBe(0);
});

it('the number of a batch that was forgotten is never given again', () => {
  const database = storeBefore();
  migrate(database, WITH_EXPORTS);
  const add = () =>
    database
      .prepare(
        `INSERT INTO export_batches (state, origin, request, named_us, directory, name_pattern, extension, created_us)
         VALUES ('completed', 'view', '{}', 1, '', '', '', 1)`,
      )
      .run().lastInsertRowid;
  expect(add()).toBe(1);
  database.exec('DELETE FROM export_batches');
  expect(add()).toBe(2);
});
