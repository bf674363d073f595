import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { LAB_START_US, ScheduleLab, type LoggedEntry } from '../../../../test/exports/schedule-lab.ts';

const MINUTE_US = 60_000_000;
const HOUR_US = 60 * MINUTE_US;

function startLab(): ScheduleLab {
  const lab = new ScheduleLab(temporaryFolder());
  onTestFinished(async () => lab[Symbol.asyncDispose]());
  lab.start();
  return lab;
}

const INFO: LoggedEntry = { severity: 6 };
const ERROR: LoggedEntry = { severity: 3 };

/** So many of the same. */
function times(count: number, entry: LoggedEntry = INFO): LoggedEntry[] {
  return Array.from({ length: count }, () => entry);
}

const everyQuarter = { kind: 'interval', every: 15, unit: 'minutes' } as const;
const everyMinute = { kind: 'interval', every: 1, unit: 'minutes' } as const;
const everyMorning = { kind: 'interval', every: 1, unit: 'days', at: '07:00' } as const;

describe('a recurring export by the clock', () => {
  it('exports at each of its times what came since the last one, and no file when nothing came', async () => {
    const lab = startLab();
    lab.store(INFO, INFO);
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO, INFO);
    await lab.passMinutes(14);
    expect(lab.files('quarter')).toEqual([]);
    expect(lab.get('quarter')).toMatchObject({ waitingEntries: 2, coveredToId: 2, lastRun: null });
    await lab.passMinutes(1);
    expect(lab.files('quarter')).toEqual([[3, 4]]);
    expect(lab.get('quarter')).toMatchObject({
      waitingEntries: 0,
      coveredToId: 4,
      nextRunAtUnixUs: LAB_START_US + 30 * MINUTE_US,
      lastRun: { atUnixUs: LAB_START_US + 15 * MINUTE_US, outcome: 'exported', batchId: 1 },
    });
    await lab.passMinutes(15);
    expect(lab.get('quarter').lastRun).toMatchObject({ outcome: 'nothing-new', batchId: null });
    lab.store(INFO);
    await lab.passMinutes(15);
    expect(lab.files('quarter')).toEqual([[3, 4], [5]]);
  });

  it('moves on over entries that do not match, without a file', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('errors', everyMinute, { query: { severities: [3] } }));
    lab.store(...times(3));
    await lab.passMinutes(1);
    expect(lab.files('errors')).toEqual([]);
    expect(lab.get('errors')).toMatchObject({ coveredToId: 3, lastRun: { outcome: 'nothing-new' } });
    lab.store(INFO, ERROR);
    await lab.passMinutes(1);
    expect(lab.files('errors')).toEqual([[5]]);
  });

  it('takes with it what was logged earlier and comes late', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    await lab.passMinutes(15);
    lab.store({ timeUnixUs: LAB_START_US - 24 * HOUR_US }, INFO);
    await lab.passMinutes(15);
    expect(lab.files('quarter')).toEqual([[1], [2, 3]]);
  });

  it('makes up once for what was due while Hydrant was closed', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('morning', everyMorning));
    await lab.stop();
    lab.store(INFO);
    lab.clock.set(LAB_START_US + 75 * HOUR_US);
    lab.start();
    await lab.settle();
    expect(lab.files('morning')).toEqual([[1]]);
    await lab.passMinutes(60);
    expect(lab.get('morning')).toMatchObject({
      lastRun: { atUnixUs: LAB_START_US + 75 * HOUR_US, outcome: 'exported' },
    });
  });

  it('lets go of what was due while Hydrant was closed, if that is what it was told', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', { ...everyQuarter, runsMissedAtStart: false }));
    await lab.stop();
    lab.store(INFO);
    lab.clock.set(LAB_START_US + 50 * MINUTE_US);
    lab.start();
    await lab.settle();
    expect(lab.files('quarter')).toEqual([]);
    await lab.passMinutes(10);
    expect(lab.files('quarter')).toEqual([[1]]);
  });

  it('runs soon after a sleep, once', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    await lab.settle();
    // The timers of a machine that sleeps stand still.
    lab.clock.set(LAB_START_US + 100 * HOUR_US);
    await lab.pass(10_000);
    expect(lab.files('quarter')).toEqual([[1]]);
    expect(lab.get('quarter').nextRunAtUnixUs).toBe(LAB_START_US + 100 * HOUR_US + 15 * MINUTE_US);
  });

  it('does not run again when the clock is set back a little, and goes on when it is set back for years', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    await lab.passMinutes(15);
    lab.clock.set(LAB_START_US + 14 * MINUTE_US);
    lab.store(INFO);
    await lab.passMinutes(2);
    expect(lab.files('quarter')).toEqual([[1]]);
    lab.clock.set(LAB_START_US - 20_000 * HOUR_US + 14 * MINUTE_US);
    await lab.passMinutes(2);
    expect(lab.files('quarter')).toEqual([[1], [2]]);
  });

  it('waits until what was logged before the start is stored', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('morning', everyMorning));
    await lab.save(lab.schedule('each', { kind: 'start' }));
    await lab.stop();
    lab.clock.set(LAB_START_US + 24 * HOUR_US);
    lab.start({ isCaughtUp: false });
    lab.store(INFO);
    await lab.passMinutes(3);
    expect([lab.files('morning'), lab.files('each')]).toEqual([[], []]);
    lab.store(INFO);
    lab.caughtUp();
    await lab.settle();
    expect([lab.files('morning'), lab.files('each')]).toEqual([[[1, 2]], [[1, 2]]]);
  });
});

