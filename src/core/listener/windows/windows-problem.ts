import type { WireError } from '#contract/errors.ts';
import { describeEnd } from '../journal-problem.ts';
import type { RunOutcome } from '../journalctl-run.ts';

/** Win32 error codes that wevtutil exits with. Source: System Error Codes; its wording depends on the language of Windows. */
const ACCESS_DENIED = 5;
const CHANNEL_NOT_FOUND = 15_007;

/** `waits`: somebody has to do something; else it is tried again. */
export interface WindowsFailure {
  waits: boolean;
  problem: WireError;
}

/** Why a run of wevtutil ended other than well. */
export function classifyWindowsFailure(channel: string, outcome: RunOutcome): WindowsFailure {
  const { complaint, exitCode, startError } = outcome;
  const detail = { exitCode, stderr: complaint };
  if (startError?.code === 'ENOENT') {
    return waiting({
      code: 'source.tool-missing',
      message: 'There is no program wevtutil on this system: the source windows is the event log of Windows.',
      remedy: 'Choose another source; hydrant doctor tells what this machine has.',
    });
  }
  if (exitCode === ACCESS_DENIED || /Access is denied/i.test(complaint)) {
    return waiting({
      code: 'source.permission-denied',
      message: `Your account may not read the channel ${channel}.`,
      remedy:
        'As an administrator: net localgroup "Event Log Readers" "%USERNAME%" /add, then sign out and in again; or run Hydrant as administrator.',
      detail,
    });
  }
  if (exitCode === CHANNEL_NOT_FOUND || /specified channel could not be found/i.test(complaint)) {
    return waiting({
      code: 'source.not-found',
      message: `There is no channel ${channel}.`,
      remedy: 'wevtutil el lists the channels of this computer.',
      detail,
    });
  }
  const [why = ''] = complaint.split('\n');
  return {
    waits: false,
    problem: {
      code: 'source.failed',
      message: `wevtutil ended (${describeEnd(outcome)}) while reading ${channel}${why === '' ? '' : `: ${why}`}`,
      remedy: 'Hydrant starts it again by itself and continues where it ended.',
      detail,
    },
  };
}

function waiting(problem: WireError): WindowsFailure {
  return { waits: true, problem };
}
