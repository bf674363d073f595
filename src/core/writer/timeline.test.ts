import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { TimelineLab } from '../../../test/core/timeline-lab.ts';

const START_UNIX_US = Date.UTC(2026, 10, 22, 9) * 1000;
const SECOND_US = 1_000_000;
const NOW_UNIX_US = START_UNIX_US + 86_400 * SECOND_US;

const at = (seconds: number) => START_UNIX_US + seconds * SECOND_US;

function put(lab: TimelineLab, source: string, ...seconds: readonly number[]): void {
  for (const second of seconds) {
    lab.put(source, { timeUnixUs: at(second), message: `${source} ${String(second)}` });
  }
}

const messages = (lab: TimelineLab) => lab.timeline().map(({ message }) => message);

describe('the timeline of several sources', () => {
  it('gives one source the ids as they come, also when its clock is set back', () => {
    using lab = new TimelineLab(temporaryFolder());
    put(lab, 'a', 1, 2, 9, 3, 4);
    lab.commit(NOW_UNIX_US);
    put(lab, 'a', 5, 12);
    expect(lab.commit(NOW_UNIX_US).lateFromPlace).toBeNull();
    expect(lab.timeline().map(({ id, place }) => place - id)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(messages(lab)).toEqual(['a 1', 'a 2', 'a 9', 'a 3', 'a 4', 'a 5', 'a 12']);
  });

  it('sorts what comes in one batch, so that nothing of it is late', () => {
    using lab = new TimelineLab(temporaryFolder());
    put(lab, 'a', 1, 3, 5);
    put(lab, 'b', 2, 4, 6);
    expect(lab.commit(NOW_UNIX_US)).toMatchObject({ stored: 6, lastId: 6, lateFromPlace: null });
    expect(messages(lab)).toEqual(['a 1', 'b 2', 'a 3', 'b 4', 'a 5', 'b 6']);
    expect(lab.timeline().map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('puts a late entry where it belongs, and says from which place on the log has changed', () => {
    using lab = new TimelineLab(temporaryFolder());
    put(lab, 'a', 1, 3, 5);
    lab.commit(NOW_UNIX_US);
    put(lab, 'b', 0, 2, 4, 6);
    const commit = lab.commit(NOW_UNIX_US);
    expect(messages(lab)).toEqual(['b 0', 'a 1', 'b 2', 'a 3', 'b 4', 'a 5', 'b 6']);
    const places = lab.timeline().map(({ place }) => place);
    expect(commit.lateFromPlace).toBe(places[0]);
    expect(places.map(Number.isInteger)).toEqual([false, true, false, true, false, true, true]);
    // The later id is the later stored one, whatever its place.
    expect(lab.timeline().map(({ id }) => id)).toEqual([4, 1, 5, 2, 6, 3, 7]);
  });

  it('goes on after a restart as if there had been none', () => {
    const folder = temporaryFolder();
    for (const [source, second] of [
      ['a', 1],
      ['b', 5],
      ['a', 2],
      ['b', 3],
      ['a', 4],
      ['a', 9],
      ['b', 6],
    ] as const) {
      using lab = new TimelineLab(folder);
      put(lab, source, second);
      lab.commit(NOW_UNIX_US);
    }
    using lab = new TimelineLab(folder);
    // b's own order holds: its 3 came after its 5.
    expect(messages(lab)).toEqual(['a 1', 'a 2', 'a 4', 'b 5', 'b 3', 'b 6', 'a 9']);
  });

  it('has room for many entries of one moment, from several sources', () => {
    using lab = new TimelineLab(temporaryFolder());
    put(lab, 'a', 1, 100);
    lab.commit(NOW_UNIX_US);
    for (const source of ['b', 'c', 'd']) {
      for (let index = 0; index < 3000; index += 1) {
        lab.put(source, { timeUnixUs: at(50), message: `${source} ${String(index)}` });
      }
      lab.commit(NOW_UNIX_US);
    }
    const timeline = lab.timeline();
    expect(new Set(timeline.map(({ place }) => place)).size).toBe(9002);
    expect(timeline[0]?.message).toBe('a 1');
    expect(timeline.at(-1)?.message).toBe('a 100');
    for (const source of ['b', 'c', 'd']) {
      const own = timeline.map(({ message }) => message).filter((message) => message.startsWith(source));
      expect(own).toEqual(Array.from({ length: 3000 }, (_, index) => `${source} ${String(index)}`));
    }
  });

  it('takes a clock that is ahead for right, so that the others are not late until then', () => {
    using lab = new TimelineLab(temporaryFolder());
    put(lab, 'ahead', 90_000_000);
    lab.commit(at(10));
    put(lab, 'a', 11);
    expect(lab.commit(at(12)).lateFromPlace).toBeNull();
  });

  it('finds the place of late entries among those that an older Hydrant has stored', () => {
    const folder = temporaryFolder();
    {
      using lab = new TimelineLab(folder);
      put(lab, 'a', ...Array.from({ length: 100 }, (_, index) => index * 2));
      lab.commit(NOW_UNIX_US);
      lab.store.database.exec(
        'UPDATE batches SET main_first_id = NULL, main_until_us = NULL; DELETE FROM timeline_lanes',
      );
    }
    using lab = new TimelineLab(folder);
    put(lab, 'b', -1, 51, 197);
    lab.commit(NOW_UNIX_US);
    put(lab, 'b', 197.5, 300);
    put(lab, 'a', 250);
    lab.commit(NOW_UNIX_US);
    put(lab, 'b', 301);
    put(lab, 'c', 77);
    lab.commit(NOW_UNIX_US);
    const texts = messages(lab);
    const seconds = texts.map((text) => Number(text.slice(2)));
    expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
    expect(texts).toHaveLength(108);
  });

  it('decides nothing when the commit fails, and the same when it succeeds', () => {
    using lab = new TimelineLab(temporaryFolder());
    put(lab, 'a', 1, 5);
    lab.commit(NOW_UNIX_US);
    put(lab, 'b', 3, 8);
    lab.store.database.exec(
      "CREATE TEMP TRIGGER harm BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'injected'); END",
    );
    expect(() => lab.commit(NOW_UNIX_US)).toThrow('injected');
    lab.store.database.exec('DROP TRIGGER harm');
    put(lab, 'a', 9);
    lab.commit(NOW_UNIX_US);
    expect(messages(lab)).toEqual(['a 1', 'b 3', 'a 5', 'b 8', 'a 9']);
  });

  it('keeps each source’s order and all entries, and orders by time, however they come', () => {
    const source = fc.array(fc.record({ pause: fc.nat(20), isBack: fc.nat(9), delay: fc.nat(3) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.array(source, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat(99)),
        (sources, dice) => {
          using lab = new TimelineLab(temporaryFolder());
          const queues = sources.map((steps, index) => {
            let seconds = 0;
            return steps.map(({ pause, isBack }, number) => {
              seconds += isBack === 0 ? -pause : pause;
              return {
                name: `s${String(index)}`,
                seconds: Math.max(0, seconds),
                message: `s${String(index)} ${String(number)}`,
              };
            });
          });
          const expected = queues.map((queue) => queue.map(({ message }) => message));
          const clocks = new Map(queues.flat().map(({ message, seconds }) => [message, seconds]));
          while (queues.some((queue) => queue.length > 0)) {
            const roll = Number(dice.next().value);
            if (roll < 20) lab.commit(NOW_UNIX_US);
            const next = queues[roll % queues.length]?.shift();
            if (next !== undefined)
              lab.put(next.name, { timeUnixUs: at(next.seconds), message: next.message });
          }
          lab.commit(NOW_UNIX_US);
          const timeline = messages(lab);
          for (const [index, own] of expected.entries()) {
            expect(timeline.filter((message) => message.startsWith(`s${String(index)} `))).toEqual(own);
          }
          expect(timeline).toHaveLength(expected.flat().length);
          // A source that is set back waits until its own latest time has come again.
          const latest = new Map<string, number>();
          const effective = timeline.map((message) => {
            const name = message.split(' ')[0] ?? '';
            const seconds = Math.max(latest.get(name) ?? 0, clocks.get(message) ?? 0);
            latest.set(name, seconds);
            return seconds;
          });
          expect(effective).toEqual(effective.toSorted((one, other) => one - other));
        },
      ),
      { numRuns: 60 },
    );
  });
});
