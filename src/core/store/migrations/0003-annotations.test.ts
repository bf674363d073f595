import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate } from '../migrate.ts';

const BEFORE = MIGRATIONS.slice(0, 2);
const WITH_ANNOTATIONS = MIGRATIONS.slice(0, 3);

function storeBefore(): Database.Database {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, BEFORE);
  database.exec(`INSERT INTO hosts VALUES (1, 'web'); INSERT INTO minutes VALUES (60, 1, 6, 1, 1, 1)`);
  return database;
}

function tablesOf(database: Database.Database): unknown[] {
  return database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
}

it('a store gets room for what the user notes, and nothing else of it changes', () => {
  const database = storeBefore();
  const before = tablesOf(database);
  migrate(database, WITH_ANNOTATIONS);
  migrate(database, WITH_ANNOTATIONS);
  expect(tablesOf(database)).toEqual(expect.arrayContaining(before));
  expect(database.prepare('SELECT * FROM hosts').raw().all()).toEqual([[1, 'web']]);
  for (const table of ['bookmarks', 'saved_queries', 'last_look']) {
    expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  }
});

it('a step that fails leaves the store in its old version, whole', () => {
  const database = storeBefore();
  database.exec('CREATE TABLE last_look (in_the_way)');
  expect(() => migrate(database, WITH_ANNOTATIONS)).toThrow('already exists');
  expect(database.pragma('user_version', { simple: true })).toBe(2);
  expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'bookmarks'").pluck().get()).toBe(
    0,
  );
});

it('there is one last look at most', () => {
  const database = storeBefore();
  migrate(database, WITH_ANNOTATIONS);
  const look = database.prepare('INSERT INTO last_look VALUES (?, 5, 6)');
  look.run(1);
  expect(() => look.run(2)).toThrow('CHECK');
});
