import { AppError } from '#contract/errors.ts';
import { SUMMARY_MAX_BUCKETS, type Summary, type SummaryRequest } from '#contract/summary.ts';
import { prepareCellScan } from './cell-scan.ts';
import { compileQuery, type CompiledQuery, type QueryContext } from './compile-query.ts';
import { resolveBars, type TimeBars } from './histogram-axis.ts';
import { idRangesOfTime, type IdBounds } from './id-bounds.ts';
import { hasLateEntries } from './late-entries.ts';
import { readMatches } from './match-windows.ts';
import { newestId } from './newest-id.ts';
import { rollupFilter, summariseByRollup, type SummaryScope } from './summarise-by-rollup.ts';
import { emptyTally, toBuckets, type SummaryTally } from './summary-tally.ts';

/** Beside the rollup, bars finer than a minute are counted for at most so many entries: 0.1 s. */
const MOST_FINE_IDS = 500_000;

interface Prepared {
  query: CompiledQuery;
  bars: TimeBars | null;
  bounds: IdBounds;
  /** Set when the rollup had the answer. */
  tally: SummaryTally | undefined;
}

/** Counts, histogram and outline of what matches, all severities: `entries.summarise` of the contract. */
export function summariseEntries(
  context: QueryContext,
  request: SummaryRequest,
  isCancelled: () => boolean,
  nowMs?: () => number,
): Summary {
  const { severities: _severities, ...query } = request.query;
  return summariseMatches(context, { ...request, query }, isCancelled, nowMs);
}

/**
 * As `summariseEntries`, with the severities of the query in the filter, too.
 * @param nowMs - The clock for the budget.
 * @throws AppError `cancelled`, `query.invalid`; `request.invalid` when there would be more buckets than anybody can look at.
 */
export function summariseMatches(
  context: QueryContext,
  request: SummaryRequest,
  isCancelled: () => boolean,
  nowMs: () => number = () => performance.now(),
): Summary {
  const { database } = context;
  const beganMs = nowMs();
  const scopeOf = ({ query, bars }: { query: CompiledQuery; bars: TimeBars | null }): SummaryScope => ({
    database,
    query,
    bars,
    idsPerBucket: request.idsPerBucket,
    isCancelled,
    nowMs,
  });
  // Of one moment: what is stored afterwards has a larger id, and is in none of the numbers.
  const prepare = database.transaction((): Prepared => {
    const newest = newestId(database);
    const bounds = {
      firstId: (request.afterId ?? 0) + 1,
      lastId: Math.min(newest, (request.beforeId ?? Number.MAX_SAFE_INTEGER) - 1),
    };
    const query = compileQuery(request.query, context);
    const isWhole = bounds.firstId === 1 && bounds.lastId === newest;
    // The rollup knows where entries are stored, and not where late ones belong.
    const isOutlined = request.idsPerBucket !== undefined && hasLateEntries(database);
    const usesRollup = isWhole && query.rollup !== undefined && !isOutlined;
    const bars = barsOf(context, request, query, usesRollup);
    checkSize(request, bars, bounds);
    return {
      query,
      bars,
      bounds,
      tally: usesRollup ? summariseByRollup(scopeOf({ query, bars })) : undefined,
    };
  });
  const prepared = prepare();
  const { tally, pendingBeforeId } =
    prepared.tally === undefined
      ? summariseByScan(scopeOf(prepared), prepared.bounds, beganMs, request.budgetMs ?? Infinity)
      : { tally: prepared.tally, pendingBeforeId: null };
  return {
    bySeverity: tally.bySeverity,
    lastId: prepared.bounds.lastId,
    pendingBeforeId,
    histogram: prepared.bars === null ? null : { ...prepared.bars, buckets: toBuckets(tally.bars) },
    outline: request.idsPerBucket === undefined ? null : toBuckets(tally.stretches),
  };
}

function barsOf(
  { database }: QueryContext,
  { histogram }: SummaryRequest,
  query: CompiledQuery,
  usesRollup: boolean,
): TimeBars | null {
  if (histogram === undefined) return null;
  return resolveBars(histogram, database, query.times, (from, until) => {
    if (!usesRollup) return true;
    const ranges = idRangesOfTime(database, from, until, rollupFilter(query));
    return ranges.reduce((sum, { firstId, lastId }) => sum + lastId - firstId + 1, 0) <= MOST_FINE_IDS;
  });
}

function checkSize(
  { idsPerBucket = Infinity }: SummaryRequest,
  bars: TimeBars | null,
  bounds: IdBounds,
): void {
  const barCount = bars === null ? 0 : (bars.untilUnixUs - bars.fromUnixUs) / bars.bucketUs;
  const bucketCount = (bounds.lastId - bounds.firstId) / idsPerBucket;
  if (Math.max(barCount, bucketCount) <= SUMMARY_MAX_BUCKETS) return;
  throw new AppError('request.invalid', 'A summary of that many buckets was asked for.', {
    remedy: 'Ask for wider buckets or for a smaller range.',
  });
}

/**
 * Newest entries first, until the budget is used up: what is not counted then can be counted by itself. The full-text index may
 * take longer than that to begin, and again each time; so at least as long is then spent on counting.
 */
function summariseByScan(
  scope: SummaryScope,
  bounds: IdBounds,
  beganMs: number,
  budgetMs: number,
): { tally: SummaryTally; pendingBeforeId: number | null } {
  const { database, query, nowMs } = scope;
  const tally = emptyTally();
  if (query.matchesNothing) return { tally, pendingBeforeId: null };
  const scan = prepareCellScan(database, query, scope);
  const firstId = Math.max(bounds.firstId, query.firstId);
  const parts = readMatches({ ...scope, read: scan.read, ranges: [bounds], direction: 'newest-first' });
  let countedMs = beganMs;
  let longestMs = 0;
  for (const { window, keys } of parts) {
    scan.count(window, keys, tally);
    const now = nowMs();
    longestMs = Math.max(longestMs, now - countedMs);
    countedMs = now;
    const isTimeUp = now - beganMs >= Math.max(budgetMs, longestMs * 2);
    if (isTimeUp && window.low > firstId) return { tally, pendingBeforeId: window.low };
  }
  return { tally, pendingBeforeId: null };
}
