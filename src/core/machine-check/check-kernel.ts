import type { LogCheck } from '#contract/machine-check.ts';
import { openKernelLogDevice, type OpenKernelLogDevice } from '../listener/kernel/kernel-log-device.ts';
import { classifyKernelFailure } from '../listener/kernel/kernel-problem.ts';
import type { CheckedLog } from './log-check.ts';
import { closed, fine } from './log-check.ts';

const KERNEL: CheckedLog = { name: 'Kernel log', source: 'kernel' };

/** Whether /dev/kmsg can be opened. @param isInJournal - A journal that can be read has the same entries. */
export function checkKernel(
  isInJournal: boolean,
  platform: NodeJS.Platform = process.platform,
  openDevice: OpenKernelLogDevice = openKernelLogDevice,
): LogCheck {
  if (platform !== 'linux') return fine(KERNEL, 'absent', 'Hydrant reads that of Linux only.');
  try {
    openDevice()[Symbol.dispose]();
    return fine(KERNEL, 'all', isInJournal ? 'Can be read; the journal has it, too.' : 'Can be read.');
  } catch (error) {
    const { problem } = classifyKernelFailure(error);
    return closed(KERNEL, problem, problem.code === 'source.not-found' ? 'absent' : 'none');
  }
}
