import type { Migration } from '../migrate.ts';

/**
 * Room for entries that come later than others of their time, as from a file that is added after a week. docs/adr/0043-timeline.md says how
 * the order of several sources comes about. What is stored already is in order, so nothing is filled in and the step is instant.
 */
export const timeline: Migration = {
  version: 5,
  name: 'timeline',
  sql: `
    -- NULL: the entry came in order, and its place is its id. Else its place: a number between two ids.
    ALTER TABLE entries ADD COLUMN late_place REAL;
    CREATE INDEX entries_late ON entries (late_place) WHERE late_place IS NOT NULL;

    -- The entries of a batch that came in order are those from main_first_id on; they reach to this time. NULL: all, of an older Hydrant.
    ALTER TABLE batches ADD COLUMN main_first_id INTEGER;
    ALTER TABLE batches ADD COLUMN main_until_us INTEGER;
    CREATE INDEX batches_by_time ON batches (main_until_us) WHERE main_until_us IS NOT NULL;

    -- How far each source has come: no later entry of it goes before this time or this place.
    CREATE TABLE timeline_lanes (
      source_id INTEGER PRIMARY KEY,
      until_us INTEGER NOT NULL,
      place REAL NOT NULL
    );

    -- What minutes has of late entries, by their places: entries of a time are found through it.
    CREATE TABLE late_minutes (
      minute INTEGER NOT NULL,
      source_id INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      first_place REAL NOT NULL,
      last_place REAL NOT NULL,
      PRIMARY KEY (minute, source_id, severity)
    ) WITHOUT ROWID;
  `,
};
