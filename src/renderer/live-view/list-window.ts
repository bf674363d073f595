import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import type { PageAnchor } from '#contract/query.ts';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { queryOf } from '../state/entry-filter.ts';
import type { Store } from '../state/store.ts';
import type { ListForm } from './entry-pages.ts';
import { entryPages } from './entry-pages.ts';
import type { ListPosition } from './list-position.ts';
import type { LiveState } from './live-state.ts';
import type { EntryPage, RowWindow } from './row-window.ts';
import { WINDOW_CAPACITY_ROWS, appendPage, pageUpTo, prependPage, windowBefore } from './row-window.ts';
import type { Load } from './window-loads.ts';
import { NEWEST_PAGE_ROWS, loadFollowing, loadNewest } from './window-loads.ts';

const SCROLL_PAGE_ROWS = 400;
/** As many as a page may have: mostly a few rows lie behind a late entry. */
const LATE_PAGE_ROWS = 1_000;
/** A page is fetched when fewer rows than this are left beyond the drawn ones. */
const FETCH_AHEAD_ROWS = 120;

/** A list that has not told yet how many rows it draws is not higher than that, or soon tells. */
const LEAST_FLOOD_ROWS = 60;

type Side = 'older' | 'newer';

interface ListWindowPort {
  form(): ListForm;
  /** Called before the state has the new window; gives back what else is to change with it. */
  accepted(filter: EntryFilter, window: RowWindow, position: ListPosition): Partial<LiveState>;
  failed(problem: AppError): void;
}

/**
 * Keeps the window of rows: replaces it, extends it at both ends as the user scrolls, goes on with a search that takes
 * long, and adds what is new while the list follows. Late answers to questions that are not asked any more are left out.
 */
export class ListWindow {
  readonly #api: EngineApi;
  readonly #state: Store<LiveState>;
  readonly #port: ListWindowPort;
  #replacement: AbortController | undefined;
  /** Ends what extends the present window, when another takes its place. */
  #extensions = new AbortController();
  readonly #extending = new Set<Side>();
  #drawnRows = 0;
  /** The first of the entries that came late and are not shown yet. */
  #lateFromId = Infinity;
  /** While paused by the user, newer entries than this are not shown even by scrolling. */
  #shownUpToId = Number.POSITIVE_INFINITY;

  constructor(api: EngineApi, state: Store<LiveState>, port: ListWindowPort) {
    this.#api = api;
    this.#state = state;
    this.#port = port;
  }

  get isReplacing(): boolean {
    return this.#replacement !== undefined;
  }

  close(): void {
    this.#replacement?.abort();
    this.#extensions.abort();
  }

  /** Shows no entry that is newer, until `Infinity` is set. */
  limitTo(lastId: number): void {
    this.#shownUpToId = lastId;
  }

