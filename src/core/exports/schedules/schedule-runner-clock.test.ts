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

const everyQuarter = { kind: 'interval', every: 15, unit: 'minutes' } as const;
const everyMinute = { kind: 'interval', every: 1, unit: 'minutes' } as const;
const everyMorning = { kind: 'interval', every: 1, unit: 'days', at: '07:00' } as const;

describe('a recurring export by the clock', () => {
  it('exports at each of its times what came since the last one, and no file when nothing came', async () => {
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
    await lab.save(lab.schedule('quarter', everyQuarter));
    lab.store(INFO);
    await lab.passMinutes(15);
    lab.store({ timeUnixUs: LAB_START_US - 24 * HOUR_US }, INFO);
    await lab.passMinutes(15);
    expect(lab.files('quarter')).toEqual([[1], [2, 3]]);
  });

  it('makes up once for what was due while Hydrant was closed', async () => {
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
    const lab = startScheduleLab();
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
