import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What the records of the kernel's log do not say themselves. */
export interface KernelBoot {
  /** Of the machine's run from one start to the next: 32 hexadecimal digits, as journald writes it. */
  bootId: string;
  host: string;
  /** What to add to a record's timestamp: microseconds since 1970. */
  startUnixUs: number;
}

const BOOT_ID_PATH = '/proc/sys/kernel/random/boot_id';
/** Read once: no process outlives its boot. */
let bootId: string | undefined;

/**
 * The machine's run as it looks now. The kernel stamps its records with a clock that, like CLOCK_MONOTONIC, stands still while the
 * machine sleeps; `process.hrtime` reads CLOCK_MONOTONIC (libuv). Their difference to the wall clock is therefore right for what is
 * logged now, whatever the machine slept or its clock was set before. Resolution: 1 ms, that of `Date.now`.
 * @throws what reading /proc throws.
 */
export function readKernelBoot(): KernelBoot {
  bootId ??= readFileSync(BOOT_ID_PATH, 'latin1').trim().replaceAll('-', '');
  const monotonicUs = Number(process.hrtime.bigint() / 1000n);
  return { bootId, host: hostname(), startUnixUs: Date.now() * 1000 - monotonicUs };
}

/**
 * Two readings of `startUnixUs` that are nearer to each other are the same: they differ by their resolution and by what lies between the
 * two clocks' readings. The machine slept or its clock was set when they are further apart.
 */
const SAME_START_US = 20_000;

export function isSameBoot(one: KernelBoot, other: KernelBoot): boolean {
  return (
    one.bootId === other.bootId &&
    one.host === other.host &&
    Math.abs(one.startUnixUs - other.startUnixUs) < SAME_START_US
  );
}
