import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import type { TimeBars } from './histogram-axis.ts';
import { hasLateEntries } from './late-entries.ts';
import { prepareKeyScan } from './key-scan.ts';
import type { IdWindow } from './window-reader.ts';
import { addToBucket, addToCounts, type SummaryTally } from './summary-tally.ts';

const SEVERITIES = 8;

/** What of an entry counts beside its severity. */
export interface CellAxes {
  bars: TimeBars | null;
  idsPerBucket: number | undefined;
}

/** How matches are read and counted. */
export interface CellScan {
  read: (window: IdWindow) => number[];
  /** Adds to a tally what was read of a window. */
  count: (window: IdWindow, cells: readonly number[], tally: SummaryTally) => void;
}

/**
 * Prepares the counting of matches one by one. SQLite gives each of them one number, its cell: severity, bar and bucket. A
 * window of 2^17 ids and SUMMARY_MAX_BUCKETS bars stay below 2^41.
 * @param condition - One more condition, as SQL.
 */
export function prepareCellScan(
  database: ReadableDatabase,
  query: CompiledQuery,
  { bars, idsPerBucket }: CellAxes,
  condition?: string,
): CellScan {
  const barCount = bars === null ? 1 : Math.ceil((bars.untilUnixUs - bars.fromUnixUs) / bars.bucketUs) + 1;
  // Late entries lie in buckets before those of the window that they are stored in.
  const hasLate = hasLateEntries(database);
  const placeSql = hasLate ? 'CAST(ifnull(e.late_place, e.id) AS INTEGER)' : 'e.id';
  // Buckets are numbered from the window's first one on, so that the numbers stay small.
  const bucket =
    idsPerBucket === undefined
      ? 'CAST(? AS INTEGER)'
      : `(${placeSql} / ${String(idsPerBucket)} - CAST(? AS INTEGER))`;
  const key = `(${bucket} * ${String(barCount)} + ${barOf(bars)}) * ${String(SEVERITIES)} + e.severity`;
  const scan = prepareKeyScan(database, query, key, condition);
  const firstBucketOf = ({ low }: IdWindow) =>
    idsPerBucket === undefined || hasLate ? 0 : Math.floor(low / idsPerBucket);
  const count: CellScan['count'] = (window, cells, tally) => {
    const firstBucket = firstBucketOf(window);
    const entriesOfCell = new Map<number, number>();
    for (const cell of cells) entriesOfCell.set(cell, (entriesOfCell.get(cell) ?? 0) + 1);
    for (const [cell, entries] of entriesOfCell) {
      const severity = cell % SEVERITIES;
      const place = Math.floor(cell / SEVERITIES);
      const bar = place % barCount;
      addToCounts(tally.bySeverity, severity, entries);
      if (bar > 0) addToBucket(tally.bars, bar - 1, severity, entries);
      if (idsPerBucket !== undefined) {
        addToBucket(tally.stretches, firstBucket + Math.floor(place / barCount), severity, entries);
      }
    }
  };
  return { read: (window) => scan(window, firstBucketOf(window)), count };
}

/** SQL: the number of the entry's bar from 1 on; 0: it has none. */
function barOf(bars: TimeBars | null): string {
  if (bars === null) return '0';
  const { fromUnixUs, untilUnixUs, bucketUs } = bars;
  return `CASE WHEN e.time_us >= ${String(fromUnixUs)} AND e.time_us < ${String(untilUnixUs)}
    THEN (e.time_us - ${String(fromUnixUs)}) / ${String(bucketUs)} + 1 ELSE 0 END`;
}
