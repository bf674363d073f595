import { describe, expect, it } from 'vitest';
import { startScheduleLab } from '../../../test/exports/schedule-lab.ts';
import { listSchedules } from './list-schedules.ts';

const entries = (count: number) => Array.from({ length: count }, () => ({ severity: 6 }));
const trigger = { kind: 'entries', entries: 1000 } as const;

describe('the list of recurring exports', () => {
  it('is in the order of names, and says what waits', async () => {
    const lab = startScheduleLab();
    lab.store(...entries(5));
    await lab.save(lab.schedule('zebra', trigger), 'beginning');
    await lab.save(lab.schedule('Ant', trigger), 'now');
    lab.store(...entries(2), { severity: 3 });
    await lab.save(lab.schedule('errors', trigger, { query: { severities: [3] } }), 'beginning');
    expect(lab.list().map(({ name, waitingEntries }) => [name, waitingEntries])).toEqual([
      ['Ant', 3],
      ['errors', 1],
      ['zebra', 8],
    ]);
  });

  it('does not wait for what takes long to count', async () => {
    const lab = startScheduleLab();
    lab.store(...entries(1));
    await lab.save(lab.schedule('first', trigger), 'now');
    await lab.save(lab.schedule('second', trigger), 'now');
    expect(lab.list().map(({ waitingEntries }) => waitingEntries)).toEqual([0, 0]);
    lab.store(...entries(10));
    // A clock on which each look takes longer than there is time for.
    let ms = 0;
    const slow = () => (ms += 30);
    const listed = listSchedules(lab.log.context(), lab.log.dataDir, slow);
    expect(listed.map(({ name, waitingEntries }) => [name, waitingEntries])).toEqual([
      ['first', null],
      ['second', null],
    ]);
  });

  it('holds one whose filter cannot be understood any more, and one of a store before there were any is empty', async () => {
    const lab = startScheduleLab();
    await lab.save(lab.schedule('old', trigger, { query: { where: 'disk' } }), 'beginning');
    lab.store(...entries(1));
    lab.log.database.exec(
      `UPDATE export_schedules SET request = replace(request, '"disk"', '"nofield:disk"')`,
    );
    expect(lab.list()).toMatchObject([{ name: 'old', waitingEntries: null }]);
    lab.log.database.pragma('user_version = 3');
    expect(lab.list()).toEqual([]);
    lab.log.database.pragma('user_version = 4');
  });
});
