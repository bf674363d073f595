import { idAbove, idBelow } from '#contract/entry-id.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { EventPayload } from '#contract/events.ts';
import type { Severity } from '#contract/severity.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { NO_FILTER, filterKey, queryOf } from '../state/entry-filter.ts';
import { RateGate } from '../state/rate-gate.ts';
import { Store } from '../state/store.ts';
import { ContextVisit } from './context-visit.ts';
import { PLAIN_FORM } from './entry-pages.ts';
import { standsFor } from './folded-rows.ts';
import type { FollowEvent } from './follow-state.ts';
import { nextFollowState } from './follow-state.ts';
import type { ListPosition, RowPosition } from './list-position.ts';
import { AT_BOTTOM, atTop } from './list-position.ts';
import { ListWindow } from './list-window.ts';
import type { DrawnRows, LiveFeedOptions, LiveState, VisibleEntries } from './live-state.ts';
import { FIRST_LIVE_STATE, heldEntryId, visibleEntries } from './live-state.ts';
import { LiveSummaryModel } from './live-summary.ts';
import type { Direction } from './nearest-entry.ts';
import { nearestEntry } from './nearest-entry.ts';
import { NO_NEW_ENTRIES, NewEntriesModel } from './new-entries.ts';
import type { RowWindow } from './row-window.ts';
import { rowIndexAtOrAfter, withBookmark } from './row-window.ts';
import type { Load } from './window-loads.ts';
import { NEWEST_PAGE_ROWS, loadAround, loadNewest, loadOldest } from './window-loads.ts';

/** Eight times a second: as fast as rows can be told apart, whatever the log does. */
const FOLLOW_INTERVAL_MS = 125;

/**
 * Who scrolls down to within so many entries of the newest one follows from there: on a busy machine nobody would ever
 * catch up by scrolling.
 */
const NEAR_END_ENTRIES = 1_000;

/**
 * The live list's model: a window of rows that follows the log, or stands still and counts what it has not shown.
 * Fetches only what can be shown; what is not fetched is in the store and comes when it is scrolled to. It knows entries
 * and no pixels: the list turns one into the other.
 */
export class LiveFeed {
  readonly state: Store<LiveState>;
  readonly visible: Store<VisibleEntries | null>;
  readonly summary: LiveSummaryModel;
  readonly #api: EngineApi;
  readonly #nowUnixUs: () => number;
  readonly #followGate: RateGate;
  readonly #newEntries: NewEntriesModel;
  readonly #window: ListWindow;
  readonly #context: ContextVisit;
  #unsubscribe: (() => void) | undefined;
  /** Entries of the shown severities that were stored since the last page was asked for. */
  #storedSinceFetch = 0;
  #storedUpToId = 0;

