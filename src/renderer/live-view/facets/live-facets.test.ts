import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import { NO_FILTER } from '../../state/entry-filter.ts';
import { LiveFacets } from './live-facets.ts';

/** Counts the calls; answers when told to. */
class SlowCounter implements EngineApi {
  readonly calls: { where: string | undefined; valuesPerField: number; isCancelled: boolean }[] = [];
  #listener: (() => void) | undefined;
  #answer: (() => void) | undefined;

  call<M extends MethodName>(
    _method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    const { query, valuesPerField } = params as MethodParams<'entries.facets'>;
    const call = { where: query.where, valuesPerField, isCancelled: false };
    this.calls.push(call);
    const lastId = this.calls.length;
    return new Promise((resolve, reject) => {
      let isAnswered = false;
      this.#answer = () => {
        isAnswered = true;
        resolve({ facets: [{ field: 'unit', values: [], distinctValues: lastId }], lastId } as never);
      };
      signal?.addEventListener('abort', () => {
        call.isCancelled = !isAnswered;
        reject(new AppError('cancelled', 'Cancelled.'));
      });
    });
  }

  subscribe(_name: string, listener: never): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }

  store(): void {
    this.#listener?.();
  }

  answer(): void {
    this.#answer?.();
  }
}

let counter: SlowCounter;
let filter = NO_FILTER;
let facets: LiveFacets;

beforeEach(() => {
  vi.useFakeTimers();
  counter = new SlowCounter();
  filter = NO_FILTER;
  facets = new LiveFacets(counter, () => filter, 50);
});

afterEach(() => {
  facets.close();
  vi.useRealTimers();
});

describe('LiveFacets', () => {
  it('counts at once, and what is stored at most once a second', async () => {
    counter.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(facets.counts.get().facets?.[0]?.distinctValues).toBe(1);
    for (let stored = 0; stored < 20; stored += 1) counter.store();
    await vi.advanceTimersByTimeAsync(999);
    expect(counter.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(counter.calls).toHaveLength(2);
  });

  it('calls off the counts of another filter, and keeps the last ones until there are new ones', async () => {
    counter.answer();
    await vi.advanceTimersByTimeAsync(0);
    filter = { ...NO_FILTER, where: 'one' };
    facets.noticeFilter();
    filter = { ...NO_FILTER, where: 'two' };
    facets.noticeFilter();
    facets.noticeFilter();
    await vi.advanceTimersByTimeAsync(0);
    expect(counter.calls.map(({ where, isCancelled }) => [where, isCancelled])).toEqual([
      [undefined, false],
      ['one', true],
      ['two', false],
    ]);
    expect(facets.counts.get()).toMatchObject({ facets: [{ distinctValues: 1 }], isStale: true });
    counter.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(facets.counts.get()).toMatchObject({ facets: [{ distinctValues: 3 }], isStale: false });
  });

  it('asks for more values when they are wanted', () => {
    facets.show(500);
    facets.show(500);
    expect(counter.calls.map(({ valuesPerField }) => valuesPerField)).toEqual([50, 500]);
  });

  it('asks for nothing once it is closed', async () => {
    facets.close();
    counter.store();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(counter.calls).toHaveLength(1);
    expect(counter.calls[0]?.isCancelled).toBe(true);
  });
});
