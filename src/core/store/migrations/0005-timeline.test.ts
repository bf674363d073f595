import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate } from '../migrate.ts';

const BEFORE = MIGRATIONS.slice(0, 4);
const WITH_TIMELINE = MIGRATIONS.slice(0, 5);

function storeBefore(): Database.Database {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, BEFORE);
  database.exec(
    `INSERT INTO entries VALUES (7, 1, 6, NULL, 1, NULL, 1, 1, NULL, 0, 0, 'text', NULL);
     INSERT INTO batches VALUES (7, 99)`,
  );
  return database;
}

it('what is stored stays as it is, and counts as having come in order', () => {
  const database = storeBefore();
  migrate(database, WITH_TIMELINE);
  migrate(database, WITH_TIMELINE);
  expect(database.prepare('SELECT id, message, late_place FROM entries').raw().all()).toEqual([
    [7, 'text', null],
  ]);
  expect(database.prepare('SELECT * FROM batches').raw().all()).toEqual([[7, 99, null, null]]);
  expect(database.prepare('SELECT count(*) FROM late_minutes').pluck().get()).toBe(0);
});

it('a step that fails leaves the store in its old version, whole', () => {
  const database = storeBefore();
  database.exec('CREATE TABLE late_minutes (in_the_way)');
  expect(() => migrate(database, WITH_TIMELINE)).toThrow('already exists');
  expect(database.pragma('user_version', { simple: true })).toBe(4);
  expect(database.prepare('SELECT * FROM entries').raw().all()).toHaveLength(1);
  database.exec('DROP TABLE late_minutes');
  migrate(database, WITH_TIMELINE);
  expect(database.pragma('user_version', { simple: true })).toBe(5);
});
