import type { SourceTarget } from './source-target.ts';

/**
 * Whether what a source logs is kept somewhere until it is read, so that a listener that was away finds it. What is sent over the network or through a pipe is not; of the kernel's ring it is as
 * long as the ring is not overwritten, and its parser knows when it was.
 */
export function keepsEntries(target: SourceTarget): boolean {
  return target.kind !== 'syslog' && target.kind !== 'standard-input';
}
