import { expect, it, vi } from 'vitest';
import {
  LINES_PER_SECOND,
  MOST_LOST_A_CUT_MS,
  ROTATION_TIMEOUT_MS,
  ROTATIONS,
  RotationLab,
  renameAndCreate,
} from '../../../../test/core/rotation-lab.ts';
import { startRsyslogd } from '../../../../test/core/rsyslog-daemon.ts';

vi.setConfig({ testTimeout: ROTATION_TIMEOUT_MS });

it.each(['a program', 'a real rsyslogd'])(
  'rename and create lose nothing and double nothing while %s writes',
  async (who) => {
    const lab = new RotationLab();
    const daemon = who === 'a program' ? undefined : startRsyslogd(lab.folder, lab.log);
    const target = daemon === undefined ? lab.log : `tcp:${String(daemon.port)}`;
    const seen = await lab.follow(target, (writerPid) => renameAndCreate(daemon?.pid ?? writerPid));
    expect(seen.numbers).toEqual(Array.from({ length: seen.written }, (_, index) => index + 1));
    expect([seen.gaps, seen.quarantined]).toEqual([[], 0]);
  },
);

it.each(['a program', 'a real rsyslogd'])(
  'copytruncate loses only what %s writes between the copy and the cut, and each cut is a gap',
  async (who) => {
    const lab = new RotationLab();
    const target = who === 'a program' ? lab.log : `tcp:${String(startRsyslogd(lab.folder, lab.log).port)}`;
    const { numbers, left, places, gaps, lost } = await lab.follow(target, () => ['copytruncate']);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
    // What is in no file was lost before anybody could read it; everything else is stored.
    expect(left).toEqual([]);
    expect(places).toBeLessThanOrEqual(gaps.length);
    expect(gaps.length).toBeLessThanOrEqual(ROTATIONS);
    expect(gaps.every((reason) => reason.includes('copytruncate'))).toBe(true);
    expect(lost).toBeLessThan((ROTATIONS * LINES_PER_SECOND * MOST_LOST_A_CUT_MS) / 1000);
  },
);
