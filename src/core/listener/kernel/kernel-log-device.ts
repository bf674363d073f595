import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';

/** The kernel's log, opened: reading begins at its oldest record. */
export interface OpenKernelLog extends Disposable {
  /**
   * Reads the next record into `buffer` from `offset` on; MAX_RECORD_BYTES have to be free there. Never waits.
   * @returns its size in bytes; `empty`: there is none now; `overrun`: records were overwritten before they were read, and reading goes
   * on with the oldest there is.
   * @throws what read(2) fails with otherwise.
   */
  readRecord(buffer: Buffer, offset: number): number | 'empty' | 'overrun';
}

/** Opens the kernel's log. @throws what open(2) fails with, or an AppError when it is something else. */
export type OpenKernelLogDevice = () => OpenKernelLog;

export const KERNEL_LOG_PATH = '/dev/kmsg';
/**
 * More than the kernel ever prints: 2 KiB, 8 KiB before 6.3 (CONSOLE_EXT_LOG_MAX, PRINTK_MESSAGE_MAX). To a smaller buffer than the record it
 * answers EINVAL, and skips the record.
 */
export const MAX_RECORD_BYTES = 16 * 1024;
/** Character device 1, 11 in Linux' encoding of device numbers. Source: Documentation/admin-guide/devices.txt. */
const KERNEL_LOG_DEVICE = 0x10b;

/**
 * Opens /dev/kmsg for reading without waiting.
 * @throws AppError `source.invalid` when what stands there is not the kernel's log: containers have a console, a pipe or /dev/null in its place.
 */
export function openKernelLogDevice(path: string = KERNEL_LOG_PATH): OpenKernelLog {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  const stats = fstatSync(descriptor);
  if (!stats.isCharacterDevice() || stats.rdev !== KERNEL_LOG_DEVICE) {
    closeSync(descriptor);
    throw new AppError('source.invalid', `${path} is not the kernel’s log on this system.`, {
      remedy:
        'Containers often have something else in its place. Run Hydrant outside the container, or give the container the device: `docker run --device /dev/kmsg --cap-add SYSLOG …`',
    });
  }
  return {
    readRecord: (buffer, offset) => readRecord(descriptor, buffer, offset),
    [Symbol.dispose]: () => closeSync(descriptor),
  };
}

function readRecord(descriptor: number, buffer: Buffer, offset: number): number | 'empty' | 'overrun' {
  for (;;) {
    try {
      return readSync(descriptor, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') return 'empty';
      if (code === 'EPIPE') return 'overrun';
      if (code !== 'EINTR') throw error;
    }
  }
}