describe('a recurring export at each start', () => {
  it('exports at a start what was missed, and nothing while it is running', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('each', { kind: 'start' }));
    lab.store(INFO);
    await lab.passMinutes(60);
    expect(lab.files('each')).toEqual([]);
    await lab.restart();
    await lab.settle();
    lab.store(INFO);
    await lab.passMinutes(60);
    expect(lab.files('each')).toEqual([[1]]);
    await lab.restart();
    await lab.settle();
    expect(lab.files('each')).toEqual([[1], [2]]);
  });
});

describe('a recurring export of every so many entries', () => {
  it('runs as soon as so many have come, while more come', async () => {
    const lab = startLab();
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
    const lab = startLab();
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
    const lab = startLab();
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
    const lab = startLab();
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
    const lab = startLab();
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
    const lab = startLab();
    await lab.save(lab.schedule('burst', burst));
    for (let minute = 0; minute < 15; minute += 1) {
      lab.store(...times(2, ERROR));
      await lab.passMinutes(1);
    }
    // The third error is in the second minute; ten minutes after it there are enough again.
    expect(lab.files('burst').map((ids) => ids.length)).toEqual([4, 20]);
  });

  it('looks only at what matches', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('first', firstError, { query: { where: 'disk' } }));
    lab.store({ severity: 3, message: 'network' });
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([]);
    lab.store({ severity: 3, message: 'disk full' });
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[2]]);
  });

  it('neither doubles nor misses an error over restarts', async () => {
    const lab = startLab();
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
    const lab = startLab();
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
    const lab = startLab();
    await lab.save(lab.schedule('first', firstError));
    lab.store(ERROR);
    await lab.passMinutes(1);
    lab.store({ severity: 3, timeUnixUs: LAB_START_US - 48 * HOUR_US });
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1]]);
  });

  it('is not silenced by a clock that was ahead for a moment', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('first', firstError));
    lab.store({ severity: 3, timeUnixUs: LAB_START_US + 90_000 * HOUR_US });
    await lab.passMinutes(31);
    lab.store(ERROR);
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1], [2]]);
  });

  it('does not run for an error that was exported already', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('first', firstError));
    await lab.settle();
    lab.store(ERROR);
    await lab.run('first');
    await lab.passMinutes(1);
    expect(lab.files('first')).toEqual([[1]]);
    expect(lab.get('first').lastRun).toMatchObject({ outcome: 'exported', batchId: 1 });
  });
});

