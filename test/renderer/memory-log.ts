import type { LastLook } from '#contract/annotations.ts';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import type { EntryRow } from '#contract/entry.ts';
import { AppError } from '#contract/errors.ts';
import type { EventPayload } from '#contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import type { PageAnchor } from '#contract/query.ts';
import type { Severity } from '#contract/severity.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import type { Summary, SummaryRequest } from '#contract/summary.ts';

/**
 * A log in memory that answers as the contract says: the engine as the page's models see it. A search matches messages
 * that hold it; a single quotation mark is a search that cannot be read.
 */
export class MemoryLog implements EngineApi {
  readonly rows: EntryRow[] = [];
  readonly calls: { method: string; limit?: number; anchor?: string }[] = [];
  /** A search looks at so many entries before its time is up. */
  entriesPerBudget = Number.POSITIVE_INFINITY;
  lastLook: LastLook | null = null;
  readonly #heldBack = new Map<string, Promise<void>>();
  readonly #listeners = new Set<(stored: EventPayload<'entries.stored'>) => void>();

  store(count: number, severity: Severity = 6, message = 'hello'): void {
    const bySeverity = emptySeverityCounts();
    for (let stored = 0; stored < count; stored += 1) {
      const id = this.rows.length + 1;
      this.rows.push({ id, severity, message, timeUnixUs: id * 1_000_000 } as EntryRow);
      bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
    }
    for (const listener of this.#listeners) listener({ lastId: this.rows.length, bySeverity });
  }

  /** Stores entries that came late, at these places: numbers between two ids. */
  storeLate(...ids: readonly number[]): void {
    const bySeverity = emptySeverityCounts();
    for (const id of ids) {
      this.rows.push({ id, severity: 6, message: 'late', timeUnixUs: id * 1_000_000, lateMs: 5 } as EntryRow);
      bySeverity[6] = (bySeverity[6] ?? 0) + 1;
    }
    this.rows.sort((one, other) => one.id - other.id);
    const stored = { lastId: this.rows.length, bySeverity, lateFromId: Math.min(...ids) };
    for (const listener of this.#listeners) listener(stored);
  }

  async call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    await (this.#heldBack.get(method) ?? Promise.resolve());
    if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled.');
    return this.#answer(method, params as never) as MethodResult<M>;
  }

  /** Calls of this method wait, and see the log as it then is, until the function given back is called. */
  holdBack(method: MethodName): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#heldBack.set(method, promise);
    return () => {
      this.#heldBack.delete(method);
      resolve();
    };
  }

  subscribe(_name: string, listener: never): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #answer(method: string, given: never): unknown {
    const params: Partial<MethodParams<'entries.list'>> = given;
    this.calls.push({
      method,
      ...(params.limit === undefined ? {} : { limit: params.limit }),
      ...(params.anchor === undefined ? {} : { anchor: params.anchor.kind }),
    });
    if (method === 'lastLook.get') return { lastLook: this.lastLook };
    if (method === 'lastLook.set') return {};
    const { severities, ...others } = params.query ?? {};
    if (others.where === '"') {
      throw new AppError('query.invalid', 'A quotation mark is not closed.', {
        detail: { position: 0, length: 1 },
      });
    }
    const isLate = ({ timeUnixUs }: EntryRow): boolean =>
      timeUnixUs >= (others.untilUnixUs ?? Number.POSITIVE_INFINITY);
    const matching = this.rows.filter((row) => row.message.includes(others.where ?? '') && !isLate(row));
    if (method === 'entries.summarise') return this.#summary(matching, given);
    const shown = matching.filter((row) => severities?.includes(row.severity) ?? true);
    if (method === 'entries.locate') {
      const { unixUs }: MethodParams<'entries.locate'> = given;
      const found = shown.find(({ timeUnixUs }) => timeUnixUs >= unixUs) ?? shown.at(-1);
      return { id: found?.id ?? null };
    }
    return this.#budgetedPage(shown, given);
  }

  #summary(matching: EntryRow[], request: SummaryRequest): Summary {
    const lastId = Math.min(this.rows.length, (request.beforeId ?? Number.POSITIVE_INFINITY) - 1);
    const fromId = request.afterId === undefined ? 1 : request.afterId + 1;
    const isBudgeted = request.budgetMs !== undefined;
    const reachedId = Math.max(fromId, isBudgeted ? lastId - this.entriesPerBudget + 1 : fromId);
    const bySeverity = emptySeverityCounts();
    const outline = new Map<number, number[]>();
    for (const { id, severity } of matching) {
      if (id < reachedId || id > lastId) continue;
      bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
      const index = Math.floor(id / (request.idsPerBucket ?? 1));
      const counts = outline.get(index) ?? emptySeverityCounts();
      counts[severity] = (counts[severity] ?? 0) + 1;
      outline.set(index, counts);
    }
    return {
      bySeverity,
      lastId,
      pendingBeforeId: reachedId > fromId ? reachedId : null,
      histogram:
        this.rows.length === 0
          ? null
          : { fromUnixUs: 0, bucketUs: 60_000_000, untilUnixUs: (lastId + 1) * 1_000_000, buckets: [] },
      outline:
        request.idsPerBucket === undefined
          ? null
          : [...outline].map(([index, counts]) => ({ index, bySeverity: counts })),
    };
  }

  #budgetedPage(
    all: EntryRow[],
    { anchor, limit, budgetMs }: MethodParams<'entries.list'>,
  ): MethodResult<'entries.list'> {
    const whole = this.#page(all, anchor, limit);
    const isBackwards = anchor.kind === 'newest' || anchor.kind === 'before';
    const from = anchor.kind === 'before' ? anchor.id - 1 : anchor.kind === 'after' ? anchor.id + 1 : null;
    const start = from ?? (isBackwards ? this.rows.length : 1);
    const end = isBackwards ? start - this.entriesPerBudget + 1 : start + this.entriesPerBudget - 1;
    const rows = whole.rows.filter(({ id }) => (isBackwards ? id >= end : id <= end));
    const isOver = isBackwards ? end > 1 : end < this.rows.length;
    const isFull = whole.rows.length === limit && rows.length === limit;
    if (budgetMs === undefined || !isOver || isFull) return whole;
    return {
      ...whole,
      rows,
      hasOlder: whole.hasOlder || isBackwards,
      hasNewer: whole.hasNewer || !isBackwards,
      searchedToId: end,
      searchedToUnixUs: end * 1_000_000,
    };
  }

  #page(all: EntryRow[], anchor: PageAnchor, limit: number): MethodResult<'entries.list'> {
    const isBackwards = anchor.kind === 'newest' || anchor.kind === 'before';
    const candidates = all.filter((row) =>
      anchor.kind === 'before' ? row.id < anchor.id : anchor.kind === 'after' ? row.id > anchor.id : true,
    );
    const rows = isBackwards ? candidates.slice(-limit) : candidates.slice(0, limit);
    const first = rows[0]?.id ?? (anchor.kind === 'after' ? anchor.id + 1 : 0);
    const last = rows.at(-1)?.id ?? (anchor.kind === 'before' ? anchor.id - 1 : Number.POSITIVE_INFINITY);
    return {
      rows,
      hasOlder: all.some((row) => row.id < first),
      hasNewer: all.some((row) => row.id > last),
      lastId: this.rows.length,
      searchedToId: null,
      searchedToUnixUs: null,
    };
  }
}
