import type { WireError } from '#contract/errors.ts';
import { accountName } from '../user-name.ts';
import type { WevtutilOutcome } from './wevtutil-run.ts';

/** `closed`: the user has to mend it; `broken`: another try may do. */
export interface WindowsFailure {
  kind: 'closed' | 'broken';
  problem: WireError;
}

/** ERROR_ACCESS_DENIED of winerror.h. */
const ACCESS_DENIED = 5;
/** ERROR_EVT_CHANNEL_NOT_FOUND of winerror.h. */
const CHANNEL_NOT_FOUND = 15_007;

/** Why wevtutil could not read this channel. Codes first: the tool's words are of the system's language. */
export function classifyWindowsFailure(channel: string, outcome: WevtutilOutcome): WindowsFailure {
  const { exitCode, startError, complaint } = outcome;
  if (startError?.code === 'ENOENT') return { kind: 'closed', problem: noToolProblem() };
  if (exitCode === ACCESS_DENIED || /access is denied/i.test(complaint)) {
    return { kind: 'closed', problem: deniedProblem(channel) };
  }
  if (exitCode === CHANNEL_NOT_FOUND || /channel could not be found/i.test(complaint)) {
    return { kind: 'closed', problem: missingProblem(channel) };
  }
  return { kind: 'broken', problem: brokenProblem(channel, outcome) };
}

/** There is no wevtutil: this is no Windows. */
export function noToolProblem(): WireError {
  return {
    code: 'source.tool-missing',
    message: 'Windows’ event log is read with wevtutil, which only Windows has.',
    remedy: 'On this system use `journal`, `kernel` or `file:PATH`; exported events open as a file.',
  };
}

function deniedProblem(channel: string): WireError {
  return {
    code: 'source.permission-denied',
    message: `Your user may not read the channel ${channel}.`,
    remedy: readersRemedy(),
  };
}

/**
 * The account by its name and not as `%USERNAME%`: an administrator's terminal would put its own there. The group's name is translated
 * with Windows, its SID is not. Source: Well-known SIDs of Microsoft's documents (BUILTIN\Event Log Readers).
 */
function readersRemedy(account: string = accountName()): string {
  const byName = `net localgroup "Event Log Readers" "${account}" /add`;
  const bySid = `powershell -Command "Add-LocalGroupMember -SID S-1-5-32-573 -Member '${account}'"`;
  return `In a terminal that runs as administrator: \`${byName}\`, or where Windows speaks another language than English: \`${bySid}\`, then sign out and in again. Or start Hydrant with "Run as administrator".`;
}

function missingProblem(channel: string): WireError {
  return {
    code: 'source.not-found',
    message: `Windows has no channel ${channel}.`,
    remedy: 'To see the channels of this machine: `wevtutil el`',
  };
}

export function disabledProblem(channel: string): WireError {
  return {
    code: 'source.empty',
    message: `The channel ${channel} is disabled, so nothing is logged there.`,
    remedy: `In a terminal that runs as administrator: \`wevtutil sl "${channel}" /e:true\``,
  };
}

export function hangingProblem(channel: string, deadlineMs: number): WireError {
  return {
    code: 'source.failed',
    message: `wevtutil printed nothing for ${String(deadlineMs / 1000)} s while reading the channel ${channel}.`,
    remedy: 'Hydrant ended it, starts it again by itself and continues where it ended.',
  };
}

function brokenProblem(
  channel: string,
  { exitCode, signal, complaint, startError }: WevtutilOutcome,
): WireError {
  const end = startError?.message ?? (signal === null ? `exit ${String(exitCode)}` : `signal ${signal}`);
  return {
    code: 'source.failed',
    message: `wevtutil ended (${end}) while reading the channel ${channel}${complaint === '' ? '.' : `: ${complaint.split('\n')[0] ?? ''}`}`,
    remedy: 'Hydrant starts it again by itself and continues where it ended.',
    detail: { exitCode, signal, stderr: complaint },
  };
}
