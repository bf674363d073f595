import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { AppError } from '#contract/errors.ts';

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
 * @throws AppError `source.failed` where the boot's id cannot be read.
 */
export function readKernelBoot(): KernelBoot {
  bootId ??= readBootId();
  return { bootId, host: hostname(), startUnixUs: readStart() };
}

function readBootId(): string {
  try {
    return readFileSync(BOOT_ID_PATH, 'latin1').trim().replaceAll('-', '');
  } catch (cause) {
    throw new AppError('source.failed', `The id of this boot cannot be read from ${BOOT_ID_PATH}.`, {
      remedy: 'sudo mount -t proc proc /proc',
      cause,
    });
  }
}

/** Two clocks are not read at one moment. Nearer than this is near enough, microseconds. */
const CLOSE_READINGS_US = 50;
const MAX_READINGS = 8;

/** When the machine was started, by the wall clock as it goes now, microseconds since 1970. */
function readStart(): number {
  let startUnixUs = 0;
  let closestUs = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < MAX_READINGS && closestUs > CLOSE_READINGS_US; reading += 1) {
    const beforeUs = monotonicUs();
    const nowUnixMs = Date.now();
    const betweenUs = monotonicUs() - beforeUs;
    if (betweenUs >= closestUs) continue;
    closestUs = betweenUs;
    startUnixUs = nowUnixMs * 1000 - beforeUs;
  }
  return startUnixUs;
}

function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/**
 * Two readings of `startUnixUs` that are nearer to each other are the same: they differ by their resolution. The machine slept or its clock was set when they are further apart.
 */
const SAME_START_US = 20_000;

export function isSameBoot(one: KernelBoot, other: KernelBoot): boolean {
  return (
    one.bootId === other.bootId &&
    one.host === other.host &&
    Math.abs(one.startUnixUs - other.startUnixUs) < SAME_START_US
  );
}
