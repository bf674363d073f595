import type { ReadableDatabase } from '../store/open-database.ts';
import { prepareCellScan, type CellAxes } from './cell-scan.ts';
import type { CompiledQuery } from './compile-query.ts';
import type { TimeBars } from './histogram-axis.ts';
import { idRangesOfTime } from './id-bounds.ts';
import { readMatches } from './match-windows.ts';
import {
  coverTimeRange,
  rollupTables,
  tablesForBars,
  type RollupPart,
  type TimeRange,
} from './rollup-cover.ts';
import { addOutline } from './rollup-outline.ts';
import {
  addToBucket,
  addToCounts,
  emptyTally,
  type BucketCounts,
  type SummaryTally,
} from './summary-tally.ts';

const SEVERITIES = 8;

/** What to summarise, of one moment of the store. */
export interface SummaryScope extends CellAxes {
  database: ReadableDatabase;
  query: CompiledQuery;
  isCancelled: () => boolean;
  nowMs: () => number;
}

/**
 * Summarises what the rollup knows: a query with `rollup`. Minutes that a time range cuts, and bars finer than a minute, are
 * counted entry by entry. Runs within the caller's transaction, so that all numbers are of one moment.
 */
export function summariseByRollup(scope: SummaryScope): SummaryTally {
  const { database, query, bars, idsPerBucket } = scope;
  const tally = emptyTally();
  if (query.matchesNothing) return tally;
  const filter = rollupFilter(query);
  const { sinceUnixUs = 0, untilUnixUs = Number.MAX_SAFE_INTEGER } = query.times;
  const isWhole = query.times.sinceUnixUs === undefined && query.times.untilUnixUs === undefined;
  if (isWhole && idsPerBucket === undefined) {
    addSums(database, 'severity_counts', filter, tally);
  } else {
    const { parts, cuts } = coverTimeRange({ sinceUnixUs, untilUnixUs }, rollupTables(database));
    for (const part of parts) {
      if (idsPerBucket === undefined)
        addSums(database, part.table.name, `${within(part)} AND ${filter}`, tally);
      else addOutline(database, part, filter, idsPerBucket, tally);
    }
    for (const cut of cuts) countEachEntry(scope, cut, filter, { bars: null, idsPerBucket }, tally);
  }
  if (bars !== null) {
    const range = {
      sinceUnixUs: Math.max(sinceUnixUs, bars.fromUnixUs),
      untilUnixUs: Math.min(untilUnixUs, bars.untilUnixUs),
    };
    tally.bars = countBars(scope, range, filter, bars);
  }
  return tally;
}

/** SQL over a table of the rollup: the severities and sources of a query. */
export function rollupFilter({ severities, rollup }: CompiledQuery): string {
  const conditions = ['1'];
  if (severities !== undefined) conditions.push(`severity IN (${severities.join(', ')})`);
  if (rollup?.sourceIds !== undefined)
    conditions.push(`source_id IN (${rollup.sourceIds.map(Number).join(', ')})`);
  return conditions.join(' AND ');
}

function within({ table: { column }, from, until }: RollupPart): string {
  return `${column} >= ${String(from)} AND ${column} < ${String(until)}`;
}

function addSums(database: ReadableDatabase, table: string, condition: string, tally: SummaryTally): void {
  const sums = database
    .prepare<[], [number, number]>(
      `SELECT severity, sum(entries) FROM ${table} WHERE ${condition} GROUP BY severity`,
    )
    .raw();
  for (const [severity, entries] of sums.all()) addToCounts(tally.bySeverity, severity, entries);
}

function countBars(scope: SummaryScope, range: TimeRange, filter: string, bars: TimeBars): BucketCounts {
  const { database } = scope;
  const tally = emptyTally();
  const { parts, cuts } = coverTimeRange(range, tablesForBars(database, bars));
  for (const part of parts) {
    const { name, column, stepUs } = part.table;
    const bar = `(${column} * ${String(stepUs)} - ${String(bars.fromUnixUs)}) / ${String(bars.bucketUs)}`;
    const sums = database
      .prepare<[], [number, number]>(
        `SELECT ${bar} * ${String(SEVERITIES)} + severity AS cell, sum(entries) FROM ${name}
         WHERE ${within(part)} AND ${filter} GROUP BY cell`,
      )
      .raw();
    for (const [cell, entries] of sums.all()) {
      addToBucket(tally.bars, Math.floor(cell / SEVERITIES), cell % SEVERITIES, entries);
    }
  }
  for (const cut of cuts) countEachEntry(scope, cut, filter, { bars, idsPerBucket: undefined }, tally);
  return tally.bars;
}

function countEachEntry(
  scope: SummaryScope,
  { sinceUnixUs, untilUnixUs }: TimeRange,
  filter: string,
  axes: CellAxes,
  tally: SummaryTally,
): void {
  const { database, query } = scope;
  const ranges = idRangesOfTime(database, sinceUnixUs, untilUnixUs, filter);
  const condition = `e.time_us >= ${String(sinceUnixUs)} AND e.time_us < ${String(untilUnixUs)}`;
  const scan = prepareCellScan(database, query, axes, condition);
  const parts = readMatches({ ...scope, read: scan.read, ranges, direction: 'newest-first' });
  for (const { window, keys } of parts) scan.count(window, keys, tally);
}
