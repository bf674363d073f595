import type { LogCheck } from '#contract/machine-check.ts';
import type { SourceCounters } from '#contract/status.ts';

/** Sources and how well they are captured. */
export const sourcesView = {
  sources: {
    title: 'Sources',
    store: (entries: string, size: string) => `${entries} entries, ${size}, in`,
    states: {
      starting: 'Starting',
      'catching-up': 'Catching up',
      following: 'Following',
      waiting: 'Waiting',
      restarting: 'Restarting',
      failed: 'Failed',
      finished: 'Finished',
      paused: 'Paused',
      stopped: 'Stopped',
    },
    received: 'received',
    terms: {
      stored: 'stored',
      quarantined: 'quarantined',
      dropped: 'dropped by rule',
      duplicates: 'known already',
      inFlight: 'in flight',
    } satisfies Record<Exclude<keyof SourceCounters, 'received'>, string>,
    balanced: 'Every entry is accounted for',
    unbalanced: (count: string) => `${count} unaccounted for: this is a bug`,
    rate: 'Rate',
    lag: 'Lag',
    restarts: 'Restarts',
    gaps: 'Gaps',
    oldest: 'Oldest entry',
    newest: 'Newest entry',
    queue: (name: string) => `Queue ${name}`,
    depth: (entries: string, capacity: string, bytes: string, capacityBytes: string) =>
      `${entries} of ${capacity} entries · ${bytes} of ${capacityBytes}`,
  },

  /** What this user may read of the machine's logs. */
  logAccess: {
    title: 'What this user may read',
    explanation: 'Of the logs of the machine that Hydrant runs on.',
    testedAt: (user: string, time: string) => `Tested as ${user}, ${time}.`,
    testAgain: 'Test again',
    testing: 'Testing…',
    tested: (all: string, part: string, none: string) =>
      `Tested: ${all} readable, ${part} in part, ${none} not readable`,
    access: {
      all: 'All of it',
      part: 'A part of it',
      none: 'Nothing of it',
      absent: 'Not on this system',
    } satisfies Record<LogCheck['access'], string>,
    captured: 'Captured',
    notCaptured: 'Not captured; as a source:',
    absent: (names: string) => `Not on this system: ${names}`,
  },
};
