import type { Migration } from '../migrate.ts';

/**
 * The rollup once more, by the hour. A month of a busy machine has a quarter of a million rows in `minutes` and a few thousand
 * here, so that a summary of millions of entries is read in milliseconds. Filled from `minutes`, not from the entries: 0.08 s for
 * 220,000 rows, which is 5,000,000 entries in 30 days.
 */
export const hours: Migration = {
  version: 2,
  name: 'hours',
  sql: `
    CREATE TABLE hours (
      hour INTEGER NOT NULL,
      source_id INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      first_id INTEGER NOT NULL,
      last_id INTEGER NOT NULL,
      PRIMARY KEY (hour, source_id, severity)
    ) WITHOUT ROWID;
    INSERT INTO hours (hour, source_id, severity, entries, first_id, last_id)
      SELECT minute / 60, source_id, severity, sum(entries), min(first_id), max(last_id) FROM minutes GROUP BY 1, 2, 3;
  `,
};
