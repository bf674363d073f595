import type { WritableDatabase } from '#core/store/open-database.ts';

/** What the writer keeps beside the entries, and the same counted from the entries themselves. Both must be equal. The index is
 * asked for the word "entry". */
export function keptAndRecounted(database: WritableDatabase): { kept: unknown; recounted: unknown } {
  const rows = (sql: string) => database.prepare(sql).raw().all();
  return {
    kept: {
      severities: rows('SELECT source_id, severity, entries FROM severity_counts ORDER BY 1, 2'),
      minutes: rows(
        'SELECT minute, source_id, severity, entries, first_id, last_id FROM minutes ORDER BY 1, 2, 3',
      ),
      hours: rows('SELECT hour, source_id, severity, entries, first_id, last_id FROM hours ORDER BY 1, 2, 3'),
      origins: rows('SELECT id, entries, first_id, last_id FROM origins WHERE entries > 0 ORDER BY 1'),
      indexed: rows(`SELECT rowid FROM messages_fts WHERE messages_fts MATCH 'entry' ORDER BY 1`),
      sources: rows('SELECT id, stored, oldest_us, newest_us FROM sources WHERE stored > 0 ORDER BY 1'),
    },
    recounted: {
      severities: rows(
        `SELECT o.source_id, e.severity, count(*) FROM entries e JOIN origins o ON o.id = e.origin_id
         GROUP BY 1, 2 ORDER BY 1, 2`,
      ),
      minutes: rows(
        `SELECT e.time_us / 60000000, o.source_id, e.severity, count(*), min(e.id), max(e.id)
         FROM entries e JOIN origins o ON o.id = e.origin_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      ),
      hours: rows(
        `SELECT e.time_us / 3600000000, o.source_id, e.severity, count(*), min(e.id), max(e.id)
         FROM entries e JOIN origins o ON o.id = e.origin_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      ),
      origins: rows('SELECT origin_id, count(*), min(id), max(id) FROM entries GROUP BY 1 ORDER BY 1'),
      indexed: rows(`SELECT id FROM entries WHERE message LIKE '%entry%' ORDER BY 1`),
      sources: rows(
        `SELECT o.source_id, count(*), min(e.time_us), max(e.time_us)
         FROM entries e JOIN origins o ON o.id = e.origin_id GROUP BY 1 ORDER BY 1`,
      ),
    },
  };
}
