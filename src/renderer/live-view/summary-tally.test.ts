import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySeverityCounts } from '#contract/severity.ts';
import type { Summary, SummaryBucket } from '#contract/summary.ts';
import { addSummary, countOf, fittingIdsPerBucket, tallyOf } from './summary-tally.ts';

interface Entry {
  id: number;
  severity: number;
}

function summaryOf(entries: readonly Entry[], idsPerBucket: number, lastId: number): Summary {
  const bySeverity = emptySeverityCounts();
  const outline = new Map<number, SummaryBucket>();
  for (const { id, severity } of entries) {
    bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
    const index = Math.floor(id / idsPerBucket);
    const bucket = outline.get(index) ?? { index, bySeverity: emptySeverityCounts() };
    bucket.bySeverity[severity] = (bucket.bySeverity[severity] ?? 0) + 1;
    outline.set(index, bucket);
  }
  const buckets = [...outline.values()];
  const histogram = { fromUnixUs: 0, bucketUs: idsPerBucket, untilUnixUs: lastId + 1, buckets };
  return { bySeverity, lastId, pendingBeforeId: null, histogram, outline: buckets };
}

describe('a tally', () => {
  it('of the pieces is the tally of the whole', () => {
    const severities = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 });
    fc.assert(
      fc.property(
        severities,
        fc.nat({ max: 200 }),
        fc.integer({ min: 1, max: 16 }),
        (list, cut, idsPerBucket) => {
          const entries = list.map((severity, index) => ({ id: index + 1, severity }));
          const whole = summaryOf(entries, idsPerBucket, entries.length);
          const older = entries.filter(({ id }) => id <= cut);
          const newer = entries.filter(({ id }) => id > cut);
          const tally = addSummary(
            tallyOf(summaryOf(newer, idsPerBucket, entries.length), idsPerBucket),
            summaryOf(older, idsPerBucket, cut),
          );
          expect(compact(tally)).toEqual(compact(tallyOf(whole, idsPerBucket)));
          expect(countOf(tally.bySeverity, [0, 1, 2, 3, 4, 5, 6, 7])).toBe(entries.length);
        },
      ),
    );
  });

  it('joins the buckets of its outline in pairs when there are too many, and loses none', () => {
    const entries = Array.from({ length: 10_000 }, (_, index) => ({ id: index + 1, severity: index % 8 }));
    const { outline } = tallyOf(summaryOf(entries, 1, 10_000), 1);
    expect(outline.idsPerBucket).toBe(8);
    expect(outline.buckets.length).toBeLessThanOrEqual(2_048);
    const counted = outline.buckets.reduce(
      (sum, counts) => sum + countOf(counts ?? [], [0, 1, 2, 3, 4, 5, 6, 7]),
      0,
    );
    expect(counted).toBe(10_000);
    // Ids 8 to 15: each severity once.
    expect(outline.buckets[1]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it.each([
    [0, 1],
    [2_047, 1],
    [2_048, 2],
    [1_000_000, 512],
  ])('chooses for %i entries %i ids for each bucket', (lastId, expected) => {
    expect(fittingIdsPerBucket(lastId)).toBe(expected);
  });
});

/** Holes and absent ends compare as equal. */
function compact(tally: ReturnType<typeof tallyOf>): unknown {
  const { lastId: _lastId, ...rest } = tally;
  return JSON.parse(
    JSON.stringify({
      ...rest,
      histogram: Object.entries(rest.histogram?.buckets ?? []).filter(([, counts]) => counts !== undefined),
      outline: Object.entries(rest.outline.buckets).filter(([, counts]) => counts !== undefined),
    }),
  );
}
