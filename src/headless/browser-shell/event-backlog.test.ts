import { expect, it } from 'vitest';
import { EventBacklog } from './event-backlog.ts';

function stored(lastId: number, errors: number) {
  return {
    kind: 'event' as const,
    name: 'entries.stored',
    payload: { lastId, bySeverity: [0, 0, 0, errors, 0, 0, 0, 0] },
  };
}

function gap(id: number) {
  return { kind: 'event' as const, name: 'gaps.recorded', payload: { id } };
}

it('adds up stored entries, so that no count is lost', () => {
  const backlog = new EventBacklog();
  backlog.add(stored(10, 3));
  backlog.add(stored(12, 2));
  expect(backlog.take()).toEqual([stored(12, 5)]);
  expect(backlog.size).toBe(0);
  expect(backlog.take()).toEqual([]);
});

it('keeps the last status, and the last word of each job', () => {
  const backlog = new EventBacklog();
  for (const entries of [1, 2]) {
    backlog.add({ kind: 'event', name: 'status.changed', payload: { entries } });
    for (const id of [7, 8]) {
      backlog.add({ kind: 'event', name: 'exports.progressed', payload: { id, rowsWritten: entries } });
    }
  }
  expect(backlog.take().map(({ payload }) => payload)).toEqual([
    { entries: 2 },
    { id: 7, rowsWritten: 2 },
    { id: 8, rowsWritten: 2 },
  ]);
});

it('is bounded', () => {
  const backlog = new EventBacklog();
  for (let id = 1; id <= 1000; id += 1) backlog.add(gap(id));
  const waiting = backlog.take();
  expect(waiting).toHaveLength(200);
  expect(waiting.at(-1)).toEqual(gap(1000));
});
