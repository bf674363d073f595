import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { EventPayload } from '#contract/events.ts';
import type { PageAnchor } from '#contract/query.ts';
import type { Severity } from '#contract/severity.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { countKey, filterKey, queryOf } from '../state/entry-filter.ts';
import { RateGate } from '../state/rate-gate.ts';
import type { Schedule } from '../state/store.ts';
import { Store } from '../state/store.ts';
import type { FollowEvent } from './follow-state.ts';
import { nextFollowState } from './follow-state.ts';
import type { ListPosition } from './list-geometry.ts';
import { AT_BOTTOM, heldRowId, positionKeepingSelected, positionShowing } from './list-geometry.ts';
import { LiveCounts } from './live-counts.ts';
import type { LiveState } from './live-state.ts';
import { FIRST_LIVE_STATE } from './live-state.ts';
import { nearestEntry } from './nearest-entry.ts';
import type { NewEntries } from './new-entries.ts';
import { NO_NEW_ENTRIES } from './new-entries.ts';
import type { EntryPage, RowWindow } from './row-window.ts';
import { appendPage, pageUpTo, prependPage, rowIndexAtOrAfter } from './row-window.ts';
import type { Load } from './window-loads.ts';
import { NEWEST_PAGE_ROWS, loadAround, loadFollowing, loadNewest, loadOldest } from './window-loads.ts';

const SCROLL_PAGE_ROWS = 400;
/** A page is fetched when fewer rows than this are left beyond the drawn ones. */
const FETCH_AHEAD_ROWS = 120;
/** Eight times a second: as fast as rows can be told apart, whatever the log does. */
const FOLLOW_INTERVAL_MS = 125;

/**
 * The live list's model: a window of rows that follows the log, or stands still and counts what it has not shown.
 * Fetches only what can be shown; what is not fetched is in the store and comes when it is scrolled to.
 */
export class LiveFeed {
  readonly state: Store<LiveState>;
  readonly #api: EngineApi;
  readonly #followGate: RateGate;
  readonly #counts: LiveCounts;
  #unsubscribe: (() => void) | undefined;
  #replacement: AbortController | undefined;
  /** Grows with every replacement, so that pages of an older window are recognised and left out. */
  #generation = 0;
  #isExtending = false;
  #viewportPx = 600;
  /** Entries of the shown severities that were stored since the last page was asked for. */
  #storedSinceFetch = 0;
  /** Something, shown or not, was stored since then. */
  #isBehind = false;
  /** While paused by the user, newer entries than this are not shown even by scrolling. */
  #pausedAtId = 0;

  /** @param schedule when changes reach the page; tests are told at once. */
  constructor(api: EngineApi, schedule?: Schedule) {
    this.#api = api;
    this.state = new Store(FIRST_LIVE_STATE, schedule);
    this.#followGate = new RateGate(() => this.#fetchNewest(), { minIntervalMs: FOLLOW_INTERVAL_MS });
    this.#counts = new LiveCounts(api, {
      filter: () => this.state.get().filter,
      arrived: (counts) => {
        this.state.patch({ counts, newEntries: this.#pending() });
      },
      failed: (problem) => {
        this.#report(problem);
      },
    });
  }

