import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemError } from '../../../../test/doubles/kernel-log-double.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { openKernelLogDevice } from './kernel-log-device.ts';
import { classifyKernelFailure, readsRestricted } from './kernel-problem.ts';

describe('what keeps the kernel’s log from being read', () => {
  it.each([
    ['EPERM', true, 'source.permission-denied', 'sudo sysctl kernel.dmesg_restrict=0'],
    ['EPERM', false, 'source.permission-denied', 'docker run --device /dev/kmsg --cap-add SYSLOG'],
    ['EACCES', false, 'source.permission-denied', 'sudo chmod a+r /dev/kmsg'],
    ['ENOENT', false, 'source.not-found', 'docker run --device /dev/kmsg'],
    ['ENXIO', false, 'source.not-found', 'sudo mknod -m 644 /dev/kmsg c 1 11'],
  ])('%s (restricted: %s) names the command that mends it', (code, isRestricted, expected, command) => {
    const { kind, problem } = classifyKernelFailure(systemError(code), isRestricted);
    expect([kind, problem.code]).toEqual(['closed', expected]);
    expect(problem.remedy).toContain(command);
  });

  it('anything else is worth another try', () => {
    for (const thrown of [systemError('EIO'), new Error('no code'), 'text']) {
      const { kind, problem } = classifyKernelFailure(thrown, false);
      expect([kind, problem.code]).toEqual(['broken', 'source.failed']);
    }
  });

  it('the restriction is read from the system', () => {
    const path = join(temporaryFolder(), 'dmesg_restrict');
    expect(readsRestricted(path)).toBe(false);
    writeFileSync(path, '0\n');
    expect(readsRestricted(path)).toBe(false);
    writeFileSync(path, '1\n');
    expect(readsRestricted(path)).toBe(true);
  });

  it('what stands in the device’s place in a container is not read', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '6,1,2,-;text\n');
    mkdirSync(join(folder, 'folder'));
    for (const path of [join(folder, 'file'), join(folder, 'folder'), '/dev/null']) {
      expect(() => openKernelLogDevice(path)).toThrow('is not the kernel’s log');
    }
    expect(() => openKernelLogDevice(join(folder, 'missing'))).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
  });
});
