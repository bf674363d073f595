import { readFileSync } from 'node:fs';
import { AppError, toWireError, type WireError } from '#contract/errors.ts';
import { KERNEL_LOG_PATH } from './kernel-log-device.ts';

/** `closed`: the user has to mend it; `broken`: it was open, and another try may do. */
export interface KernelFailure {
  kind: 'closed' | 'broken';
  problem: WireError;
}

const RESTRICTION_PATH = '/proc/sys/kernel/dmesg_restrict';

/** Why the kernel's log could not be opened or read, with what mends it. `isRestricted`: kernel.dmesg_restrict is 1. */
export function classifyKernelFailure(
  thrown: unknown,
  isRestricted: boolean = readsRestricted(),
): KernelFailure {
  if (thrown instanceof AppError) return { kind: 'closed', problem: toWireError(thrown) };
  const error: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error(String(thrown));
  switch (error.code) {
    case 'EPERM':
      return { kind: 'closed', problem: isRestricted ? restrictedProblem() : capabilityProblem() };
    case 'EACCES':
      return { kind: 'closed', problem: modeProblem() };
    case 'ENOENT':
    case 'ENXIO':
    case 'ENODEV':
      return { kind: 'closed', problem: missingProblem() };
    default:
      return { kind: 'broken', problem: brokenProblem(error) };
  }
}

/** Whether only the administrator may read the kernel's log. Since 2.6.37; where it cannot be read, nothing is restricted. */
export function readsRestricted(path: string = RESTRICTION_PATH): boolean {
  try {
    return readFileSync(path, 'latin1').trim() !== '0';
  } catch {
    return false;
  }
}

function restrictedProblem(): WireError {
  return {
    code: 'source.permission-denied',
    message: 'Only the administrator may read the kernel’s log on this system (kernel.dmesg_restrict is 1).',
    remedy:
      '`sudo sysctl kernel.dmesg_restrict=0`, and all users may read it until the next start; for good, too: `echo kernel.dmesg_restrict=0 | sudo tee /etc/sysctl.d/50-dmesg.conf`',
  };
}

function capabilityProblem(): WireError {
  return {
    code: 'source.permission-denied',
    message: `Opening ${KERNEL_LOG_PATH} is not permitted, as in most containers.`,
    remedy:
      'Run Hydrant outside the container, or give the container the device and the right: `docker run --device /dev/kmsg --cap-add SYSLOG …`',
  };
}

function modeProblem(): WireError {
  return {
    code: 'source.permission-denied',
    message: `Your user may not read ${KERNEL_LOG_PATH}.`,
    remedy: `\`sudo chmod a+r ${KERNEL_LOG_PATH}\`, until the next start`,
  };
}

function missingProblem(): WireError {
  return {
    code: 'source.not-found',
    message: `There is no ${KERNEL_LOG_PATH} on this system.`,
    remedy:
      'Containers have none unless they are given it: `docker run --device /dev/kmsg --cap-add SYSLOG …`; elsewhere: `sudo mknod -m 644 /dev/kmsg c 1 11`',
  };
}

function brokenProblem(error: NodeJS.ErrnoException): WireError {
  return {
    code: 'source.failed',
    message: `Reading ${KERNEL_LOG_PATH} failed: ${error.message}`,
    remedy: 'Hydrant opens it again by itself and goes on where it was.',
    detail: { code: error.code ?? null },
  };
}
