import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate } from '../migrate.ts';

const BEFORE = MIGRATIONS.slice(0, 1);
const WITH_HOURS = MIGRATIONS.slice(0, 2);

type Cell = [
  time: number,
  sourceId: number,
  severity: number,
  entries: number,
  firstId: number,
  lastId: number,
];

function storeBefore(...minutes: readonly Cell[]): Database.Database {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, BEFORE);
  const insert = database.prepare<Cell>('INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?)');
  for (const cell of minutes) insert.run(...cell);
  return database;
}

function hoursOf(database: Database.Database): unknown[] {
  return database.prepare('SELECT * FROM hours ORDER BY 1, 2, 3').raw().all();
}

it('the hours are filled from the minutes, apart by source and severity', () => {
  const database = storeBefore(
    [0, 1, 6, 1, 900, 900],
    [119, 1, 6, 2, 5, 9],
    [120, 1, 6, 3, 10, 20],
    [179, 1, 6, 4, 1, 8],
    [150, 1, 3, 5, 12, 30],
    [150, 2, 6, 6, 40, 50],
    [180, 1, 6, 7, 60, 70],
    // A clock that was never set, and one far ahead.
    [150_119_987, 4097, 7, 8, 80, 88],
  );
  migrate(database, WITH_HOURS);
  expect(hoursOf(database)).toEqual([
    [0, 1, 6, 1, 900, 900],
    [1, 1, 6, 2, 5, 9],
    [2, 1, 3, 5, 12, 30],
    [2, 1, 6, 7, 1, 20],
    [2, 2, 6, 6, 40, 50],
    [3, 1, 6, 7, 60, 70],
    [2_501_999, 4097, 7, 8, 80, 88],
  ]);
});

it('a store without an entry gets no hour, and a second run changes nothing', () => {
  const empty = storeBefore();
  migrate(empty, WITH_HOURS);
  expect(hoursOf(empty)).toEqual([]);

  const database = storeBefore([60, 1, 6, 1, 1, 1]);
  migrate(database, WITH_HOURS);
  migrate(database, WITH_HOURS);
  expect(hoursOf(database)).toEqual([[1, 1, 6, 1, 1, 1]]);
});

it('a step that fails leaves the store in its old version, whole', () => {
  const database = storeBefore([60, 1, 6, 1, 1, 1]);
  database.exec('CREATE TABLE hours (in_the_way)');
  expect(() => migrate(database, WITH_HOURS)).toThrow('already exists');
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  expect(database.prepare('SELECT count(*) FROM minutes').pluck().get()).toBe(1);
  database.exec('DROP TABLE hours');
  migrate(database, WITH_HOURS);
  expect(hoursOf(database)).toEqual([[1, 1, 6, 1, 1, 1]]);
});