describe('a batch that cannot be written', () => {
  it('is resumed when the recurring export is due again, and what came since follows', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    lab.setTargetThere(false);
    await lab.passMinutes(15);
    expect(lab.batch(1)).toMatchObject({ state: 'paused', problem: { code: 'file.not-found' } });
    lab.store(INFO);
    await lab.passMinutes(15);
    expect(lab.get('quarter').lastRun).toMatchObject({ outcome: 'unfinished', batchId: 1 });
    lab.setTargetThere(true);
    await lab.passMinutes(14);
    expect(lab.files('quarter')).toEqual([]);
    await lab.passMinutes(1);
    expect(lab.files('quarter')).toEqual([[1], [2]]);
    expect(lab.get('quarter').lastRun).toMatchObject({ outcome: 'exported', batchId: 2 });
  });

  it('is tried again after ten minutes when it does not go by the clock, after a restart too', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('five', { kind: 'entries', entries: 5 }));
    lab.setTargetThere(false);
    lab.store(...times(5));
    await lab.passMinutes(1);
    expect(lab.batch(1).state).toBe('paused');
    await lab.restart();
    await lab.passMinutes(5);
    lab.setTargetThere(true);
    lab.store(...times(2));
    await lab.passMinutes(3);
    expect(lab.files('five')).toEqual([]);
    await lab.passMinutes(2);
    expect(lab.files('five')).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
    ]);
  });

  it('stays where the user holds it', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    lab.setTargetThere(false);
    await lab.passMinutes(15);
    lab.setTargetThere(true);
    lab.batches.bookkeeping.pause(1, 0, null);
    await lab.passMinutes(15);
    expect(lab.batch(1)).toMatchObject({ state: 'paused', problem: null });
    expect(lab.get('quarter').lastRun).toMatchObject({ outcome: 'unfinished', batchId: 1 });
  });

  it('is started anew when the user cancelled it', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    lab.setTargetThere(false);
    await lab.passMinutes(15);
    await lab.batches.cancel(1);
    expect(lab.get('quarter').lastRun).toMatchObject({ outcome: 'failed', batchId: 1 });
    lab.setTargetThere(true);
    lab.store(INFO);
    await lab.passMinutes(15);
    expect(lab.files('quarter')).toEqual([[1, 2]]);
  });
});

describe('recurring exports on one store', () => {
  it('do not disturb each other', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('all', everyQuarter));
    await lab.save(lab.schedule('errors', everyQuarter, { query: { severities: [3] } }));
    await lab.save(lab.schedule('five', { kind: 'entries', entries: 5 }));
    lab.store(ERROR, INFO, INFO, ERROR, INFO, INFO);
    await lab.passMinutes(15);
    expect([lab.files('all'), lab.files('errors'), lab.files('five')]).toEqual([
      [[1, 2, 3, 4, 5, 6]],
      [[1, 4]],
      [[1, 2, 3, 4, 5, 6]],
    ]);
  });

  it('do nothing while they are disabled', async () => {
    const lab = startLab();
    for (const [name, trigger] of [
      ['clock', everyMinute],
      ['count', { kind: 'entries', entries: 1 }],
      ['rule', { kind: 'first-error', quietMinutes: 1, settleSeconds: 0 }],
    ] as const) {
      await lab.save({ ...lab.schedule(name, trigger), isEnabled: false });
    }
    lab.store(ERROR);
    await lab.passMinutes(5);
    await lab.restart();
    await lab.passMinutes(5);
    expect([lab.files('clock'), lab.files('count'), lab.files('rule')]).toEqual([[], [], []]);
    expect(lab.get('clock')).toMatchObject({ nextRunAtUnixUs: null, waitingEntries: 1 });
  });

  it('are seen within ten seconds when another Hydrant saved, enabled or removed them, and the views are told', async () => {
    const lab = startLab();
    await lab.settle();
    await lab.askAnother('schedules.save', {
      schedule: lab.schedule('count', { kind: 'entries', entries: 1 }),
      replacesExisting: false,
      startsAt: 'now',
    });
    lab.tellings = 0;
    await lab.pass(10_000);
    expect(lab.tellings).toBe(1);
    lab.store(INFO);
    await lab.passSoon();
    expect(lab.files('count')).toEqual([[1]]);
    await lab.askAnother('schedules.setEnabled', { name: 'count', isEnabled: false });
    await lab.pass(10_000);
    lab.store(INFO);
    await lab.pass(60_000);
    expect(lab.files('count')).toEqual([[1]]);
    lab.tellings = 0;
    await lab.askAnother('schedules.remove', { name: 'count' });
    await lab.pass(10_000);
    expect(lab.tellings).toBe(2);
    expect(lab.list()).toEqual([]);
  });

  it('do not run twice where another Hydrant runs one at that moment', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    const { batch } = (await lab.askAnother('schedules.run', { name: 'quarter' })) as {
      batch: { id: number };
    };
    lab.store(INFO);
    await lab.passMinutes(15);
    expect(batch.id).toBe(1);
    expect(lab.files('quarter')).toEqual([[1], [2]]);
  });

  it('are not planned where no Hydrant runs them', async () => {
    const lab = startLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    expect(lab.get('quarter').nextRunAtUnixUs).toBe(LAB_START_US + 15 * MINUTE_US);
    await lab.stop();
    expect(lab.get('quarter').nextRunAtUnixUs).toBeNull();
  });
});
