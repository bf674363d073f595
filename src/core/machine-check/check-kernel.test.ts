import { expect, it } from 'vitest';
import { KernelLogDouble, systemError } from '../../../test/doubles/kernel-log-double.ts';
import { checkKernel } from './check-kernel.ts';

it('is opened, and closed again', () => {
  const device = new KernelLogDouble();
  expect(checkKernel(false, 'linux', device.open)).toEqual({
    name: 'Kernel log',
    source: 'kernel',
    access: 'all',
    finding: 'Can be read.',
    remedy: null,
  });
  expect(device.closings).toBe(1);
});

it('says when the journal has the same entries', () => {
  const device = new KernelLogDouble();
  expect(checkKernel(true, 'linux', device.open).finding).toContain('the journal has it, too');
});

it.each([
  ['EACCES', 'none', 'sudo chmod'],
  ['ENOENT', 'absent', 'sudo mknod'],
] as const)('%s is told with what mends it', (code, access, command) => {
  const device = new KernelLogDouble();
  device.openFailures.push(systemError(code));
  expect(checkKernel(false, 'linux', device.open)).toMatchObject({
    access,
    remedy: expect.stringContaining(command) as unknown,
  });
});

it('is no matter on other systems', () => {
  expect(checkKernel(false, 'darwin')).toMatchObject({ access: 'absent', remedy: null });
});
