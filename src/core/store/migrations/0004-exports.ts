import type { Migration } from '../migrate.ts';

/**
 * What Hydrant knows of its exports: batches and their files, how far each recurring export has come, and when it runs.
 * docs/adr/0015-batches.md says who writes them and in which order, so that a crash loses nothing and repeats nothing. No table of
 * the log is touched.
 */
export const exports: Migration = {
  version: 4,
  name: 'exports',
  sql: `
    CREATE TABLE export_batches (
      -- AUTOINCREMENT: a number that was once a batch's never means another one.
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL,
      origin TEXT NOT NULL,
      -- An ExportRequest as JSON.
      request TEXT NOT NULL,
      -- The export_watermarks row that it moves; NULL: none.
      watermark_key TEXT,
      -- The {time} of its names: no two batches have the same.
      named_us INTEGER NOT NULL,
      -- Where its files go: names with everything filled in but {part}.
      directory TEXT NOT NULL,
      name_pattern TEXT NOT NULL,
      extension TEXT NOT NULL,
      part_digits INTEGER NOT NULL DEFAULT 4,
      -- NULL: it has not begun.
      after_id INTEGER,
      last_id INTEGER,
      rows_total INTEGER,
      -- Set just before the manifest gets its name.
      manifest_path TEXT,
      manifest TEXT,
      -- The lock of the process that works on it; NULL: none does.
      owner TEXT,
      created_us INTEGER NOT NULL,
      ended_us INTEGER,
      elapsed_ms REAL NOT NULL DEFAULT 0,
      problem TEXT
    );
    CREATE INDEX export_batches_unfinished ON export_batches (state) WHERE state IN ('queued', 'running', 'paused');
    -- A recurring export has one batch at a time, whoever runs it.
    CREATE UNIQUE INDEX export_batches_by_watermark ON export_batches (watermark_key)
      WHERE watermark_key IS NOT NULL AND state IN ('queued', 'running', 'paused');

    -- A row is committed when the file is complete on the disk, before it gets its name.
    CREATE TABLE export_files (
      batch_id INTEGER NOT NULL,
      part INTEGER NOT NULL,
      path TEXT NOT NULL,
      partial_path TEXT NOT NULL,
      is_published INTEGER NOT NULL,
      -- The batch goes on after this entry.
      covered_to_id INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      by_severity TEXT NOT NULL,
      redactions TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      -- An EntryMark as JSON each; NULL: it has no entries.
      first_entry TEXT,
      last_entry TEXT,
      PRIMARY KEY (batch_id, part)
    ) WITHOUT ROWID;

    CREATE TABLE export_watermarks (
      -- The name in lower case, as for saved queries.
      key TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      -- Every entry up to this one was exported, or did not match.
      last_id INTEGER NOT NULL,
      batch_id INTEGER,
      updated_us INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE export_schedules (
      key TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      request TEXT NOT NULL,
      -- An ExportTrigger as JSON.
      trigger TEXT NOT NULL,
      is_enabled INTEGER NOT NULL,
      created_us INTEGER NOT NULL,
      -- Grows with every change by a user.
      updated_us INTEGER NOT NULL,
      -- Its intervals are counted from the day of this moment: when its trigger was set.
      anchor_us INTEGER NOT NULL,
      -- When it is due: by the clock, or because of what was logged; NULL: it waits for something to be logged.
      next_run_us INTEGER,
      -- Up to which entry its rule was asked, and what the rule remembers: see RuleMemory.
      judged_to_id INTEGER NOT NULL DEFAULT 0,
      rule_newest_us INTEGER NOT NULL DEFAULT 0,
      rule_fired_us INTEGER,
      last_run_us INTEGER,
      last_outcome TEXT,
      last_batch_id INTEGER
    ) WITHOUT ROWID;

    -- What pseudonyms are made with: the same for all exports of this store, and for no other store.
    CREATE TABLE export_key (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      pseudonym_key BLOB NOT NULL
    );
    -- SQLite's generator is seeded by the operating system.
    INSERT INTO export_key (one, pseudonym_key) VALUES (1, randomblob(32));
  `,
};
