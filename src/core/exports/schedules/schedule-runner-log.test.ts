import { describe, expect, it } from 'vitest';
import { LAB_START_US, startScheduleLab, type LoggedEntry } from '../../../../test/exports/schedule-lab.ts';

const MINUTE_US = 60_000_000;
const HOUR_US = 60 * MINUTE_US;
const INFO: LoggedEntry = { severity: 6 };
const ERROR: LoggedEntry = { severity: 3 };

/** So many of the same. */
function times(count: number, entry: LoggedEntry = INFO): LoggedEntry[] {
  return Array.from({ length: count }, () => entry);
}

describe('a recurring export of every so many entries', () => {
  it('runs as soon as so many have come, while more come', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('hundred', { kind: 'entries', entries: 100 }));
    for (let second = 0; second < 50; second += 1) {
      lab.store(...times(11));
      await lab.pass(1000);
    }
    const files = lab.files('hundred');
    expect(files.flat()).toEqual(Array.from({ length: files.flat().length }, (_, index) => index + 1));
    expect(files.map((ids) => ids.length)).toEqual([110, 110, 110, 110, 110]);
  });

  it('counts what matches and nothing else', async () => {
    const lab = startScheduleLab();
    await lab.save(
      lab.schedule('three', { kind: 'entries', entries: 3 }, { query: { severities: [3], where: 'disk' } }),
    );
    lab.store(
      { severity: 3, message: 'disk full' },
      { severity: 3, message: 'network' },
      { severity: 6, message: 'disk' },
    );
    await lab.passSoon();
    lab.store(...times(5));
    await lab.passSoon();
    lab.store({ severity: 3, message: 'disk full' });
    await lab.passSoon();
    expect(lab.get('three').waitingEntries).toBe(2);
    expect(lab.files('three')).toEqual([]);
    lab.store({ severity: 3, message: 'disk full' }, INFO);
    await lab.passSoon();
    expect(lab.files('three')).toEqual([[1, 9, 10]]);
  });

  it('goes on counting after a restart', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('ten', { kind: 'entries', entries: 10 }));
    lab.store(...times(6));
    await lab.passSoon();
    await lab.stop();
    lab.store(...times(3));
    lab.start();
    await lab.settle();
    expect(lab.files('ten')).toEqual([]);
    lab.store(INFO);
    await lab.passSoon();
    expect(lab.files('ten')).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  });
});

describe('a recurring export that waits for an error', () => {
  const firstError = { kind: 'first-error', quietMinutes: 30, settleSeconds: 10 } as const;
  const burst = { kind: 'error-burst', errors: 3, withinMinutes: 10, settleSeconds: 10 } as const;

  it('runs once for the first error after quiet, with what comes just after it', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError));
    lab.store(INFO, ERROR);
    await lab.pass(9000);
    expect(lab.files('first')).toEqual([]);
    lab.store(INFO, { severity: 2 });
    await lab.pass(2000);
    expect(lab.files('first')).toEqual([[1, 2, 3, 4]]);
    lab.store(ERROR);
    await lab.passMinutes(29);
    lab.store(ERROR);
    await lab.passMinutes(30);
    expect(lab.files('first')).toEqual([[1, 2, 3, 4]]);
    lab.store(ERROR);
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ]);
  });

  it('knows of an error before it was saved, or enabled', async () => {
    const lab = startScheduleLab();
    lab.store(ERROR);
    await lab.passMinutes(10);
    await lab.save(lab.schedule('first', firstError));
    await lab.passMinutes(10);
    lab.store(ERROR);
    await lab.ask('schedules.setEnabled', { name: 'first', isEnabled: false });
    await lab.passMinutes(10);
    await lab.ask('schedules.setEnabled', { name: 'first', isEnabled: true });
    await lab.passMinutes(10);
    lab.store(ERROR);
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([]);
    await lab.passMinutes(30);
    lab.store(ERROR);
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[2, 3, 4]]);
  });

  it('runs once for a burst', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('burst', burst));
    for (let minute = 0; minute < 15; minute += 1) {
      lab.store(...times(2, ERROR));
      await lab.passMinutes(1);
    }
    // The third error is in the second minute; ten minutes after it there are enough again.
    expect(lab.files('burst').map((ids) => ids.length)).toEqual([4, 20]);
  });

  it('looks only at what matches', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError, { query: { where: 'disk' } }));
    lab.store({ severity: 3, message: 'network' });
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([]);
    lab.store({ severity: 3, message: 'disk full' });
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[2]]);
  });

  it('neither doubles nor misses an error over restarts', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError));
    lab.store(ERROR);
    await lab.passSoon();
    // It fired and settles.
    await lab.restart();
    await lab.pass(10_000);
    expect(lab.files('first')).toEqual([[1]]);
    await lab.restart();
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1]]);
    // Stored while Hydrant was not running, long after the last one, and one right after it.
    await lab.passMinutes(60);
    await lab.stop();
    lab.store(ERROR, ERROR);
    lab.start();
    await lab.passMinutes(1);
    await lab.restart();
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1], [2, 3]]);
  });

  it('runs once for a long history that is read at a start, whatever happened in it', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError));
    await lab.save(lab.schedule('burst', burst));
    await lab.stop();
    lab.clock.set(LAB_START_US + 200 * HOUR_US);
    lab.start({ isCaughtUp: false });
    for (let hour = 0; hour < 200; hour += 1) {
      lab.store(...times(3, { severity: 3, timeUnixUs: LAB_START_US + hour * HOUR_US }));
      if (hour % 20 === 0) await lab.passMinutes(1);
    }
    lab.caughtUp();
    await lab.passMinutes(5);
    expect(lab.files('first').map((ids) => ids.length)).toEqual([600]);
    expect(lab.files('burst')).toEqual(lab.files('first'));
  });

  it('is not deceived by errors that were logged earlier and come late', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError));
    lab.store(ERROR);
    await lab.passMinutes(1);
    lab.store({ severity: 3, timeUnixUs: LAB_START_US - 48 * HOUR_US });
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1]]);
  });

  it('is not silenced by a clock that was ahead for a moment', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError));
    lab.store({ severity: 3, timeUnixUs: LAB_START_US + 90_000 * HOUR_US });
    await lab.passMinutes(31);
    lab.store(ERROR);
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1], [2]]);
  });

  it('does not run for an error that was exported already', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('first', firstError));
    await lab.settle();
    lab.store(ERROR);
    await lab.run('first');
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1]]);
    expect(lab.get('first').lastRun).toMatchObject({ outcome: 'exported', batchId: 1 });
  });
});
