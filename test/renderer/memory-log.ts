import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import type { EntryRow } from '#contract/entry.ts';
import { AppError } from '#contract/errors.ts';
import type { EventPayload } from '#contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import type { Severity } from '#contract/severity.ts';
import { emptySeverityCounts } from '#contract/severity.ts';

/**
 * A log in memory that answers as the contract says: the engine as the page's models see it. A search matches messages
 * that hold it; a single quotation mark is a search that cannot be read.
 */
export class MemoryLog implements EngineApi {
  readonly rows: EntryRow[] = [];
  readonly calls: { method: string; limit?: number; anchor?: string }[] = [];
  readonly #heldBack = new Map<string, Promise<void>>();
  readonly #listeners = new Set<(stored: EventPayload<'entries.stored'>) => void>();

  store(count: number, severity: Severity = 6, message = 'hello'): void {
    const bySeverity = emptySeverityCounts();
    for (let stored = 0; stored < count; stored += 1) {
      const id = this.rows.length + 1;
      this.rows.push({ id, severity, message } as EntryRow);
      bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
    }
    for (const listener of this.#listeners) listener({ lastId: this.rows.length, bySeverity });
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

  #answer(method: string, params: { query: EntryQuery; anchor: PageAnchor; limit: number }): unknown {
    this.calls.push({ method, limit: params.limit, anchor: params.anchor?.kind });
    const { severities, ...others } = params.query;
    if (others.where === '"') {
      throw new AppError('query.invalid', 'A quotation mark is not closed.', {
        detail: { position: 0, length: 1 },
      });
    }
    const counted = this.rows.filter((row) => row.message.includes(others.where ?? ''));
    if (method === 'entries.count') {
      const bySeverity = emptySeverityCounts();
      for (const row of counted) bySeverity[row.severity] = (bySeverity[row.severity] ?? 0) + 1;
      return { bySeverity, lastId: this.rows.length };
    }
    return this.#page(
      counted.filter((row) => severities?.includes(row.severity) ?? true),
      params.anchor,
      params.limit,
    );
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
