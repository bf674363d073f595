import { describe, expect, it } from 'vitest';
import { cursorOf, entryText, streamOf, timeOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';

const NOW_UNIX_US = Date.UTC(2026, 10, 22, 12) * 1000;

/** Parses without committing. */
function parse(lab: StoreLab, text: Buffer): void {
  const parser = lab.parser();
  parser.startRun({ phase: 'follow', anchor: null });
  parser.push(text);
  parser.endRun(true);
}

describe('EntryWriter', () => {
  it('commits nothing when nothing came', () => {
    using lab = new StoreLab(temporaryFolder());
    expect(lab.writer.hasPending).toBe(false);
    expect(lab.writer.commit(NOW_UNIX_US)).toMatchObject({ lastId: 0, stored: 0, gaps: [] });
    expect(lab.count('batches')).toBe(0);
  });

  it('stores an entry once, however often its position comes, in one batch and in several', () => {
    using lab = new StoreLab(temporaryFolder());
    parse(lab, Buffer.concat([entryText(1), entryText(1), entryText(2), entryText(1)]));
    expect(lab.writer.commit(NOW_UNIX_US)).toMatchObject({ stored: 2 });
    parse(lab, streamOf(1, 3));
    expect(lab.writer.commit(NOW_UNIX_US)).toMatchObject({ stored: 1 });
    expect(lab.positions()).toEqual([1, 2, 3].map((number) => cursorOf(number)));
    expect(lab.ledger.counters()).toMatchObject({ received: 7, stored: 3, duplicates: 4, inFlight: 0 });
  });

  it('finds single duplicates among many rows that are inserted at once', () => {
    using lab = new StoreLab(temporaryFolder());
    parse(lab, Buffer.concat([entryText(7), entryText(33), entryText(40)]));
    lab.commit();
    parse(lab, streamOf(1, 50));
    expect(lab.writer.commit(NOW_UNIX_US)).toMatchObject({ stored: 47 });
    expect(lab.ledger.duplicates).toBe(3);
    expect(lab.count('entries')).toBe(50);
  });

  it('tells the id of the entry that was really stored last', () => {
    using lab = new StoreLab(temporaryFolder());
    parse(lab, streamOf(1, 3));
    expect(lab.writer.commit(NOW_UNIX_US).lastId).toBe(3);
    parse(lab, Buffer.concat([entryText(4), streamOf(1, 3)]));
    expect(lab.writer.commit(NOW_UNIX_US).lastId).toBe(4);
    parse(lab, streamOf(1, 4));
    expect(lab.writer.commit(NOW_UNIX_US).lastId).toBe(4);
    parse(lab, entryText(5));
    const { lastId } = lab.writer.commit(NOW_UNIX_US);
    expect(lastId).toBe(lab.entries().at(-1)?.entry[0]);
  });

  it('puts a gap between the entries before and behind it, also when duplicates surround it', () => {
    using lab = new StoreLab(temporaryFolder());
    const gap = { sourceId: 1, fromUnixUs: null, untilUnixUs: null, lostEntries: null, reason: 'test' };
    parse(lab, streamOf(1, 3));
    lab.commit();
    parse(lab, streamOf(2, 3));
    lab.writer.addGap(gap);
    const [recorded] = lab.writer.commit(NOW_UNIX_US).gaps;
    parse(lab, streamOf(4, 6));
    lab.commit();
    expect(recorded?.afterEntryId).toBe(3);
    expect(lab.database.prepare('SELECT after_entry_id FROM gaps').pluck().all()).toEqual([3]);
    const firstBehind = lab.entries().find(({ position }) => position === cursorOf(4))?.entry[0] ?? 0;
    expect(firstBehind).toBeGreaterThan(3);
  });

  it('keeps everything when a commit fails, and the numbers do not move', () => {
    using lab = new StoreLab(temporaryFolder());
    parse(lab, streamOf(1, 3));
    lab.commit();
    parse(lab, streamOf(2, 8));
    lab.writer.quarantine({ sourceId: 1, reason: 'r', position: '', bytes: Buffer.from('x'), sizeBytes: 1 });
    lab.ledger.received += 1;
    const before = structuredClone(lab.ledger);
    lab.database.exec(
      "CREATE TEMP TRIGGER harm BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'injected'); END",
    );
    expect(() => lab.commit()).toThrow('injected');
    expect(lab.writer.pendingEntries).toBe(7);
    expect(lab.count('entries')).toBe(3);
    expect(structuredClone(lab.ledger)).toEqual(before);
    lab.database.exec('DROP TRIGGER harm');
    lab.commit();
    expect(lab.count('entries')).toBe(8);
    expect(lab.ledger.counters()).toMatchObject({ stored: 8, duplicates: 2, quarantined: 1, inFlight: 0 });
  });

  it('knows the time span of what it stored and when it was received', () => {
    using lab = new StoreLab(temporaryFolder());
    parse(lab, streamOf(3, 9));
    lab.writer.commit(NOW_UNIX_US);
    expect(lab.ledger).toMatchObject({ oldestUnixUs: timeOf(3), newestUnixUs: timeOf(9) });
    expect(lab.database.prepare('SELECT first_id, received_us FROM batches').raw().all()).toEqual([
      [1, NOW_UNIX_US],
    ]);
  });
});
