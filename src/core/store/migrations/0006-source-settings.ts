import type { Migration } from '../migrate.ts';

/**
 * What the user says of a source: whether and in which order it is captured when none is named on the command line, whether it is paused,
 * how its text is to be read, and which severities its own words stand for. A source that was captured before has none of it.
 */
export const sourceSettings: Migration = {
  version: 6,
  name: 'source-settings',
  sql: `
    -- In the list of sources that are captured when none is named; -1: it was taken off that list; NULL: it never was in it.
    ALTER TABLE sources ADD COLUMN list_place INTEGER;
    ALTER TABLE sources ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
    -- As on the command line (--log-format); NULL: as its lines tell.
    ALTER TABLE sources ADD COLUMN log_format TEXT;
    -- JSON: raw severity to severity 0-7, only what differs from the usual. NULL: nothing does.
    ALTER TABLE sources ADD COLUMN severities TEXT;
  `,
};
