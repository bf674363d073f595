import type { OpenKernelLog, OpenKernelLogDevice } from '#core/listener/kernel/kernel-log-device.ts';

/** What a read of the double gives: a record, `overrun` (EPIPE), or how else it fails. */
export type ScriptedRead = string | NodeJS.ErrnoException;

/**
 * Stands where /dev/kmsg stands, for what no machine does on demand: overruns, failures, another boot. It replays records as a kernel
 * printed them. Like the real one it begins with its oldest record at each opening and is empty behind its newest.
 */
export class KernelLogDouble {
  /** What the ring holds, and what is read in between. */
  readonly reads: ScriptedRead[];
  /** Each opening takes the first of these and fails with it. */
  readonly openFailures: Error[] = [];
  openings = 0;
  closings = 0;

  constructor(reads: readonly ScriptedRead[] = []) {
    this.reads = [...reads];
  }

  readonly open: OpenKernelLogDevice = (): OpenKernelLog => {
    const failure = this.openFailures.shift();
    if (failure !== undefined) throw failure;
    this.openings += 1;
    let next = 0;
    return {
      readRecord: (buffer, offset) => {
        const read = this.reads[next];
        if (read === undefined) return 'empty';
        next += 1;
        if (read === 'overrun') return 'overrun';
        if (typeof read === 'string') return buffer.write(read, offset, 'latin1');
        // It fails once.
        this.reads.splice(next - 1, 1);
        throw read;
      },
      [Symbol.dispose]: () => {
        this.closings += 1;
      },
    };
  };
}

/** An error as a system call gives it. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: scripted, read`), { code });
}
