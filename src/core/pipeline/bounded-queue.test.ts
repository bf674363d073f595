import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

describe('BoundedQueue', () => {
  it('that is empty gives nothing', () => {
    const queue = new BoundedQueue<string>('q', 1, 1);
    expect(queue.shift()).toBeUndefined();
    expect(queue.length).toBe(0);
    expect(queue.isFull).toBe(false);
    expect(queue.hasRoom).toBe(true);
  });

  it('of one item is full with it and has room without it', () => {
    const queue = new BoundedQueue<string>('q', 1, 100);
    expect(queue.push('a', 1)).toBe(false);
    expect(queue.isFull).toBe(true);
    expect(queue.hasRoom).toBe(false);
    expect(queue.shift()).toBe('a');
    expect(queue.hasRoom).toBe(true);
  });

  it('says that it is full with the item that fills it exactly, by number and by bytes', () => {
    const byNumber = new BoundedQueue<number>('q', 3, 1000);
    expect([1, 2, 3].map((item) => byNumber.push(item, 1))).toEqual([true, true, false]);
    const byBytes = new BoundedQueue<number>('q', 1000, 30);
    expect([1, 2, 3].map((item) => byBytes.push(item, 10))).toEqual([true, true, false]);
  });

  it('takes one more than its bound, because the producer holds it already', () => {
    const queue = new BoundedQueue<number>('q', 2, 10);
    expect(queue.push(1, 9)).toBe(true);
    expect(queue.push(2, 1_000_000)).toBe(false);
    expect(queue.depth()).toEqual({
      name: 'q',
      entries: 2,
      bytes: 1_000_009,
      capacityEntries: 2,
      capacityBytes: 10,
    });
    expect([queue.shift(), queue.shift(), queue.shift()]).toEqual([1, 2, undefined]);
    expect(queue.depth().bytes).toBe(0);
  });

  it('wakes a producer when it is half empty, not before', () => {
    const queue = new BoundedQueue<number>('q', 4, 1000);
    for (const item of [1, 2, 3, 4]) queue.push(item, 1);
    const room = [1, 2, 3].map(() => {
      queue.shift();
      return queue.hasRoom;
    });
    expect(room).toEqual([false, true, true]);
  });

  it('refuses to have no room at all', () => {
    expect(() => new BoundedQueue('q', 0, 1)).toThrow(RangeError);
    expect(() => new BoundedQueue('q', 1, 0)).toThrow(RangeError);
  });

  it('gives every item exactly once and in order, and stays in its bounds when the producer obeys', () => {
    const turns = fc.array(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant('shift' as const)), {
      maxLength: 600,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 300 }),
        turns,
        (items, bytes, all) => {
          const queue = new BoundedQueue<number>('q', items, bytes);
          const taken: number[] = [];
          let pushed = 0;
          let mayPush = true;
          const shift = () => {
            const item = queue.shift();
            if (item !== undefined) taken.push(item);
            if (queue.hasRoom) mayPush = true;
          };
          for (const turn of all) {
            if (turn === 'shift') shift();
            else if (mayPush) {
              mayPush = queue.push(pushed, turn);
              pushed += 1;
            }
            expect(queue.length).toBeLessThanOrEqual(items);
            expect(queue.depth().bytes).toBeLessThan(bytes + 50);
            expect(queue.length).toBe(pushed - taken.length);
          }
          while (queue.length > 0) shift();
          expect(mayPush).toBe(true);
          expect(taken).toEqual(Array.from({ length: pushed }, (_, index) => index));
        },
      ),
    );
  });
});
