import { accessSync, constants, writeFileSync } from 'node:fs';
import { KERNEL_LOG_PATH, openKernelLogDevice } from '#core/listener/kernel/kernel-log-device.ts';

/** Whether this machine lets tests read and write its kernel's log. Says on standard error why it does not. */
export function hasKernelLog(): boolean {
  try {
    accessSync(KERNEL_LOG_PATH, constants.W_OK);
    openKernelLogDevice()[Symbol.dispose]();
    return true;
  } catch (error) {
    console.warn(`Not tested on the real kernel’s log: ${String(error)}`);
    return false;
  }
}

/**
 * Writes one record, which begins with `<prefix>`. Each write opens the device anew: the kernel takes ten records in five seconds from one
 * opening. Without a line end a record stays unreadable until the next one comes, as it might be continued.
 */
export function logToKernel(prefix: number, text: string | Buffer): void {
  const line = Buffer.concat([Buffer.from(`<${String(prefix)}>`), Buffer.from(text), Buffer.from('\n')]);
  writeFileSync(KERNEL_LOG_PATH, line, { flag: 'a' });
}
