import type { Migration } from '../migrate.ts';

/**
 * What the user notes beside the log: bookmarks, named queries, and how far the log was looked at. docs/adr/0013-annotations.md
 * says who writes them. No table of the log is touched, so the step is instant whatever the size of the store.
 */
export const annotations: Migration = {
  version: 3,
  name: 'annotations',
  sql: `
    CREATE TABLE bookmarks (
      entry_id INTEGER PRIMARY KEY,
      note TEXT NOT NULL,
      created_us INTEGER NOT NULL,
      updated_us INTEGER NOT NULL
    );
    CREATE TABLE saved_queries (
      -- The name in lower case: SQLite's own comparisons without case know ASCII only.
      key TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      -- An EntryQuery as JSON.
      query TEXT NOT NULL,
      created_us INTEGER NOT NULL,
      updated_us INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE last_look (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      entry_id INTEGER NOT NULL,
      at_us INTEGER NOT NULL
    );
  `,
};
