import { setPriority } from 'node:os';

/** Positive: kinder to others. Source: setpriority(2). */
const NICENESS = 10;

/**
 * Lets this thread step back where processors are scarce: what captures and what is shown go first. Only on Linux, where a thread has a
 * priority of its own; elsewhere the whole process would step back, and nothing is done.
 */
export function lowerPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    // 0 is the calling thread. Source: setpriority(2), "C library/kernel differences"; the threads beside it keep theirs.
    setPriority(0, NICENESS);
  } catch {
    // Not allowed in this container: then all threads are equal, as before.
  }
}
