import { openKernelLogDevice, type OpenKernelLogDevice } from '#core/listener/kernel/kernel-log-device.ts';
import { classifyKernelFailure } from '#core/listener/kernel/kernel-problem.ts';
import type { MachineCheck } from './machine-check.ts';
import { good, limited } from './machine-check.ts';

const NAME = 'the kernel’s log';

/** Whether the source `kernel` can be read. On systems without /dev/kmsg: nothing. */
export function checkKernel(
  platform: NodeJS.Platform = process.platform,
  openDevice: OpenKernelLogDevice = openKernelLogDevice,
): MachineCheck[] {
  if (platform !== 'linux') return [];
  try {
    openDevice()[Symbol.dispose]();
    return [good(NAME, 'can be read')];
  } catch (error) {
    const { message, remedy } = classifyKernelFailure(error).problem;
    return [limited(NAME, message, remedy ?? null)];
  }
}
