/**
 * Where a record stands in the kernel's log: the kernel counts records from each start of the machine on. Written like journald's
 * cursors, `kmsg=<boot id>;i=<sequence number>;m=<monotonic>;t=<realtime>;x=<check>`, the id as 32 and the check as 16 hexadecimal
 * digits, the other numbers decimal.
 */
export interface KernelPosition {
  /** Of the machine's run, 32 hexadecimal digits. */
  bootId: string;
  sequence: number;
  /** Microseconds since the start of the machine. */
  monotonicUs: number;
  /** As it was worked out when the record was read, microseconds since 1970. */
  timeUnixUs: number;
  /** Two sums of the record's bytes, signed 32-bit numbers: a machine that is put back to a snapshot counts on with other records. */
  checkLow: number;
  checkHigh: number;
}

/** What the keys of the streams of kernel logs begin with, in the store's dictionary of streams. */
const STREAM_PREFIX = 'kmsg=';
const SHAPE = /^kmsg=([0-9a-f]{32});i=(\d{1,16});m=(\d{1,16});t=(\d{1,16});x=([0-9a-f]{8})([0-9a-f]{8})$/;

/** Whether a stream of the store is the kernel's log in one run of a machine. */
export function isKernelStream(streamKey: string): boolean {
  return streamKey.startsWith(STREAM_PREFIX);
}

export function kernelStreamKey(bootId: string): string {
  return STREAM_PREFIX + bootId;
}

export function bootIdOfStream(streamKey: string): string {
  return streamKey.slice(STREAM_PREFIX.length);
}

export function formatKernelPosition(position: KernelPosition): string {
  const { bootId, sequence, monotonicUs, timeUnixUs, checkLow, checkHigh } = position;
  return `${kernelStreamKey(bootId)};i=${String(sequence)};m=${String(monotonicUs)};t=${String(timeUnixUs)};x=${hex(checkHigh)}${hex(checkLow)}`;
}

/** Reads what `formatKernelPosition` wrote; undefined for anything else. */
export function parseKernelPosition(text: string): KernelPosition | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, bootId = '', sequence = '', monotonic = '', time = '', high = '', low = ''] = match;
  return {
    bootId,
    sequence: Number(sequence),
    monotonicUs: Number(monotonic),
    timeUnixUs: Number(time),
    checkLow: Number.parseInt(low, 16) | 0,
    checkHigh: Number.parseInt(high, 16) | 0,
  };
}

function hex(check: number): string {
  return (check >>> 0).toString(16).padStart(8, '0');
}
