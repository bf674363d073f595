import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorOf, entryText, fieldsOfEntry, streamOf } from '../../../test/core/journal-text.ts';
import { PipelineLab } from '../../../test/core/pipeline-lab.ts';
import { keptAndRecounted } from '../../../test/core/recount.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { encodeExportEntry } from '../../../test/journal/export-encoding.ts';
import { minimumSeverityRule } from '../logic/rules.ts';

const LAST = 30;
/** What cannot be read, and has a cursor all the same. */
const UNREADABLE = new Set([4, 11, 12, 23, LAST]);

function journalEntry(number: number): Buffer {
  if (!UNREADABLE.has(number)) return entryText(number);
  return encodeExportEntry(fieldsOfEntry(number).filter(([name]) => name !== '__REALTIME_TIMESTAMP'));
}

const journal = Array.from({ length: LAST }, (_, index) => journalEntry(index + 1));

/** What journalctl prints when it is told to begin at a cursor, this one included. */
function printFrom(position: string | null): Buffer {
  const index = journal.findIndex((_, at) => cursorOf(at + 1) === position);
  return Buffer.concat(journal.slice(Math.max(0, index)));
}

/** The law of conservation, in memory and in the store. */
function expectConserved(lab: PipelineLab): void {
  const { received, stored, quarantined, dropped, duplicates, inFlight } = lab.pipeline.ledger.counters();
  expect(received).toBe(stored + quarantined + dropped + duplicates + inFlight);
  expect(inFlight).toBeGreaterThanOrEqual(lab.writer.pendingEntries);
  if (!lab.writer.hasPending) expect(inFlight).toBe(0);
  expect(lab.count('entries')).toBe(stored);
  expect(lab.count('quarantine')).toBe(quarantined);
}

const run = fc.record({
  kind: fc.constant('run' as const),
  isCatchUp: fc.boolean(),
  /** The share of its output that the tool prints before it dies; 1: all of it. */
  share: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  chunkBytes: fc.integer({ min: 20, max: 4000 }),
  commitAfter: fc.array(fc.nat(6), { maxLength: 4 }),
});
const failure = fc.record({
  kind: fc.constant('failure' as const),
  write: fc.constantFrom(
    ['entries', 'INSERT'] as const,
    ['batches', 'INSERT'] as const,
    ['minutes', 'INSERT'] as const,
    ['severity_counts', 'INSERT'] as const,
    ['origins', 'UPDATE'] as const,
    ['quarantine', 'INSERT'] as const,
    ['sources', 'UPDATE'] as const,
  ),
});
const commit = fc.record({ kind: fc.constant('commit' as const) });
const crash = fc.record({ kind: fc.constant('crash' as const) });
const steps = fc.array(fc.oneof({ arbitrary: run, weight: 4 }, failure, commit, crash), { maxLength: 12 });

describe('a source', () => {
  it('is stored exactly once and in order, through deaths of the tool, failed commits and crashes', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const folder = temporaryFolder();
        let lab = new PipelineLab(folder);
        const feed = (
          share: number,
          chunkBytes: number,
          isCatchUp: boolean,
          commitAfter: readonly number[],
        ) => {
          const { pipeline } = lab;
          const anchor = pipeline.ledger.position;
          const printed = printFrom(anchor);
          const text = printed.subarray(0, Math.floor(printed.length * share));
          pipeline.deliver({ kind: 'run-started', phase: isCatchUp ? 'catch-up' : 'follow', anchor });
          for (let at = 0; at < text.length; at += chunkBytes) {
            pipeline.deliver({ kind: 'bytes', bytes: text.subarray(at, at + chunkBytes) });
          }
          pipeline.deliver({ kind: 'run-ended', isComplete: share === 1 && isCatchUp });
          let step = 0;
          lab.drain(() => {
            expectConserved(lab);
            if (commitAfter.includes(step)) lab.commit();
            step += 1;
          });
        };
        try {
          for (const step of all) {
            if (step.kind === 'run') feed(step.share, step.chunkBytes, step.isCatchUp, step.commitAfter);
            else if (step.kind === 'commit') lab.commit();
            else if (step.kind === 'failure') lab.failToCommit(step.write[0], step.write[1]);
            else {
              lab[Symbol.dispose]();
              lab = new PipelineLab(folder);
            }
            expectConserved(lab);
          }
          feed(1, 1000, true, []);
          lab.commit();
          expectConserved(lab);
          const numbers = journal.map((_, index) => index + 1);
          expect(lab.positions()).toEqual(
            numbers.filter((number) => !UNREADABLE.has(number)).map((n) => cursorOf(n)),
          );
          expect(lab.quarantined()).toEqual(
            numbers.filter((number) => UNREADABLE.has(number)).map((n) => cursorOf(n)),
          );
          expect(lab.pipeline.ledger.counters()).toMatchObject({
            received: LAST,
            duplicates: 0,
            inFlight: 0,
          });
          expect(lab.count('gaps')).toBe(0);
          const { kept, recounted } = keptAndRecounted(lab.database);
          expect(kept).toEqual(recounted);
        } finally {
          lab[Symbol.dispose]();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('read again and again in overlapping parts is stored once, and every repetition is counted', () => {
    const parts = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 }), fc.boolean()),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, (all) => {
        using lab = new PipelineLab(temporaryFolder());
        const union = new Set<string>();
        let received = 0;
        for (const [first, more, isCommitted] of all) {
          lab.pipeline.deliver({ kind: 'run-started', phase: 'catch-up', anchor: null });
          lab.pipeline.deliver({ kind: 'bytes', bytes: streamOf(first, first + more) });
          lab.pipeline.deliver({ kind: 'run-ended', isComplete: true });
          lab.drain();
          for (let number = first; number <= first + more; number += 1) union.add(cursorOf(number));
          received += more + 1;
          if (isCommitted) lab.commit();
          expectConserved(lab);
        }
        lab.commit();
        expect(lab.positions()).toEqual([...union]);
        expect(lab.pipeline.ledger.counters()).toMatchObject({
          received,
          stored: union.size,
          duplicates: received - union.size,
          inFlight: 0,
        });
        const { kept, recounted } = keptAndRecounted(lab.database);
        expect(kept).toEqual(recounted);
      }),
      { numRuns: 100 },
    );
  });

  it('whose entries a rule drops counts them, and its position moves on', () => {
    const folder = temporaryFolder();
    {
      using lab = new PipelineLab(folder, [minimumSeverityRule(3)]);
      lab.pipeline.deliver({ kind: 'run-started', phase: 'catch-up', anchor: null });
      lab.pipeline.deliver({ kind: 'bytes', bytes: streamOf(1, 16) });
      lab.drain();
      lab.commit();
      expect(lab.pipeline.ledger.counters()).toMatchObject({
        received: 16,
        stored: 8,
        dropped: 8,
        inFlight: 0,
      });
      lab.pipeline.deliver({ kind: 'bytes', bytes: streamOf(20, 23) });
      lab.drain();
      expect(lab.writer.pendingEntries).toBe(0);
      expect(lab.writer.hasPending).toBe(true);
      lab.commit();
    }
    using again = new PipelineLab(folder);
    expect(again.pipeline.ledger).toMatchObject({ received: 20, dropped: 12, position: cursorOf(23) });
  });
});

