import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAB_START_US, startScheduleLab } from '../../../../test/exports/schedule-lab.ts';

const MINUTE_US = 60_000_000;
const INFO = { severity: 6 };
const everyHour = { kind: 'interval', every: 1, unit: 'hours' } as const;

function folderTarget(directory: string, namePattern: string) {
  return { kind: 'folder', directory, namePattern } as const;
}

describe('a recurring export that is saved', () => {
  it('begins with everything that is stored, or with what comes from now on', async () => {
    const lab = startScheduleLab();
    lab.store(INFO, INFO);
    expect(await lab.save(lab.schedule('all', everyHour), 'beginning')).toMatchObject({
      name: 'all',
      coveredToId: 0,
      lastRun: null,
      nextRunAtUnixUs: LAB_START_US + 60 * MINUTE_US,
    });
    expect(await lab.save(lab.schedule('new', everyHour), 'now')).toMatchObject({ coveredToId: 2 });
    lab.store(INFO);
    expect(lab.list().map(({ name, waitingEntries }) => [name, waitingEntries])).toEqual([
      ['all', 3],
      ['new', 1],
    ]);
  });

  it('is refused under a name that is taken, whatever its case, unless it replaces it', async () => {
    const lab = startScheduleLab();
    const first = await lab.save(lab.schedule('Errors', everyHour));
    await expect(lab.save(lab.schedule('errors', everyHour))).rejects.toMatchObject({
      code: 'schedule.exists',
    });
    lab.clock.set(LAB_START_US + MINUTE_US);
    const second = await lab.save(lab.schedule('errors', everyHour, { format: 'jsonl' }), 'now', true);
    expect(second).toMatchObject({
      name: 'errors',
      createdAtUnixUs: first.createdAtUnixUs,
      request: { format: 'jsonl' },
    });
    expect(second.updatedAtUnixUs).toBeGreaterThan(first.updatedAtUnixUs);
    expect(lab.list()).toHaveLength(1);
  });

  it('goes on where an export of its name has ended, and so does one that is saved again', async () => {
    const lab = startScheduleLab();
    lab.store(INFO, INFO);
    await lab.save(lab.schedule('all', everyHour), 'beginning');
    await lab.run('all');
    await lab.settle();
    await lab.ask('schedules.remove', { name: 'all' });
    lab.store(INFO);
    expect(await lab.save(lab.schedule('ALL', everyHour), 'beginning')).toMatchObject({ coveredToId: 2 });
    expect((await lab.run('all'))?.request.watermark).toBe('ALL');
    await lab.settle();
    expect(lab.files('all')).toEqual([[1, 2]]);
    expect(lab.files('ALL')).toEqual([[3]]);
  });

  it('goes on where an older Hydrant ended that remembered it in a file', async () => {
    const lab = startScheduleLab();
    lab.store(INFO, INFO, INFO);
    const folder = join(lab.log.dataDir, 'exports', 'watermarks');
    mkdirSync(folder, { recursive: true });
    const remember = (name: string, lastId: number) => {
      const file = `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`;
      writeFileSync(join(folder, file), JSON.stringify({ name, lastId }));
    };
    remember('nightly', 2);
    remember('foreign', 99);
    expect(await lab.save(lab.schedule('nightly', everyHour), 'beginning')).toMatchObject({ coveredToId: 2 });
    // Of a store that is not there any more.
    expect(await lab.save(lab.schedule('foreign', everyHour), 'beginning')).toMatchObject({ coveredToId: 0 });
  });

  it('keeps its plan when only its columns change, and has a new one with a new trigger', async () => {
    const lab = startScheduleLab();
    const everyThreeDays = { kind: 'interval', every: 3, unit: 'days', at: '07:00' } as const;
    const first = await lab.save(lab.schedule('all', everyThreeDays));
    lab.clock.set(LAB_START_US + 24 * 60 * MINUTE_US);
    const second = await lab.save(lab.schedule('all', everyThreeDays, { columns: ['message'] }), 'now', true);
    expect(second.nextRunAtUnixUs).toBe(first.nextRunAtUnixUs);
    const third = await lab.save(lab.schedule('all', { ...everyThreeDays, at: '08:00' }), 'now', true);
    expect(third.nextRunAtUnixUs).toBe((first.nextRunAtUnixUs ?? 0) + 25 * 60 * MINUTE_US);
  });

  it('is kept without the moment that relative times count from', async () => {
    const lab = startScheduleLab();
    const query = { where: 'after:"1h ago"', nowUnixUs: LAB_START_US };
    expect((await lab.save(lab.schedule('hour', everyHour, { query }))).request.query).toEqual({
      where: query.where,
    });
    lab.store({ timeUnixUs: LAB_START_US });
    lab.clock.set(LAB_START_US + 90 * MINUTE_US);
    lab.store(INFO);
    await lab.pass(10_000);
    expect(lab.files('hour')).toEqual([[2]]);
  });

  it.each([
    ['a query that cannot be read', 'query.invalid', { query: { where: 'severity:eror' } }],
    [
      'a pattern that no name can be made of',
      'export.invalid',
      { target: folderTarget('/out', '{time}-{nonsense}') },
    ],
    ['a folder that is not absolute', 'export.invalid', { target: folderTarget('out', '{time}') }],
  ])('is refused with %s', async (_what, code, parts) => {
    const lab = startScheduleLab();
    await expect(lab.save(lab.schedule('bad', everyHour, parts))).rejects.toMatchObject({ code });
    expect(lab.list()).toEqual([]);
  });

  it('is refused when its rule waits for what its filter leaves out', async () => {
    const lab = startScheduleLab();
    const trigger = { kind: 'first-error', quietMinutes: 5 } as const;
    await expect(
      lab.save(lab.schedule('never', trigger, { query: { severities: [4, 6] } })),
    ).rejects.toMatchObject({
      code: 'export.invalid',
    });
    await lab.save(lab.schedule('sometimes', trigger, { query: { severities: [3, 6] } }));
  });
});

