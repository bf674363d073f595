import { AppError } from '#contract/errors.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import type { IdBounds } from './id-bounds.ts';
import { offeredIds } from './offered-ids.ts';
import { ScanPace } from './scan-pace.ts';
import type { Direction, IdWindow } from './window-reader.ts';

/** With so many ids a key of cell-scan.ts still fits into a JavaScript number. */
const LARGEST_WINDOW = 2 ** 17;
/** So few entries are read faster (6 ms) than the full-text index begins with a common prefix (up to 150 ms of 1,000,000). */
const FEW_IDS = 10_000;

export interface WindowOptions {
  database: ReadableDatabase;
  query: CompiledQuery;
  /** Ascending and apart from each other. */
  ranges: readonly IdBounds[];
  direction: Direction;
  /** Asked before each window; throws `cancelled` when it answers true. */
  isCancelled: () => boolean;
  /** The clock that the size of a window is measured by. */
  nowMs: () => number;
}

/**
 * Cuts ranges of ids into windows that take some milliseconds each, whatever is asked of an entry: the size of one follows from
 * how long the caller was busy with the one before. Every match lies in one window; where the full-text index finds them, a
 * window lists the entries that it offers.
 */
export function* matchWindows(options: WindowOptions): Generator<IdWindow, void> {
  const { query, direction, isCancelled, nowMs } = options;
  if (query.matchesNothing) return;
  const pace = new ScanPace();
  const ranges = direction === 'newest-first' ? options.ranges.toReversed() : options.ranges;
  for (const range of ranges) {
    const bounds = {
      firstId: Math.max(1, range.firstId, query.firstId),
      lastId: Math.min(range.lastId, query.lastId),
    };
    const isListed = query.fullText !== undefined && bounds.lastId - bounds.firstId >= FEW_IDS;
    const windows = isListed || query.listedIds !== undefined ? listedWindows : plainWindows;
    for (const window of windows(options, bounds, pace)) {
      if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
      const beganMs = nowMs();
      yield window;
      pace.adapt({ ids: window.high - window.low + 1, found: 0, tookMs: nowMs() - beganMs });
    }
  }
}

function* plainWindows(
  { direction }: WindowOptions,
  { firstId, lastId }: IdBounds,
  pace: ScanPace,
): Generator<IdWindow, void> {
  const isDown = direction === 'newest-first';
  let edge = isDown ? lastId : firstId;
  while (edge >= firstId && edge <= lastId) {
    const size = Math.min(pace.ids, LARGEST_WINDOW);
    const other = isDown ? Math.max(firstId, edge - size + 1) : Math.min(lastId, edge + size - 1);
    yield { low: Math.min(edge, other), high: Math.max(edge, other) };
    edge = isDown ? other - 1 : other + 1;
  }
}

function* listedWindows(
  { database, query, direction }: WindowOptions,
  { firstId, lastId }: IdBounds,
  pace: ScanPace,
): Generator<IdWindow, void> {
  if (firstId > lastId) return;
  const isDown = direction === 'newest-first';
  using ids = offeredIds(database, query, direction, { firstId, lastId });
  if (ids === undefined) return;
  let edge = isDown ? lastId : firstId;
  for (;;) {
    const offered = ids.from(edge, pace.candidates);
    const [first] = offered;
    if (first === undefined) return;
    const near = offered.filter((id) => Math.abs(id - first) < LARGEST_WINDOW);
    const last = near.at(-1) ?? first;
    yield { low: Math.min(first, last), high: Math.max(first, last), ids: JSON.stringify(near) };
    edge = isDown ? last - 1 : last + 1;
  }
}
