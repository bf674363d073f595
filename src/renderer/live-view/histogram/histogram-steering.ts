import type { EntryFilter } from '../../state/entry-filter.ts';
import { Store } from '../../state/store.ts';
import type { LiveState } from '../live-state.ts';
import type { LiveSummary, TimeRange } from '../live-summary.ts';
import { rangeInside, zoomedRange } from './time-range.ts';

type TimeFilter = Pick<EntryFilter, 'sinceUnixUs' | 'untilUnixUs'>;

/** What the histogram moves: the live feed. */
export interface SteeredFeed {
  readonly state: Store<LiveState>;
  readonly summary: { readonly state: Store<LiveSummary>; zoom(range: TimeRange | null): void };
  setFilter(filter: EntryFilter): Promise<void>;
}

export interface HistogramSelection {
  /** A moment in the bar that the keys move; null: not used yet. */
  cursorUnixUs: number | null;
  /** A moment in the bar at the other end of the chosen range; null: nothing is chosen. */
  anchorUnixUs: number | null;
}

const NOTHING_SELECTED: HistogramSelection = { cursorUnixUs: null, anchorUnixUs: null };

/** More steps back than anyone remembers. */
const UNDO_STEPS = 20;

/** What the user does in the histogram: a cursor, a chosen range, zooming, the time filter, and the way back. */
export class HistogramSteering {
  readonly selection = new Store<HistogramSelection>(NOTHING_SELECTED);
  readonly #feed: SteeredFeed;
  /** The range as it was before it was zoomed into; undefined: not seen yet. */
  #whole: TimeRange | undefined;
  readonly #timeFilters: { before: TimeFilter; after: TimeFilter }[] = [];

  constructor(feed: SteeredFeed) {
    this.#feed = feed;
  }

  /** Tells the range that is shown while nothing is zoomed. */
  rememberWhole(whole: TimeRange): void {
    this.#whole = whole;
  }

  /** Puts the cursor there and chooses nothing. */
  point(unixUs: number): void {
    this.selection.set({ cursorUnixUs: unixUs, anchorUnixUs: null });
  }

  /** Chooses from `anchorUnixUs` to there. */
  choose(anchorUnixUs: number, unixUs: number): void {
    this.selection.set({ cursorUnixUs: unixUs, anchorUnixUs });
  }

  clear(): void {
    this.selection.patch({ anchorUnixUs: null });
  }

  /** Shows that range of time in the histogram, and filters nothing. */
  zoomTo(range: TimeRange): void {
    this.clear();
    this.#feed.summary.zoom(this.#whole === undefined ? range : rangeInside(range, this.#whole));
  }

  /** @param factor below 1: zooms in, around a moment that keeps its place. */
  zoomBy(factor: number, aroundUnixUs: number, shown: TimeRange): void {
    const { zoom } = this.#feed.summary.state.get();
    // A view that was left and is back does not know the whole any more: one step out shows it.
    const whole = this.#whole ?? shown;
    const next = zoomedRange(zoom ?? shown, whole, aroundUnixUs, factor);
    if (next !== null || zoom !== null) this.#feed.summary.zoom(next);
  }

  showWhole(): void {
    this.#feed.summary.zoom(null);
  }

  /** Filters: only entries of that range are shown from now on. */
  showOnly({ fromUnixUs, untilUnixUs }: TimeRange): void {
    this.clear();
    const { requested } = this.#feed.state.get();
    const after = { sinceUnixUs: fromUnixUs, untilUnixUs };
    this.#timeFilters.push({ before: timeFilterOf(requested), after });
    if (this.#timeFilters.length > UNDO_STEPS) this.#timeFilters.shift();
    this.#setTimeFilter(after);
  }

  /** Takes back the last step: the chosen range, the zoom, then each time filter. @returns false: there was none. */
  undo(): boolean {
    if (this.selection.get().anchorUnixUs !== null) {
      this.clear();
      return true;
    }
    if (this.#feed.summary.state.get().zoom !== null) {
      this.showWhole();
      return true;
    }
    const last = this.#timeFilters.pop();
    if (last === undefined || !isSame(last.after, timeFilterOf(this.#feed.state.get().requested))) {
      this.#timeFilters.length = 0;
      return false;
    }
    this.#setTimeFilter(last.before);
    return true;
  }

  #setTimeFilter(times: TimeFilter): void {
    if (this.#feed.summary.state.get().zoom !== null) this.showWhole();
    this.#whole = undefined;
    void this.#feed.setFilter({ ...this.#feed.state.get().requested, ...times });
  }
}

function timeFilterOf({ sinceUnixUs, untilUnixUs }: EntryFilter): TimeFilter {
  return { sinceUnixUs, untilUnixUs };
}

function isSame(one: TimeFilter, other: TimeFilter): boolean {
  return one.sinceUnixUs === other.sinceUnixUs && one.untilUnixUs === other.untilUnixUs;
}
