import type { MissedAnchor } from '../source-parser.ts';
import type { KernelPosition } from './kernel-position.ts';

/**
 * What of the kernel's log is lost between the last record that was read and the next one there is. undefined: nothing.
 * The kernel numbers its records without holes, so within one run of the machine the number of lost ones is exact.
 * @param rejectedBetween - Records between the two that came but could not be read.
 */
export function kernelGap(
  last: KernelPosition,
  next: KernelPosition,
  rejectedBetween = 0,
): MissedAnchor | undefined {
  // The wall clock may have been set back in between.
  const untilUnixUs = Math.max(last.timeUnixUs, next.timeUnixUs);
  const interval = { fromUnixUs: last.timeUnixUs, untilUnixUs };
  if (last.bootId !== next.bootId) {
    const overwritten =
      next.sequence === 0
        ? ''
        : ` The first ${String(next.sequence)} records of the new run were overwritten before Hydrant could read them.`;
    return {
      ...interval,
      reason: `The machine was started again. What the kernel logged before that and after the last record read is gone: its log is in memory only.${overwritten}`,
    };
  }
  if (next.sequence <= last.sequence) {
    return {
      ...interval,
      reason:
        'The kernel’s log does not go on where it was read to, though the machine was not started again: it may have been put back to a snapshot.',
    };
  }
  const lostEntries = next.sequence - last.sequence - 1 - rejectedBetween;
  if (lostEntries <= 0) return undefined;
  return {
    ...interval,
    lostEntries,
    reason: `The kernel overwrote ${String(lostEntries)} ${lostEntries === 1 ? 'record' : 'records'} before Hydrant could read them: its log is a ring of fixed size.`,
  };
}