  constructor(api: EngineApi, { schedule, form, nowUnixUs }: LiveFeedOptions = {}) {
    this.#api = api;
    this.#nowUnixUs = nowUnixUs ?? (() => Date.now() * 1_000);
    this.state = new Store(FIRST_LIVE_STATE, schedule);
    this.visible = new Store<VisibleEntries | null>(null, schedule);
    this.#context = new ContextVisit(this.state);
    this.#followGate = new RateGate(() => this.#follow(), { minIntervalMs: FOLLOW_INTERVAL_MS });
    const filter = (): EntryFilter => this.state.get().filter;
    const failed = (problem: AppError): void => this.#report(problem);
    this.summary = new LiveSummaryModel(api, filter, failed, schedule);
    this.#newEntries = new NewEntriesModel(api, {
      filter,
      failed,
      arrived: (newEntries) => this.state.patch({ newEntries }),
    });
    this.#window = new ListWindow(api, this.state, {
      failed,
      form: form ?? (() => PLAIN_FORM),
      accepted: (accepted, window, position) => this.#accept(accepted, window, position),
    });
  }

  /** Reads everything anew and listens from then on. To be called at every new connection. */
  start(): void {
    this.#unsubscribe ??= this.#api.subscribe('entries.stored', (stored) => this.#noticeStored(stored));
    this.summary.restart();
    void this.setFilter(this.state.get().requested);
  }

  close(): void {
    this.#unsubscribe?.();
    this.#window.close();
    this.#followGate.close();
    this.#newEntries.close();
    this.summary.close();
  }

  /**
   * Shows what `requested` selects. A view that follows, goes on following; one that stands somewhere in the past
   * stays there, so that a filter can be lifted to see an entry's neighbours.
   */
  async setFilter(asked: EntryFilter): Promise<void> {
    const before = this.state.get();
    const isNewSearch = asked.where !== before.requested.where;
    const requested = isNewSearch ? { ...asked, nowUnixUs: this.#nowUnixUs() } : asked;
    if (isNewSearch && requested.where !== '') this.#context.forget();
    this.state.patch({ requested });
    this.state.flush();
    const heldId = this.#heldId();
    const isFollowing = before.follow === 'following';
    const load = isFollowing || heldId === undefined ? loadNewest : around(heldId);
    await this.#show(requested, load);
  }

  /** The rows are to be made in another form: reads them again, where the list stands. */
  async reform(): Promise<void> {
    await this.setFilter(this.state.get().requested);
  }

  pause(): void {
    this.#apply('pause-asked');
    this.#window.limitTo(this.state.get().window.completeUpToId);
  }

  /** Jumps to the newest entries and follows. */
  async resume(): Promise<void> {
    this.#apply('resume-asked');
    await this.#show(this.#wanted(), loadNewest);
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
    await this.#show(this.#wanted(), loadOldest);
  }

  /** Makes the list begin with this entry or, if it does not match, the next one that does. */
  async jumpToEntry(id: number): Promise<void> {
    this.#apply('jumped-away');
    const { window } = this.state.get();
    const isHeld = id >= window.completeFromId && id <= (window.rows.at(-1)?.id ?? 0);
    if (isHeld && !this.#window.isReplacing) this.state.patch({ position: atTop(id) });
    else await this.#show(this.#wanted(), loadAround(id, atTop(id)));
  }

  /**
   * Makes the list begin with the first entry of that time or later.
   * @returns false when nothing matches at all.
   */
  async jumpToTime(unixUs: number): Promise<boolean> {
    const query = queryOf(this.state.get().filter);
    const found = await this.#reporting(this.#api.call('entries.locate', { query, unixUs }));
    if (found === undefined) return true;
    if (found.id !== null) await this.jumpToEntry(found.id);
    return found.id !== null;
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
    const missing = this.#storedUpToId - window.completeUpToId;
    if (follow === 'scrolled' && (!window.hasNewer || missing < NEAR_END_ENTRIES)) {
      this.#apply('bottom-reached');
      this.#followGate.request();
    }
  }

  /** The user scrolls up, and the list is about to. Said before the rows move, so that following does not fight it. */
  scrollingAway(position: RowPosition): void {
    if (this.state.get().follow !== 'following') return;
    this.#apply('scrolled-away');
    this.state.patch({ position });
  }

  /** The list has worked out where it stands, having revealed an entry or changed its height. */
  settled(position: RowPosition): void {
    if (this.state.get().position.kind !== 'bottom') this.state.patch({ position });
  }

  /** The list has drawn these rows. */
  noticeDrawn({ firstIndex, lastIndex, topId, bottomId }: DrawnRows): void {
    const visible = visibleEntries(this.state.get().window.rows, topId, bottomId);
    const before = this.visible.get();
    if (visible?.firstId !== before?.firstId || visible?.lastId !== before?.lastId) {
      this.visible.set(visible);
      if (visible !== null) this.#newEntries.seen(visible.lastId);
    }
    this.#window.noticeDrawn(firstIndex, lastIndex);
  }

  /** Chooses an entry, fetching its surroundings if the window does not hold it, and makes it visible. */
  async select(id: number): Promise<void> {
    const { window } = this.state.get();
    const row = window.rows[rowIndexAtOrAfter(window.rows, id)];
    const isHeld = row !== undefined && standsFor(row, id);
    const selectedId = isHeld ? row.id : id;
    this.state.patch({ selectedId });
    this.state.flush();
    this.#apply(isHeld ? 'entry-chosen' : 'jumped-away');
    if (isHeld) this.state.patch({ position: { kind: 'reveal', id: selectedId, place: 'nearest' } });
    else await this.#show(this.#wanted(), around(id));
  }

  /** Chooses the row `delta` rows further down (negative: up). */
  async selectRelative(delta: number): Promise<void> {
    const { window, selectedId } = this.state.get();
    const { rows } = window;
    if (rows.length === 0) return;
    const fromId = selectedId ?? this.#heldId();
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
  selectNearest(severities: readonly Severity[], direction: Direction): Promise<boolean> {
    const { filter } = this.state.get();
    const wanted = severities.filter((severity) => filter.severities.includes(severity));
    return this.#selectNearest({ ...filter, severities: wanted }, direction);
  }

  /**
   * Chooses the next or previous entry that the search matches: in context the search that was left, else the one that is
   * shown.
   * @returns false when there is none.
   */
  selectNextHit(direction: Direction): Promise<boolean> {
    const { context, filter } = this.state.get();
    return this.#selectNearest(context?.query ?? filter, direction);
  }

  /** Shows the whole log with this entry in the middle; `backFromContext` shows the search again. */
  async showInContext(id: number): Promise<void> {
    this.#context.enter(id, this.#heldId());
    this.#apply('jumped-away');
    await this.#window.replace(NO_FILTER, around(id));
  }

  /** Shows the search again, where it stood. */
  async backFromContext(): Promise<void> {
    const search = this.#context.leave();
    if (search === undefined) return;
    await this.#window.replace(search.filter, search.id === null ? loadNewest : around(search.id));
  }

  /** The user has set or removed a bookmark: the row says so. */
  markBookmarked(entryId: number, isBookmarked: boolean): void {
    this.state.patch({ window: withBookmark(this.state.get().window, entryId, isBookmarked) });
  }

  /** Loads rows of `requested`; where its search cannot be read, of the last one that could, and says so. */
  async #show(requested: EntryFilter, load: Load): Promise<void> {
    const { filter } = this.state.get();
    const problem = await this.#window.replace(requested, load);
    if (problem?.code !== 'query.invalid' || requested !== this.state.get().requested) return;
    this.state.patch({ searchProblem: problem });
    const { where, nowUnixUs } = filter;
    const readable = { ...requested, where, nowUnixUs };
    if (filterKey(readable) !== filterKey(filter)) await this.#window.replace(readable, load);
  }

  /** What a jump is to show: a filter that is still being loaded is not lost by it. */
  #wanted(): EntryFilter {
    const { requested, filter } = this.state.get();
    return this.#window.isReplacing ? requested : filter;
  }

  async #selectNearest(filter: EntryFilter, direction: Direction): Promise<boolean> {
    const { selectedId, window } = this.state.get();
    const heldId = this.#heldId() ?? window.rows.at(-1)?.id ?? 0;
    // Without a chosen entry the one that is held counts, too.
    const fromId = selectedId ?? (direction === 'next' ? idBelow(heldId) : idAbove(heldId));
    const found = await this.#reporting(nearestEntry(this.#api, filter, direction, fromId));
    if (found === undefined) return true;
    if (found !== null) await this.select(found.id);
    return found !== null;
  }

  /** @returns undefined when it failed, which is reported. */
  async #reporting<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      this.#report(appErrorOf(error));
      return undefined;
    }
  }

  #heldId(): number | undefined {
    return heldEntryId(this.state.get(), this.visible.get());
  }

  #apply(event: FollowEvent): void {
    const { follow, window, isFirstLoad } = this.state.get();
    const next = nextFollowState(follow, event);
    if (next === follow) return;
    // Before the first load nothing is known; the first window says where it stopped.
    if (follow === 'following' && !isFirstLoad) this.#newEntries.hold(window.completeUpToId);
    if (next !== 'paused') this.#window.limitTo(Number.POSITIVE_INFINITY);
    if (next === 'following') {
      this.#newEntries.release();
      this.state.patch({ follow: next, position: AT_BOTTOM, newEntries: NO_NEW_ENTRIES });
    } else this.state.patch({ follow: next });
    this.state.flush();
  }

  #accept(filter: EntryFilter, window: RowWindow, position: ListPosition): Partial<LiveState> {
    const before = this.state.get();
    const isHeld = before.follow !== 'following';
    if (isHeld && before.isFirstLoad) this.#newEntries.hold(window.completeUpToId);
    if (before.follow === 'paused' && before.isFirstLoad) this.#window.limitTo(window.completeUpToId);
    this.#storedSinceFetch = 0;
    // After the state has the new filter: both ask for it.
    queueMicrotask(() => {
      this.summary.noticeFilter();
      this.#newEntries.notice();
      // What was stored between the page and now must not wait for the next entry.
      if (!isHeld && window.completeUpToId < this.#storedUpToId) this.#followGate.request();
    });
    return {
      filter,
      position: isHeld ? position : AT_BOTTOM,
      newEntries:
        isHeld && filterKey(filter) === filterKey(before.filter) ? before.newEntries : NO_NEW_ENTRIES,
      isLoading: false,
      isFirstLoad: false,
      problem: null,
      ...(filter.where === before.requested.where ? { searchProblem: null } : {}),
    };
  }

  #noticeStored(stored: EventPayload<'entries.stored'>): void {
    const { filter, follow } = this.state.get();
    this.#storedUpToId = Math.max(this.#storedUpToId, stored.lastId);
    for (const severity of filter.severities) this.#storedSinceFetch += stored.bySeverity[severity] ?? 0;
    this.summary.noticeStored(stored.lastId);
    this.#newEntries.notice();
    this.#window.noticeLate(stored.lateFromId);
    if (follow === 'following' || stored.lateFromId !== undefined) this.#followGate.request();
    if (follow !== 'following' && follow !== 'paused') this.#window.noticeStored();
  }

  async #follow(): Promise<void> {
    await this.#window.insertLate();
    const { follow, filter, isFirstLoad } = this.state.get();
    if (follow !== 'following' || isFirstLoad || this.#window.isReplacing) return;
    // With a search, few of the many may match; without one, the numbers say that a page would not hold them.
    const isFlood = queryOf(filter).where === undefined && this.#storedSinceFetch > NEWEST_PAGE_ROWS;
    this.#storedSinceFetch = 0;
    await this.#window.follow(isFlood);
    if (this.state.get().window.completeUpToId < this.#storedUpToId) this.#followGate.request();
  }

  #report(problem: AppError): void {
    // A lost connection is told for the whole page, and everything is read again when it is back.
    if (problem.code === 'connection.lost' || problem.code === 'cancelled') return;
    this.state.patch({ problem });
  }
}

/** The entry in the middle of the list. */
function around(id: number): Load {
  return loadAround(id, { kind: 'reveal', id, place: 'centre' });
}
