import type { Migration } from '../migrate.ts';

/**
 * The first schema. docs/adr/0004-store.md says what was measured and why it looks like this.
 *
 * An entry is one compact row. What repeats endlessly (machine, boot, unit, executable, ...) is one `origins` row that
 * thousands of entries share; field names are numbers (`field_names`); a field that is neither has its bytes in `rest`.
 */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  sql: `
    CREATE TABLE sources (
      id INTEGER PRIMARY KEY,
      spec TEXT NOT NULL UNIQUE,
      -- Committed together with the entries it covers: where the next capture continues.
      position TEXT,
      received INTEGER NOT NULL DEFAULT 0,
      stored INTEGER NOT NULL DEFAULT 0,
      quarantined INTEGER NOT NULL DEFAULT 0,
      dropped INTEGER NOT NULL DEFAULT 0,
      duplicates INTEGER NOT NULL DEFAULT 0,
      newest_us INTEGER,
      oldest_us INTEGER,
      lag_ms INTEGER,
      state TEXT NOT NULL DEFAULT 'stopped',
      state_text TEXT NOT NULL DEFAULT '',
      problem TEXT
    );

    CREATE TABLE hosts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE units (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE identifiers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    -- Numbers below 16 are special forms (see field-codec.ts).
    CREATE TABLE field_names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    -- A line of positions within which a sequence number is unique: for journald its sequence number id and boot.
    CREATE TABLE streams (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);

    CREATE TABLE origins (
      id INTEGER PRIMARY KEY,
      -- 48 bits of SHA-256 over source and fields: finds a row without indexing the fields themselves.
      hash INTEGER NOT NULL,
      source_id INTEGER NOT NULL,
      host_id INTEGER NOT NULL,
      unit_id INTEGER NOT NULL,
      identifier_id INTEGER NOT NULL,
      fields BLOB NOT NULL,
      entries INTEGER NOT NULL DEFAULT 0,
      first_id INTEGER,
      last_id INTEGER
    );
    CREATE INDEX origins_by_hash ON origins (hash);
    CREATE INDEX origins_by_unit ON origins (unit_id);
    CREATE INDEX origins_by_identifier ON origins (identifier_id);
    CREATE INDEX origins_by_host ON origins (host_id);
    CREATE INDEX origins_by_source ON origins (source_id);

    CREATE TABLE entries (
      id INTEGER PRIMARY KEY,
      time_us INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      raw_severity TEXT,
      origin_id INTEGER NOT NULL,
      pid INTEGER,
      stream_id INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      monotonic_us INTEGER,
      check_low INTEGER,
      check_high INTEGER,
      -- TEXT when the bytes are UTF-8, else BLOB; NULL when the source gave none.
      message,
      rest BLOB
    );
    -- Exactly once: the same position is never stored twice.
    CREATE UNIQUE INDEX entries_by_position ON entries (stream_id, sequence, check_low);
    -- Newest entries of one severe level, without a scan. The row id is part of every index.
    CREATE INDEX entries_severe ON entries (severity) WHERE severity <= 4;

    -- No text of its own and no positions: a quarter of the size of a plain full-text table.
    CREATE VIRTUAL TABLE messages_fts USING fts5(
      message, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 2"
    );

    -- Counts, histogram and jumps in time come from here; kept by the writer in the entries' own transaction.
    CREATE TABLE minutes (
      minute INTEGER NOT NULL,
      source_id INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      first_id INTEGER NOT NULL,
      last_id INTEGER NOT NULL,
      PRIMARY KEY (minute, source_id, severity)
    ) WITHOUT ROWID;
    CREATE TABLE severity_counts (
      source_id INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      PRIMARY KEY (source_id, severity)
    ) WITHOUT ROWID;
    -- One row for each transaction: when the entries from first_id on were received.
    CREATE TABLE batches (first_id INTEGER PRIMARY KEY, received_us INTEGER NOT NULL);

    CREATE TABLE gaps (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL,
      after_entry_id INTEGER NOT NULL,
      from_us INTEGER,
      until_us INTEGER,
      lost_entries INTEGER,
      reason TEXT NOT NULL,
      recorded_us INTEGER NOT NULL
    );
    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL,
      received_us INTEGER NOT NULL,
      reason TEXT NOT NULL,
      position TEXT NOT NULL,
      bytes BLOB NOT NULL,
      size_bytes INTEGER NOT NULL
    );
  `,
};
