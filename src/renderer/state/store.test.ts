import { expect, it, vi } from 'vitest';
import { Store } from './store.ts';

it('tells its listeners of a change, but not of the same value set again', () => {
  const store = new Store(1);
  const listener = vi.fn<() => void>();
  store.subscribe(listener);
  store.set(2);
  store.set(2);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(store.get()).toBe(2);
});

it('makes one telling of all changes before the scheduled moment', () => {
  const flushes: (() => void)[] = [];
  const store = new Store({ a: 1, b: 1 }, (flush) => flushes.push(flush));
  const seen: unknown[] = [];
  store.subscribe(() => seen.push(store.get()));
  store.patch({ a: 2 });
  store.patch({ b: 3 });
  expect(flushes).toHaveLength(1);
  flushes[0]?.();
  expect(seen).toEqual([{ a: 2, b: 3 }]);
  store.patch({ a: 4 });
  expect(flushes).toHaveLength(2);
});

it('tells at once what must not wait, and does not tell it again', () => {
  const flushes: (() => void)[] = [];
  const store = new Store(1, (flush) => {
    flushes.push(flush);
  });
  const seen: number[] = [];
  store.subscribe(() => {
    seen.push(store.get());
  });
  store.set(2);
  store.flush();
  expect(seen).toEqual([2]);
  flushes[0]?.();
  store.flush();
  expect(seen).toEqual([2]);
});

it('tells nothing to a listener that has unsubscribed', () => {
  const store = new Store(1);
  const listener = vi.fn<() => void>();
  store.subscribe(listener)();
  store.set(2);
  expect(listener).not.toHaveBeenCalled();
});
