import type { WireError } from '#contract/errors.ts';
import { describeEnd } from '../journal/journal-problem.ts';
import { userName } from '../user-name.ts';
import type { RunOutcome } from '../tool-run.ts';

/** `waits`: somebody has to do something; else the tool is started again. */
export interface MacosFailure {
  waits: boolean;
  problem: WireError;
}

/** A gap's reason. */
export const CUT_SHORT =
  'log show did not print all that macOS holds, and said no error, also when it was asked again: entries may be missing.';

/** Why a run of `log` ended other than well. The wording is Apple's and may change: what is not known is told as it stands. */
export function classifyMacosFailure(outcome: RunOutcome & { isWhole?: boolean }): MacosFailure {
  const { complaint, startError } = outcome;
  if (startError?.code === 'ENOENT') {
    return {
      waits: true,
      problem: {
        code: 'source.tool-missing',
        message: 'There is no program /usr/bin/log on this system: the source macos is the log of macOS.',
        remedy: 'Choose another source; hydrant doctor tells what this machine has.',
      },
    };
  }
  if (/Operation not permitted|Must be (?:admin|root)|not permitted/i.test(complaint)) {
    return {
      waits: true,
      problem: {
        code: 'source.permission-denied',
        message: 'Your account may not read the log of macOS.',
        remedy: administratorRemedy(),
        detail: { stderr: complaint },
      },
    };
  }
  // EX_USAGE of sysexits(3).
  if (outcome.exitCode === 64) {
    return {
      waits: true,
      problem: {
        code: 'source.failed',
        message: `The log command of this macOS does not know what Hydrant asks of it: ${complaint}`,
        remedy: 'Hydrant needs --style ndjson, which macOS has since 10.15.',
        detail: { exitCode: 64, stderr: complaint },
      },
    };
  }
  if (outcome.exitCode === 0 && outcome.isWhole === false) {
    return {
      waits: false,
      problem: {
        code: 'source.failed',
        message: 'log show ended before it had printed all that macOS holds.',
        remedy: 'Hydrant reads it again by itself.',
        detail: { exitCode: 0, stderr: complaint },
      },
    };
  }
  const [why = ''] = complaint.split('\n').slice(-1);
  return {
    waits: false,
    problem: {
      code: 'source.failed',
      message: `log ended (${describeEnd(outcome)})${why === '' ? '' : `: ${why}`}`,
      remedy: 'Hydrant starts it again by itself and reads what was logged meanwhile.',
      detail: { exitCode: outcome.exitCode, signal: outcome.signal, stderr: complaint },
    },
  };
}

/** The user by name: whoever is no administrator has no sudo on a Mac, and in an administrator's terminal `$USER` is another. Source: dseditgroup(8). */
function administratorRemedy(user: string = userName()): string {
  return `An administrator of this Mac runs: \`sudo dseditgroup -o edit -a "${user}" -t user admin\`, or opens System Settings > Users & Groups, presses the info button beside ${user} and turns on "Allow this user to administer this computer". Then log out and in again.`;
}
