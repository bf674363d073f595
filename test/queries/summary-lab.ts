import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { EntryQuery } from '#contract/query.ts';
import type { HistogramAxis, Summary, SummaryRequest } from '#contract/summary.ts';
import { summariseEntries } from '#core/queries/summarise-entries.ts';
import { timeOf } from '../core/journal-text.ts';
import type { ScatteredEntry } from '../core/scattered-store.ts';
import { SCATTERED_UNITS, fillScatteredStore } from '../core/scattered-store.ts';
import { StoreLab } from '../core/store-lab.ts';
import { isFound } from '../core/varied-store.ts';

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const HOUR_US = 60 * MINUTE_US;
/** Of each store; their ids are 1 to ENTRIES. */
export const ENTRIES = 4000;

/** A store of scattered entries, and what it holds. */
export class SummaryStore implements Disposable {
  readonly lab: StoreLab;
  readonly known: ScatteredEntry[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'hydrant-summary-'));

  constructor(seed: number) {
    this.known = fillScatteredStore(this.#folder, ENTRIES, seed);
    this.lab = new StoreLab(this.#folder);
  }

  /** Leaves the store as a Hydrant left it that knew neither hours nor late entries. */
  forgetHours(): void {
    this.lab.database.exec('DROP TABLE hours; UPDATE entries SET late_place = NULL');
    for (const entry of this.known) delete entry.place;
    this.lab.database.pragma('user_version = 1');
  }

  [Symbol.dispose](): void {
    this.lab[Symbol.dispose]();
    rmSync(this.#folder, { recursive: true });
  }
}

const START_UNIX_US = timeOf(0);
/** Anywhere in the days of the stores, or just where a minute or an hour begins, or a hair beside it. */
const moment = fc
  .tuple(fc.nat(60 * 100), fc.constantFrom(0, 1, 0.5), fc.constantFrom(-1, 0, 1, 17_000_000))
  .map(([minutes, part, offUs]) => START_UNIX_US - 3 * HOUR_US + (minutes + part) * MINUTE_US + offUs);

/** A query, and the same in plain words. */
export interface Filter {
  query: EntryQuery;
  finds: (entry: ScatteredEntry) => boolean;
}

/** The rollup has the answer, but for what is cut. */
const rollupFilters = fc
  .record(
    {
      severities: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
      sinceUnixUs: moment,
      untilUnixUs: moment,
      sourceIds: fc.subarray([1, 2, 3, 4, 77], { minLength: 1 }),
    },
    { requiredKeys: [] },
  )
  .map(({ severities, ...others }): Filter => {
    const query: EntryQuery = { ...others, ...(severities === undefined ? {} : { severities }) };
    return { query, finds: (entry) => isFound(entry, others) };
  });
const plainFilters = fc
  .record(
    {
      severities: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
      sinceUnixUs: moment,
      untilUnixUs: moment,
      sourceIds: fc.subarray([1, 2, 3, 4, 77], { minLength: 1 }),
      units: fc.subarray(SCATTERED_UNITS.slice(2), { minLength: 1 }),
      search: fc.constantFrom('fail', 'failed', 'accepted n1', 'nowhere'),
    },
    { requiredKeys: [] },
  )
  .map(({ severities, units, ...others }): Filter => {
    const query: EntryQuery = { ...others, ...(severities === undefined ? {} : { severities }) };
    if (units === undefined) return { query, finds: (entry) => isFound(entry, others) };
    // A unit has two names; see name-match.ts.
    const known = units.includes('ssh') ? [...units, 'ssh.service', 'SSH.service'] : units;
    return { query: { ...query, units }, finds: (entry) => isFound(entry, { ...others, units: known }) };
  });
const writtenFilters = fc.constantFrom<Filter>(
  { query: { where: 'severity>=warning' }, finds: ({ severity }) => severity <= 4 },
  {
    query: { where: 'severity:notice OR severity:debug' },
    finds: ({ severity }) => [5, 7].includes(severity),
  },
  { query: { where: 'source:"journal:/b"' }, finds: ({ sourceId }) => sourceId === 2 },
  {
    query: { where: '-source:"journal:/b" failed' },
    finds: ({ sourceId, message }) => sourceId !== 2 && message.startsWith('failed'),
  },
  {
    query: { where: 'source:"journal:/*" severity>=error', sourceIds: [1, 4] },
    finds: ({ sourceId, severity }) => [1, 4].includes(sourceId) && severity <= 3,
  },
  { query: { where: 'source:nothing' }, finds: () => false },
  { query: { where: '/n[0-9]+7$/' }, finds: ({ id }) => id >= 17 && id % 10 === 7 },
  {
    query: { where: 'after:"2026-11-22 18:00:30Z" before:"2026-11-23 12:00Z"' },
    finds: ({ timeUnixUs }) =>
      timeUnixUs >= Date.UTC(2026, 10, 22, 18, 0, 30) * 1000 &&
      timeUnixUs < Date.UTC(2026, 10, 23, 12) * 1000,
  },
);
export const filters = fc.oneof(rollupFilters, plainFilters, writtenFilters);

export const axes = fc.oneof<fc.Arbitrary<HistogramAxis>[]>(
  fc.record(
    {
      kind: fc.constant('fitting' as const),
      maxBuckets: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(1, 60, 120)),
      fromUnixUs: moment,
      untilUnixUs: moment,
    },
    { requiredKeys: ['kind', 'maxBuckets'] },
  ),
  fc.record(
    {
      kind: fc.constant('fixed' as const),
      fromUnixUs: fc.oneof(
        moment,
        fc.nat(100).map((hour) => START_UNIX_US - (START_UNIX_US % HOUR_US) + (hour - 5) * HOUR_US),
      ),
      bucketUs: fc.constantFrom(SECOND_US, 7 * SECOND_US, MINUTE_US, 5 * MINUTE_US, HOUR_US, 6 * HOUR_US),
      untilUnixUs: moment,
    },
    { requiredKeys: ['kind', 'fromUnixUs', 'bucketUs'] },
  ),
);
/** A record without the parts that are not there. */
export function without<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

export function ask(lab: StoreLab, request: SummaryRequest, nowMs?: () => number): Summary {
  const context = lab.context();
  const summary = summariseEntries(context, request, () => false, nowMs);
  context.functions.clear();
  return summary;
}

/** The axis of a summary's histogram. */
export function axisOf({ histogram }: Summary) {
  if (histogram === null) return null;
  const { buckets: _buckets, ...axis } = histogram;
  return axis;
}

/** Two counts by severity as one. */
export function sumOf(one: readonly number[], other: readonly number[]): number[] {
  return one.map((entries, severity) => entries + (other[severity] ?? 0));
}
