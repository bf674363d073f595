import { describe, expect, it } from 'vitest';
import { LAB_START_US, startScheduleLab, type LoggedEntry } from '../../../../test/exports/schedule-lab.ts';

const MINUTE_US = 60_000_000;
const INFO: LoggedEntry = { severity: 6 };
const ERROR: LoggedEntry = { severity: 3 };

/** So many of the same. */
function times(count: number, entry: LoggedEntry = INFO): LoggedEntry[] {
  return Array.from({ length: count }, () => entry);
}

const everyQuarter = { kind: 'interval', every: 15, unit: 'minutes' } as const;
const everyMinute = { kind: 'interval', every: 1, unit: 'minutes' } as const;

describe('a batch that cannot be written', () => {
  it('is resumed when the recurring export is due again, and what came since follows', async () => {
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    expect(lab.get('quarter').nextRunAtUnixUs).toBe(LAB_START_US + 15 * MINUTE_US);
    await lab.stop();
    expect(lab.get('quarter').nextRunAtUnixUs).toBeNull();
  });
});
