import { AppError } from '#contract/errors.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import type { IdBounds } from './id-bounds.ts';
import { offeredIds } from './offered-ids.ts';
import { ScanPace } from './scan-pace.ts';
import type { Direction, IdWindow } from './window-reader.ts';

/** With so many ids a key of cell-scan.ts still fits into a JavaScript number. */
const LARGEST_WINDOW = 2 ** 17;
/**
 * So many entries at the near end of a range are read in any case (6 ms): the full-text index takes up to 150 ms of 1,000,000
 * entries to begin with a common prefix. What one of so many has is found faster without it, and evenly.
 */
const FIRST_LOOK_IDS = 10_000;
const COMMON_ONE_OF = 4;

export interface ReadOptions {
  database: ReadableDatabase;
  query: CompiledQuery;
  /** Reads a number of each match in a window. */
  read: (window: IdWindow) => number[];
  /** Ascending and apart from each other. */
  ranges: readonly IdBounds[];
  direction: Direction;
  /** Asked before each window; throws `cancelled` when it answers true. */
  isCancelled: () => boolean;
  /** The clock that the size of a window is measured by. */
  nowMs: () => number;
}

/** What was read of the matches in one window. */
export interface ReadWindow {
  window: IdWindow;
  keys: number[];
}

/**
 * Reads all matches in ranges of ids, window by window, each in some milliseconds whatever is asked of an entry: the size of
 * a window follows from how long the one before took, and the way from how often the first entries match.
 */
export function* readMatches(options: ReadOptions): Generator<ReadWindow, void> {
  const { query, direction } = options;
  if (query.matchesNothing) return;
  const pace = new ScanPace();
  const ranges = direction === 'newest-first' ? options.ranges.toReversed() : options.ranges;
  for (const range of ranges) {
    const bounds = {
      firstId: Math.max(1, range.firstId, query.firstId),
      lastId: Math.min(range.lastId, query.lastId),
    };
    if (query.listedIds !== undefined) {
      yield* readWindows(options, listedWindows(options, bounds, pace), pace);
    } else if (query.fullText === undefined) {
      yield* readWindows(options, plainWindows(options, bounds, pace), pace);
    } else {
      yield* readWords(options, bounds, pace);
    }
  }
}

function* readWords(
  options: ReadOptions,
  { firstId, lastId }: IdBounds,
  pace: ScanPace,
): Generator<ReadWindow, void> {
  const isDown = options.direction === 'newest-first';
  const edge = isDown
    ? Math.max(firstId, lastId - FIRST_LOOK_IDS + 1)
    : Math.min(lastId, firstId + FIRST_LOOK_IDS - 1);
  const near = isDown ? { firstId: edge, lastId } : { firstId, lastId: edge };
  const rest = isDown ? { firstId, lastId: edge - 1 } : { firstId: edge + 1, lastId };
  let found = 0;
  for (const part of readWindows(options, plainWindows(options, near, pace), pace)) {
    found += part.keys.length;
    yield part;
  }
  const windows = found * COMMON_ONE_OF > FIRST_LOOK_IDS ? plainWindows : listedWindows;
  yield* readWindows(options, windows(options, rest, pace), pace);
}

function* readWindows(
  { read, isCancelled, nowMs }: ReadOptions,
  windows: Iterable<IdWindow>,
  pace: ScanPace,
): Generator<ReadWindow, void> {
  for (const window of windows) {
    if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    const beganMs = nowMs();
    const keys = read(window);
    yield { window, keys };
    pace.adapt({ ids: window.high - window.low + 1, found: keys.length, tookMs: nowMs() - beganMs });
  }
}

function* plainWindows(
  { direction }: ReadOptions,
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
  { database, query, direction }: ReadOptions,
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
