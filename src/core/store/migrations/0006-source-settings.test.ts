import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate } from '../migrate.ts';

it('a source of an older store keeps its numbers and has no settings', () => {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, MIGRATIONS.slice(0, 5));
  database.exec(`INSERT INTO sources (spec, position, stored) VALUES ('journal', 's=1', 7)`);
  migrate(database, MIGRATIONS.slice(0, 6));
  migrate(database, MIGRATIONS.slice(0, 6));
  const row = database
    .prepare('SELECT spec, position, stored, list_place, is_paused, log_format, severities FROM sources')
    .raw()
    .all();
  expect(row).toEqual([['journal', 's=1', 7, null, 0, null, null]]);
});

it('a step that fails leaves the store in its old version, whole', () => {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  migrate(database, MIGRATIONS.slice(0, 5));
  database.exec('ALTER TABLE sources ADD COLUMN severities TEXT');
  expect(() => migrate(database, MIGRATIONS.slice(0, 6))).toThrow('duplicate column');
  expect(database.pragma('user_version', { simple: true })).toBe(5);
  expect(() => database.prepare('SELECT list_place FROM sources')).toThrow('no such column');
});