  /** Reads everything anew and listens from then on. To be called at every new connection. */
  start(): void {
    this.#unsubscribe ??= this.#api.subscribe('entries.stored', (stored) => {
      this.#noticeStored(stored);
    });
    void this.setFilter(this.state.get().requested);
  }

  close(): void {
    this.#unsubscribe?.();
    this.#replacement?.abort();
    this.#followGate.close();
    this.#counts.close();
  }

  /**
   * Shows what `requested` selects. A view that follows, goes on following; one that stands somewhere in the past
   * stays there, so that a filter can be lifted to see an entry's neighbours.
   */
  async setFilter(requested: EntryFilter): Promise<void> {
    const before = this.state.get();
    this.state.patch({ requested });
    this.state.flush();
    const heldId = heldRowId(before, this.#viewportPx);
    const load =
      before.follow === 'following' || heldId === undefined ? loadNewest : this.#loadAround(heldId);
    const problem = await this.#replace(requested, load);
    if (problem?.code !== 'query.invalid' || requested !== this.state.get().requested) return;
    this.state.patch({ searchProblem: problem });
    const readable = { ...requested, where: before.filter.where };
    if (filterKey(readable) !== filterKey(before.filter)) await this.#replace(readable, load);
  }

  pause(): void {
    this.#pausedAtId = this.state.get().window.completeUpToId;
    this.#apply('pause-asked');
  }

  /** Jumps to the newest entries and follows. */
  async resume(): Promise<void> {
    this.#apply('resume-asked');
    await this.#replace(this.state.get().filter, loadNewest);
  }

  /** Stops a list that follows; lets any other follow again. */
  togglePause(): void {
    if (this.state.get().follow === 'following') this.pause();
    else void this.resume();
  }

  /** Shows the newest entries and follows; a pause by the user ends, as that is what the wish means. */
  jumpToNewest(): void {
    void this.resume();
  }

  async jumpToOldest(): Promise<void> {
    this.#apply('jumped-away');
    await this.#replace(this.state.get().filter, loadOldest);
  }

  /** The list has been scrolled by the user. @param distancePx from the lower edge to the end of the rows. */
  scrolled(position: ListPosition, distancePx: number, isDownwards: boolean): void {
    const { follow, window } = this.state.get();
    if (distancePx > 1 || !isDownwards) {
      if (distancePx > 1) this.#apply('scrolled-away');
      this.state.patch({ position: this.state.get().follow === 'following' ? AT_BOTTOM : position });
      return;
    }
    this.state.patch({ position: follow === 'following' ? AT_BOTTOM : position });
    if (follow === 'scrolled' && !window.hasNewer) {
      this.#apply('bottom-reached');
      this.#followGate.request();
    }
  }

  /** The user scrolls up, and the list is about to. Said before the rows move, so that following does not fight it. */
  scrollingAway(position: ListPosition): void {
    if (this.state.get().follow !== 'following') return;
    this.#apply('scrolled-away');
    this.state.patch({ position });
  }

  /** The list has become this high. A chosen row that was in sight stays in sight, though the details take its place. */
  setViewport(heightPx: number): void {
    const position = positionKeepingSelected(this.state.get(), this.#viewportPx, heightPx);
    this.#viewportPx = heightPx;
    this.state.patch({ position });
    this.state.flush();
  }

  /** Rows `from` to `to` are drawn: fetches what lies beyond, if it is near. */
  noticeDrawn(from: number, to: number): void {
    const { window, follow } = this.state.get();
    if (follow === 'following' || this.#isExtending || window.rows.length === 0) return;
    if (window.hasOlder && from < FETCH_AHEAD_ROWS) void this.#extendOlder();
    else if (window.hasNewer && window.rows.length - to < FETCH_AHEAD_ROWS) void this.#extendNewer();
  }

  /** Chooses an entry, fetching its surroundings if the window does not hold it, and makes it visible. */
  async select(id: number): Promise<void> {
    const { window, filter } = this.state.get();
    const index = rowIndexAtOrAfter(window.rows, id);
    this.state.patch({ selectedId: id });
    this.state.flush();
    if (window.rows[index]?.id === id) {
      const { position } = this.state.get();
      this.#apply('entry-chosen');
      this.state.patch({ position: positionShowing(index, position, window.rows, this.#viewportPx) });
      return;
    }
    this.#apply('jumped-away');
    await this.#replace(filter, this.#loadAround(id));
  }

  /** Chooses the row `delta` rows further down (negative: up). */
  async selectRelative(delta: number): Promise<void> {
    const { window, selectedId, position } = this.state.get();
    const { rows } = window;
    if (rows.length === 0) return;
    const fromId = selectedId ?? (position.kind === 'row' ? position.id : undefined);
    const from = fromId === undefined ? rows.length : rowIndexAtOrAfter(rows, fromId);
    const row = rows[Math.max(0, Math.min(rows.length - 1, from + delta))];
    if (row !== undefined) await this.select(row.id);
  }

  deselect(): void {
    this.state.patch({ selectedId: null });
    const wasReading = this.state.get().follow === 'reading';
    this.#apply('entry-closed');
    if (wasReading) this.#followGate.request();
  }

  /**
   * Chooses the nearest entry of these severities after or before the chosen one.
   * @returns false when there is none.
   */
  async selectNearest(severities: readonly Severity[], direction: 'next' | 'previous'): Promise<boolean> {
    const { filter, selectedId, window, position } = this.state.get();
    const visibleId = position.kind === 'row' ? position.id : (window.rows.at(-1)?.id ?? 0);
    const fromId = selectedId ?? (direction === 'next' ? Math.max(0, visibleId - 1) : visibleId + 1);
    try {
      const found = await nearestEntry(this.#api, filter, severities, direction, fromId);
      if (found !== undefined) await this.select(found.id);
      return found !== undefined;
    } catch (error) {
      this.#report(appErrorOf(error));
      return true;
    }
  }

  #loadAround(id: number): Load {
    return loadAround(id, () => this.#viewportPx);
  }

  #pending(): NewEntries {
    return this.#counts.newEntries.newEntries(this.state.get().filter.severities);
  }

  #apply(event: FollowEvent): void {
    const { follow, window, isFirstLoad } = this.state.get();
    const next = nextFollowState(follow, event);
    if (next === follow) return;
    // Before the first load nothing is known; the first window says where it stopped.
    if (follow === 'following' && !isFirstLoad) {
      this.#counts.newEntries.freeze(window.completeUpToId, window.rows);
      this.#counts.request();
    }
    if (next === 'following') {
      this.#counts.newEntries.thaw();
      this.state.patch({ follow: next, position: AT_BOTTOM, newEntries: NO_NEW_ENTRIES });
    } else this.state.patch({ follow: next });
    this.state.flush();
  }

  /** Loads another window in place of the present one. Gives back what went wrong, if it was not called off. */
  async #replace(filter: EntryFilter, load: Load): Promise<AppError | undefined> {
    this.#replacement?.abort();
    const replacement = new AbortController();
    this.#replacement = replacement;
    this.#generation += 1;
    this.#storedSinceFetch = 0;
    this.#isBehind = false;
    this.state.patch({ isLoading: true });
    try {
      const query = queryOf(filter);
      const { window, position } = await load((anchor, limit) =>
        this.#api.call('entries.list', { query, anchor, limit }, replacement.signal),
      );
      if (replacement.signal.aborted) return undefined;
      this.#accept(filter, window, position);
      return undefined;
    } catch (error) {
      const problem = appErrorOf(error);
      if (replacement.signal.aborted || problem.code === 'cancelled') return undefined;
      this.state.patch({ isLoading: false });
      if (problem.code !== 'query.invalid') this.#report(problem);
      return problem;
    } finally {
      if (this.#replacement === replacement) this.#replacement = undefined;
    }
  }

  #accept(filter: EntryFilter, window: RowWindow, position: ListPosition): void {
    const before = this.state.get();
    const isOtherCount = countKey(filter) !== countKey(before.filter);
    if (isOtherCount) this.#counts.newEntries.forget();
    const isHeld = before.follow !== 'following';
    if (isHeld && (isOtherCount || !window.hasNewer)) {
      this.#counts.newEntries.freeze(window.hasNewer ? null : window.completeUpToId, window.rows);
    }
    if (before.follow === 'paused') this.#pausedAtId = window.completeUpToId;
    this.state.patch({
      filter,
      window,
      position: isHeld ? position : AT_BOTTOM,
      newEntries: NO_NEW_ENTRIES,
      ...(isOtherCount ? { counts: null } : {}),
      isLoading: false,
      isFirstLoad: false,
      problem: null,
      ...(filter.where === before.requested.where ? { searchProblem: null } : {}),
    });
    this.#counts.request();
    // What was stored between the page and now must not wait for the next entry.
    if (!isHeld && this.#isBehind) this.#followGate.request();
  }

  #noticeStored(stored: EventPayload<'entries.stored'>): void {
    const { filter, follow } = this.state.get();
    this.#isBehind = true;
    for (const severity of filter.severities) this.#storedSinceFetch += stored.bySeverity[severity] ?? 0;
    this.#counts.request();
    if (follow === 'following') this.#followGate.request();
  }

  async #fetchNewest(): Promise<void> {
    const { follow, filter, window, isFirstLoad } = this.state.get();
    if (follow !== 'following' || this.#replacement !== undefined || isFirstLoad) return;
    const generation = this.#generation;
    const query = queryOf(filter);
    // With a search, few of the many may match; without one, the numbers say that a page would not hold them.
    const isFlood = query.where === undefined && this.#storedSinceFetch > NEWEST_PAGE_ROWS;
    this.#storedSinceFetch = 0;
    this.#isBehind = false;
    try {
      const next = await loadFollowing(
        (anchor, limit) => this.#api.call('entries.list', { query, anchor, limit }),
        window,
        isFlood,
      );
      // Whatever happened meanwhile (a pause, another filter) decides, not this late answer.
      if (generation !== this.#generation || this.state.get().follow !== 'following') return;
      if (next !== undefined) this.state.patch({ window: next, problem: null });
    } catch (error) {
      this.#report(appErrorOf(error));
    }
  }

  async #extendOlder(): Promise<void> {
    const first = this.state.get().window.rows[0];
    if (first === undefined) return;
    await this.#extend({ kind: 'before', id: first.id }, (window, page) => prependPage(window, page));
  }

  async #extendNewer(): Promise<void> {
    const { window, follow } = this.state.get();
    await this.#extend({ kind: 'after', id: window.completeUpToId }, (present, page) => {
      const shown = follow === 'paused' ? pageUpTo(page, this.#pausedAtId) : page;
      this.#counts.newEntries.showed(shown.rows);
      return appendPage(present, shown);
    });
  }

  async #extend(anchor: PageAnchor, join: (window: RowWindow, page: EntryPage) => RowWindow): Promise<void> {
    const generation = this.#generation;
    this.#isExtending = true;
    try {
      const query = queryOf(this.state.get().filter);
      const page = await this.#api.call('entries.list', { query, anchor, limit: SCROLL_PAGE_ROWS });
      if (generation !== this.#generation || this.state.get().follow === 'following') return;
      this.state.patch({ window: join(this.state.get().window, page), newEntries: this.#pending() });
    } catch (error) {
      this.#report(appErrorOf(error));
    } finally {
      this.#isExtending = false;
    }
  }

  #report(problem: AppError): void {
    // A lost connection is told for the whole page, and everything is read again when it is back.
    if (problem.code === 'connection.lost' || problem.code === 'cancelled') return;
    this.state.patch({ problem });
  }
}
