import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { openWritableDatabase } from '../store/open-database.ts';
import { TimeRollup } from './time-rollup.ts';

const MINUTE_US = 60_000_000;

it('keeps sources, severities, minutes and hours apart, whatever their numbers, over several transactions', () => {
  const database = openWritableDatabase(temporaryFolder());
  onTestFinished(() => void database.close());
  const rollup = new TimeRollup(database);
  const moments = [0, 1, 59, 60, 61, 4096].map((minute) => minute * MINUTE_US + 17);
  // Numbers that come out the same when they are packed carelessly: a source more, a minute less.
  const sources = [1, 2, 4095, 4096, 4097, 8193, 1_000_000];
  const expected: number[][] = [];
  let id = 0;
  for (const transaction of [1, 2]) {
    for (const timeUnixUs of moments) {
      for (const sourceId of sources) {
        for (const severity of [0, 3, 7]) {
          id += 1;
          rollup.add(timeUnixUs, sourceId, severity, id);
          if (transaction === 1)
            expected.push([Math.floor(timeUnixUs / MINUTE_US), sourceId, severity, 2, id]);
        }
      }
    }
    rollup.write();
    rollup.clear();
  }
  const perTransaction = id / 2;
  const rows = (sql: string) => database.prepare(sql).raw().all();
  expect(rows('SELECT * FROM minutes ORDER BY 1, 2, 3')).toEqual(
    expected.map(([minute, sourceId, severity, entries, firstId = 0]) => [
      minute,
      sourceId,
      severity,
      entries,
      firstId,
      firstId + perTransaction,
    ]),
  );
  const fromMinutes = `SELECT minute / 60, source_id, severity, sum(entries), min(first_id), max(last_id)
    FROM minutes GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
  expect(rows('SELECT * FROM hours ORDER BY 1, 2, 3')).toEqual(rows(fromMinutes));
  const counts = 'SELECT source_id, severity, sum(entries) FROM minutes GROUP BY 1, 2 ORDER BY 1, 2';
  expect(rows('SELECT * FROM severity_counts ORDER BY 1, 2')).toEqual(rows(counts));
});
