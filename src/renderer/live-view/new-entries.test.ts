import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { Severity, SeverityCounts } from '#contract/severity.ts';
import { ALL_SEVERITIES } from '../state/entry-filter.ts';
import { NO_NEW_ENTRIES, NewEntriesCounter } from './new-entries.ts';

function counts(errors: number, infos: number): SeverityCounts {
  return [0, 0, 0, errors, 0, 0, infos, 0];
}

function row(id: number, severity: Severity): EntryRow {
  return { id, severity } as EntryRow;
}

it('counts what came in after the view stopped, and names the worst', () => {
  const counter = new NewEntriesCounter();
  counter.record({ lastId: 10, bySeverity: counts(2, 8) });
  counter.freeze(10, [row(9, 6), row(10, 3)]);
  counter.record({ lastId: 47, bySeverity: counts(3, 44) });
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual({ total: 37, worst: 3 });
});

it('counts only the severities that are shown', () => {
  const counter = new NewEntriesCounter();
  counter.record({ lastId: 10, bySeverity: counts(2, 8) });
  counter.freeze(10, []);
  counter.record({ lastId: 47, bySeverity: counts(3, 44) });
  expect(counter.newEntries([6])).toEqual({ total: 36, worst: 6 });
});

it('does not count rows that the view had shown before it stopped, though they came after the last count', () => {
  const counter = new NewEntriesCounter();
  counter.record({ lastId: 10, bySeverity: counts(0, 10) });
  counter.freeze(12, [row(10, 6), row(11, 6), row(12, 3)]);
  counter.record({ lastId: 15, bySeverity: counts(1, 14) });
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual({ total: 3, worst: 6 });
});

it('starts from an older count when the newest one had already seen more than the view', () => {
  const counter = new NewEntriesCounter();
  counter.record({ lastId: 10, bySeverity: counts(0, 10) });
  counter.record({ lastId: 20, bySeverity: counts(0, 20) });
  counter.freeze(
    15,
    [10, 11, 12, 13, 14, 15].map((id) => row(id, 6)),
  );
  expect(counter.newEntries(ALL_SEVERITIES).total).toBe(5);
});

it('counts down as the view, still at rest, shows newer pages', () => {
  const counter = new NewEntriesCounter();
  counter.record({ lastId: 10, bySeverity: counts(0, 10) });
  counter.freeze(10, []);
  counter.record({ lastId: 14, bySeverity: counts(0, 14) });
  counter.showed([row(11, 6), row(12, 6)]);
  expect(counter.newEntries(ALL_SEVERITIES).total).toBe(2);
});

it('says nothing while the view follows, and nothing before the first count', () => {
  const counter = new NewEntriesCounter();
  counter.freeze(0, []);
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual(NO_NEW_ENTRIES);
  counter.record({ lastId: 10, bySeverity: counts(0, 10) });
  counter.thaw();
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual(NO_NEW_ENTRIES);
});

it('knows what came in between the stop and a first count that has already seen it', () => {
  const counter = new NewEntriesCounter();
  counter.freeze(10, [row(9, 6), row(10, 6)]);
  const counted = { lastId: 13, bySeverity: counts(1, 12) };
  counter.record(counted);
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual(NO_NEW_ENTRIES);
  expect(counter.lateStart()).toEqual({ stoppedAtId: 10, counted });
  counter.showed([row(11, 6)]);
  counter.settle({ stoppedAtId: 10, counted }, counts(1, 2));
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual({ total: 2, worst: 3 });
  expect(counter.lateStart()).toBeNull();
});

it('starts from a late first count that has seen no more than the view', () => {
  const counter = new NewEntriesCounter();
  counter.freeze(12, [row(11, 6), row(12, 6)]);
  counter.record({ lastId: 11, bySeverity: counts(0, 11) });
  expect(counter.lateStart()).toBeNull();
  counter.record({ lastId: 15, bySeverity: counts(0, 15) });
  expect(counter.newEntries(ALL_SEVERITIES).total).toBe(3);
});

it('leaves out what was counted for an earlier stop', () => {
  const counter = new NewEntriesCounter();
  counter.freeze(10, []);
  counter.record({ lastId: 13, bySeverity: counts(0, 13) });
  const late = counter.lateStart();
  if (late === null) throw new Error('A late start was expected.');
  counter.thaw();
  counter.freeze(12, []);
  counter.settle(late, counts(0, 3));
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual(NO_NEW_ENTRIES);
  expect(counter.lateStart()?.stoppedAtId).toBe(12);
});

it('counts from the next count on when the view stands in the past', () => {
  const counter = new NewEntriesCounter();
  counter.freeze(null, [row(9, 6), row(10, 6)]);
  counter.record({ lastId: 500, bySeverity: counts(0, 500) });
  expect(counter.lateStart()).toBeNull();
  counter.record({ lastId: 501, bySeverity: counts(1, 500) });
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual({ total: 1, worst: 3 });
});

it('forgets the counts of another query', () => {
  const counter = new NewEntriesCounter();
  counter.record({ lastId: 10, bySeverity: counts(0, 10) });
  counter.forget();
  counter.freeze(10, []);
  counter.record({ lastId: 11, bySeverity: counts(5, 500) });
  expect(counter.newEntries(ALL_SEVERITIES)).toEqual(NO_NEW_ENTRIES);
});