  /** Loads another window in place of the present one. Gives back what went wrong, if it was not called off. */
  async replace(filter: EntryFilter, load: Load): Promise<AppError | undefined> {
    this.#replacement?.abort();
    this.#dropExtensions();
    const replacement = new AbortController();
    this.#replacement = replacement;
    this.#state.patch({ isLoading: true });
    try {
      const pages = entryPages(this.#api, queryOf(filter), this.#port.form(), replacement.signal);
      const { window, position } = await load(pages);
      if (replacement.signal.aborted) return undefined;
      this.#replacement = undefined;
      this.#state.patch({ window, ...this.#port.accepted(filter, window, position) });
      // The user waits for it: the rows are in the very next frame, not in the one after it.
      this.#state.flush();
      if (window.hasOlder && window.rows.length < NEWEST_PAGE_ROWS) void this.#extend('older');
      return undefined;
    } catch (error) {
      const problem = appErrorOf(error);
      if (replacement.signal.aborted || problem.code === 'cancelled') return undefined;
      this.#state.patch({ isLoading: false });
      if (problem.code !== 'query.invalid') this.#port.failed(problem);
      return problem;
    } finally {
      if (this.#replacement === replacement) this.#replacement = undefined;
    }
  }

  /** Something was stored while the list stands still: it is there when the user scrolls to it. */
  noticeStored(): void {
    const { window, isFirstLoad } = this.#state.get();
    if (!window.hasNewer && !isFirstLoad) this.#state.patch({ window: { ...window, hasNewer: true } });
  }

  /** Adds what was stored since, or jumps over it when it is more than a page. */
  async follow(isFlood: boolean): Promise<void> {
    const flood = isFlood ? Math.min(NEWEST_PAGE_ROWS, Math.max(LEAST_FLOOD_ROWS, this.#drawnRows)) : null;
    const { filter, window } = this.#state.get();
    const { signal } = this.#extensions;
    const pages = entryPages(this.#api, queryOf(filter), this.#port.form(), signal);
    try {
      const next = await loadFollowing(pages, window.completeUpToId, flood);
      // Whatever happened meanwhile (a pause, another filter) decides, not this late answer.
      if (next === undefined || signal.aborted || this.#state.get().follow !== 'following') return;
      if ('window' in next) {
        this.#dropExtensions();
        this.#state.patch({ window: next.window, problem: null });
      } else this.#state.patch({ window: appendPage(this.#state.get().window, next.page), problem: null });
    } catch (error) {
      if (!signal.aborted) this.#port.failed(appErrorOf(error));
    }
  }

  /** Entries came late, the first of them at this id; undefined: none did. */
  noticeLate(fromId: number | undefined): void {
    this.#lateFromId = Math.min(this.#lateFromId, fromId ?? Infinity);
  }

  /**
   * Puts late entries where they belong: what the window holds from the first of them on is read again. Where more came than a page
   * holds, the rest comes when it is scrolled to, or a list that follows jumps to the newest. A list that the user has stopped stays as it is.
   */
  async insertLate(): Promise<void> {
    const { filter, window, follow, isFirstLoad } = this.#state.get();
    const fromId = this.#lateFromId;
    if (fromId === Infinity || follow === 'paused') return;
    this.#lateFromId = Infinity;
    if (isFirstLoad || this.isReplacing || fromId > window.completeUpToId) return;
    this.#dropExtensions();
    const { signal } = this.#extensions;
    const pages = entryPages(this.#api, queryOf(filter), this.#port.form(), signal);
    // Where nothing older is left, the window reaches down to what is earlier than the very first.
    const completeFromId = window.hasOlder ? window.completeFromId : Math.min(window.completeFromId, fromId);
    const kept = windowBefore({ ...window, completeFromId }, Math.max(fromId, completeFromId));
    try {
      const page = await pages.read({ kind: 'after', id: kept.completeUpToId }, LATE_PAGE_ROWS);
      if (signal.aborted) return;
      if (follow === 'following' && page.hasNewer) {
        const newest = await loadNewest(pages);
        if (!signal.aborted) this.#state.patch({ window: newest.window, problem: null });
      } else this.#state.patch({ window: appendPage(kept, page), problem: null });
    } catch (error) {
      if (!signal.aborted) this.#port.failed(appErrorOf(error));
    }
  }

  /** Rows `firstIndex` to `lastIndex` are drawn: fetches what lies beyond, if it is near. */
  noticeDrawn(firstIndex: number, lastIndex: number): void {
    this.#drawnRows = lastIndex - firstIndex;
    const { window, follow, isFirstLoad } = this.#state.get();
    if (follow === 'following' || isFirstLoad || this.isReplacing) return;
    if (window.hasOlder && firstIndex < FETCH_AHEAD_ROWS) void this.#extend('older');
    if (window.hasNewer && window.rows.length - lastIndex < FETCH_AHEAD_ROWS) void this.#extend('newer');
  }

  /** Adds a page; goes on while the search has not found one yet. */
  async #extend(side: Side): Promise<void> {
    if (this.#extending.has(side)) return;
    const { signal } = this.#extensions;
    this.#extending.add(side);
    try {
      let isUnfinished = true;
      let found = 0;
      while (isUnfinished && found < NEWEST_PAGE_ROWS && !this.#isFullOfNew()) {
        const page = await this.#readBeyond(side, signal);
        if (signal.aborted) return;
        found += page.rows.length;
        isUnfinished = page.searchedToId !== null;
        this.#state.patch({
          window: this.#joined(side, page),
          searching: isUnfinished ? { toUnixUs: page.searchedToUnixUs } : null,
        });
      }
      this.#state.patch({ searching: null });
    } catch (error) {
      if (!signal.aborted) this.#port.failed(appErrorOf(error));
    } finally {
      if (!signal.aborted) this.#extending.delete(side);
    }
  }

  #readBeyond(side: Side, signal: AbortSignal): Promise<EntryPage> {
    const { filter, window } = this.#state.get();
    const pages = entryPages(this.#api, queryOf(filter), this.#port.form(), signal);
    const anchor: PageAnchor =
      side === 'older'
        ? { kind: 'before', id: window.completeFromId }
        : { kind: 'after', id: window.completeUpToId };
    return pages.read(anchor, SCROLL_PAGE_ROWS);
  }

  #joined(side: Side, page: EntryPage): RowWindow {
    const { window } = this.#state.get();
    return side === 'older'
      ? prependPage(window, page)
      : appendPage(window, pageUpTo(page, this.#shownUpToId));
  }

  /** A list that follows has so many rows by now that older ones would push the newest out. */
  #isFullOfNew(): boolean {
    const { window, follow } = this.#state.get();
    return follow === 'following' && window.rows.length > WINDOW_CAPACITY_ROWS - SCROLL_PAGE_ROWS;
  }

  #dropExtensions(): void {
    this.#extensions.abort();
    this.#extensions = new AbortController();
    this.#extending.clear();
    this.#state.patch({ searching: null });
  }
}
