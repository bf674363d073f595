import { expect, it } from 'vitest';
import type { ListenerState, SourceStatus } from '#contract/status.ts';
import { CatchUpWatch } from './catch-up-watch.ts';

/** A source in that state, with so many entries that wait to be written. */
function source(state: ListenerState, waiting = 0): SourceStatus {
  const queue = { name: 'to be written', entries: waiting, bytes: 0, capacityEntries: 1, capacityBytes: 1 };
  return {
    id: 1,
    spec: 'journal',
    state,
    stateText: '',
    problem: null,
    format: null,
    counters: { received: 0, stored: 0, quarantined: 0, dropped: 0, duplicates: 0, inFlight: 0 },
    entriesPerSecond: 0,
    lagMs: null,
    queues: [{ ...queue, name: 'received', entries: 0 }, queue],
    isCaptured: true,
    place: 0,
    foundBy: null,
    restarts: 0,
    lastRestarts: [],
    gaps: 0,
    oldestUnixUs: null,
    newestUnixUs: null,
  };
}

it('a capture is caught up when no source reads history and everything is written', () => {
  const watch = new CatchUpWatch();
  expect(watch.receive([source('starting'), source('following')])).toBe(false);
  expect(watch.receive([source('catching-up'), source('following')])).toBe(false);
  expect(watch.receive([source('following'), source('following')])).toBe(true);
});

it('a capture without a source has nothing to catch up with', () => {
  expect(new CatchUpWatch().receive([])).toBe(true);
});

it('what was read and is not written yet is waited for', () => {
  const watch = new CatchUpWatch();
  expect(watch.receive([source('following', 12)])).toBe(false);
  expect(watch.receive([source('following', 0)])).toBe(true);
});

it('what came since does not hold it up', () => {
  const watch = new CatchUpWatch();
  expect(watch.receive([source('following', 12)])).toBe(false);
  expect(watch.receive([source('following', 3)])).toBe(true);
});

it('a source that begins again to read history is waited for', () => {
  const watch = new CatchUpWatch();
  expect(watch.receive([source('following', 12)])).toBe(false);
  expect(watch.receive([source('catching-up', 3)])).toBe(false);
  expect(watch.receive([source('following', 3)])).toBe(false);
});

it.each(['waiting', 'failed', 'restarting', 'paused', 'stopped'] as const)(
  'a source that is %s is not waited for',
  (state) => {
    expect(new CatchUpWatch().receive([source('following'), source(state)])).toBe(true);
  },
);