describe('a recurring export that is run by hand', () => {
  it('exports what is new, disabled or not, and nothing when nothing is', async () => {
    const lab = startScheduleLab();
    await lab.save({ ...lab.schedule('all', everyHour), isEnabled: false });
    expect(await lab.run('all')).toBeNull();
    expect(lab.get('all').lastRun).toMatchObject({ outcome: 'nothing-new' });
    lab.store(INFO, INFO);
    expect(await lab.run('ALL')).toMatchObject({ id: 1, origin: 'schedule', rowsTotal: 2 });
    await lab.settle();
    expect(lab.files('all')).toEqual([[1, 2]]);
    expect(lab.get('all').lastRun).toMatchObject({ outcome: 'exported', batchId: 1 });
  });

  it('says that an earlier batch is not completed', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('all', everyHour));
    lab.store(INFO);
    lab.setTargetThere(false);
    await lab.run('all');
    await lab.settle();
    await expect(lab.run('all')).rejects.toMatchObject({ code: 'export.unfinished', detail: { batchId: 1 } });
  });

  it('remembers how it went when its batch is forgotten', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('all', everyHour));
    lab.store(INFO);
    await lab.run('all');
    await lab.settle();
    lab.batches.remove(1);
    expect(lab.get('all').lastRun).toMatchObject({ outcome: 'exported', batchId: 1 });
  });

  it('is unknown when nobody saved it', async () => {
    const lab = startScheduleLab();
    const unknown = { code: 'schedule.not-found' };
    await expect(lab.run('nobody')).rejects.toMatchObject(unknown);
    await expect(lab.ask('schedules.remove', { name: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(lab.ask('schedules.setEnabled', { name: 'nobody', isEnabled: true })).rejects.toMatchObject(
      unknown,
    );
  });
});
