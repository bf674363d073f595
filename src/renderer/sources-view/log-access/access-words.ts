import type { LogCheck } from '#contract/machine-check.ts';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';

/** The checks by what the user has to do about them, each kind in the engine's order. */
export interface SortedLogs {
  /** What something can or must be done about, the worst first. */
  lacking: LogCheck[];
  readable: LogCheck[];
  /** Other systems' logs. */
  absent: LogCheck[];
}

const WORST_FIRST: readonly LogCheck['access'][] = ['none', 'part', 'absent', 'all'];

export function sortLogs(logs: readonly LogCheck[]): SortedLogs {
  const isLacking = ({ access, remedy }: LogCheck): boolean =>
    remedy !== null || access === 'none' || access === 'part';
  const others = logs.filter((log) => !isLacking(log));
  return {
    lacking: WORST_FIRST.flatMap((access) => logs.filter((log) => isLacking(log) && log.access === access)),
    readable: others.filter(({ access }) => access === 'all'),
    absent: others.filter(({ access }) => access === 'absent'),
  };
}

/** What came out of a test, in a sentence. */
export function accessWords(logs: readonly LogCheck[]): string {
  const count = (wanted: LogCheck['access']): string =>
    formatCount(logs.filter(({ access }) => access === wanted).length);
  return texts.logAccess.tested(count('all'), count('part'), count('none'));
}
