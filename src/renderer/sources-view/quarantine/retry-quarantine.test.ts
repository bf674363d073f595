import { expect, it } from 'vitest';
import type { EngineApi } from '#contract/engine-api.ts';
import type { QuarantineRetry } from '#contract/log-format.ts';
import type { RetryTotals } from '#contract/retry-totals.ts';
import { retryQuarantine } from './retry-quarantine.ts';

const STEP: QuarantineRetry = {
  tried: 10,
  stored: 7,
  duplicates: 1,
  dropped: 1,
  stayed: [{ reason: 'a', pieces: 1 }],
  reachedId: 10,
  untilId: 25,
};

/** An engine that answers with these steps, and what it was asked. */
function engineOf(steps: readonly QuarantineRetry[]): { api: EngineApi; asked: unknown[] } {
  const asked: unknown[] = [];
  const call = (_method: string, params: unknown) => {
    asked.push(params);
    return Promise.resolve(steps[asked.length - 1]);
  };
  return { api: { call, subscribe: () => () => undefined } as unknown as EngineApi, asked };
}

it('goes on where each step ended and adds up what became of the pieces', async () => {
  const last: QuarantineRetry = {
    ...STEP,
    tried: 5,
    stayed: [
      { reason: 'a', pieces: 2 },
      { reason: 'b', pieces: 1 },
    ],
    reachedId: null,
  };
  const { api, asked } = engineOf([STEP, last]);
  const seen: RetryTotals[] = [];
  const { signal } = new AbortController();
  const totals = await retryQuarantine(api, { sourceId: 1 }, 'logfmt', (now) => seen.push(now), signal);
  expect(asked).toEqual([
    { choice: { sourceId: 1 }, format: 'logfmt' },
    { choice: { sourceId: 1 }, format: 'logfmt', afterId: 10, untilId: 25 },
  ]);
  expect(seen.map(({ tried }) => tried)).toEqual([10, 15]);
  expect(totals).toEqual({
    tried: 15,
    stored: 14,
    duplicates: 2,
    dropped: 2,
    stayed: [
      { reason: 'a', pieces: 3 },
      { reason: 'b', pieces: 1 },
    ],
  });
});

it('stops between two steps when nobody wants it any more, and tells what was done', async () => {
  const { api, asked } = engineOf([STEP, STEP]);
  const stopping = new AbortController();
  const onStep = () => {
    stopping.abort();
  };
  const totals = await retryQuarantine(api, { sourceId: 1 }, null, onStep, stopping.signal);
  expect(asked).toHaveLength(1);
  expect(totals).toMatchObject({ tried: 10, stored: 7 });
});
