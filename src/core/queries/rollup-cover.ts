import type { ReadableDatabase } from '../store/open-database.ts';
import { hours } from '../store/migrations/0002-hours.ts';
import { HOUR_US, MINUTE_US, type TimeBars } from './histogram-axis.ts';

/** A table of the rollup: what a row stands for. */
interface RollupTable {
  name: 'minutes' | 'hours';
  column: 'minute' | 'hour';
  stepUs: number;
}

export const MINUTES: RollupTable = { name: 'minutes', column: 'minute', stepUs: MINUTE_US };
export const HOURS: RollupTable = { name: 'hours', column: 'hour', stepUs: HOUR_US };

/** Whole rows of a table: `from` inclusive, `until` exclusive, in its own steps since 1970. */
export interface RollupPart {
  table: RollupTable;
  from: number;
  until: number;
}

export interface TimeRange {
  sinceUnixUs: number;
  /** Exclusive. */
  untilUnixUs: number;
}

/** How a time range is read: most of it from the rollup, the minutes that it cuts entry by entry. */
export interface RollupCover {
  parts: RollupPart[];
  cuts: TimeRange[];
}

/** Covers a time range exactly, each moment once. @param tables - The coarsest first; the last one is MINUTES. */
export function coverTimeRange(
  { sinceUnixUs, untilUnixUs }: TimeRange,
  tables: readonly RollupTable[],
): RollupCover {
  const [table, ...finer] = tables;
  if (untilUnixUs <= sinceUnixUs) return { parts: [], cuts: [] };
  if (table === undefined) return { parts: [], cuts: [{ sinceUnixUs, untilUnixUs }] };
  const from = Math.ceil(sinceUnixUs / table.stepUs);
  const until = Math.floor(untilUnixUs / table.stepUs);
  if (until <= from) return coverTimeRange({ sinceUnixUs, untilUnixUs }, finer);
  const before = coverTimeRange({ sinceUnixUs, untilUnixUs: from * table.stepUs }, finer);
  const behind = coverTimeRange({ sinceUnixUs: until * table.stepUs, untilUnixUs }, finer);
  return {
    parts: [...before.parts, { table, from, until }, ...behind.parts],
    cuts: [...before.cuts, ...behind.cuts],
  };
}

/** The tables whose rows lie within one bar each, the coarsest first. Empty: the bars must be counted entry by entry. */
export function tablesForBars(database: ReadableDatabase, { fromUnixUs, bucketUs }: TimeBars): RollupTable[] {
  return rollupTables(database).filter(({ stepUs }) => fromUnixUs % stepUs === 0 && bucketUs % stepUs === 0);
}

/** The coarsest first. A store that an older Hydrant wrote, and that was only read since, has no hours. */
export function rollupTables(database: ReadableDatabase): RollupTable[] {
  const version = database.pragma('user_version', { simple: true }) as number;
  return version < hours.version ? [MINUTES] : [HOURS, MINUTES];
}