describe('a position that no longer exists', () => {
  function gapsAfter(first: number): unknown[] {
    using lab = new PipelineLab(temporaryFolder());
    lab.pipeline.deliver({ kind: 'run-started', phase: 'catch-up', anchor: null });
    lab.pipeline.deliver({ kind: 'bytes', bytes: streamOf(1, 5) });
    lab.drain();
    lab.commit();
    lab.pipeline.deliver({ kind: 'run-started', phase: 'catch-up', anchor: cursorOf(5) });
    lab.pipeline.deliver({ kind: 'bytes', bytes: streamOf(first, 40) });
    lab.drain();
    lab.commit();
    expect(lab.count('entries')).toBe(5 + 41 - first);
    return lab.database.prepare('SELECT after_entry_id, from_us, until_us, reason FROM gaps').all();
  }

  it('is a gap between the last stored entry and the first that is left, with the most that can be missing', () => {
    expect(gapsAfter(36)).toMatchObject([
      { after_entry_id: 5, reason: expect.stringContaining('at most 30 entries') as string },
    ]);
  });

  it('is no gap when the first that is left is the very next one', () => {
    expect(gapsAfter(6)).toEqual([]);
  });
});

describe('a tool that is started again', () => {
  it('is counted, and why is kept of the last twenty times, the newest first', () => {
    using lab = new PipelineLab(temporaryFolder());
    for (let death = 1; death <= 25; death += 1) lab.pipeline.countRestart(`exit ${String(death)}`);
    const { restarts, lastRestarts } = lab.pipeline.status({ ...emptyDepth }, null);
    expect(restarts).toBe(25);
    expect(lastRestarts.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 20 }, (_, index) => `exit ${String(25 - index)}`),
    );
  });
});

describe('a full queue', () => {
  it('holds at most one piece more than its bound, and says when there is room again', () => {
    using lab = new PipelineLab(temporaryFolder());
    const piece = Buffer.alloc(64 * 1024, '\n');
    let pieces = 0;
    while (lab.pipeline.deliver({ kind: 'bytes', bytes: piece })) pieces += 1;
    const [queue] = lab.pipeline.status({ ...emptyDepth }, null).queues;
    expect(queue?.bytes).toBeLessThan((queue?.capacityBytes ?? 0) + piece.length);
    expect(queue?.bytes).toBeGreaterThanOrEqual(queue?.capacityBytes ?? 0);
    expect(queue?.entries).toBe(pieces + 1);
    lab.drain();
    expect(lab.pipeline.hasInput).toBe(false);
    expect(lab.pipeline.deliver({ kind: 'bytes', bytes: piece })).toBe(true);
  });

  it('settles when everything delivered is parsed', async () => {
    using lab = new PipelineLab(temporaryFolder());
    lab.pipeline.deliver({ kind: 'run-started', phase: 'catch-up', anchor: null });
    lab.pipeline.deliver({ kind: 'bytes', bytes: streamOf(1, 3) });
    const settled = lab.pipeline.settled();
    lab.drain();
    expect(await settled).toBe(cursorOf(3));
    expect(await lab.pipeline.settled()).toBe(cursorOf(3));
  });
});

const emptyDepth = { name: 'to be written', entries: 0, bytes: 0, capacityEntries: 1, capacityBytes: 1 };
