import { AppError } from '#contract/errors.ts';
import type { LogCheck } from '#contract/machine-check.ts';
import { wevtutilCommand } from '../listener/windows/wevtutil-command.ts';
import { askWevtutil, describeWindowsChannel } from '../listener/windows/windows-channels.ts';
import { classifyWindowsFailure, disabledProblem } from '../listener/windows/windows-problem.ts';
import type { CheckedLog } from './log-check.ts';
import { closed, fine, settle } from './log-check.ts';

/** Those that people ask for most; Security is closed to users without a right of its own. */
const CHECKED_CHANNELS = ['System', 'Application', 'Security'];
const SERVICE_REMEDY = 'Look whether the service "Windows Event Log" runs: `sc query EventLog`';

/** Which of the usual channels this user may read. */
export async function checkWindows(
  signal: AbortSignal,
  command: readonly string[] | undefined = wevtutilCommand(),
): Promise<LogCheck[]> {
  if (command === undefined)
    return [fine({ name: 'Windows event log', source: 'windows' }, 'absent', 'Only Windows has it.')];
  return await Promise.all(
    CHECKED_CHANNELS.map(async (channel) => {
      const log = { name: `Windows channel ${channel}`, source: `windows:${channel}` };
      return await settle(log, () => checkChannel(log, channel, command, signal));
    }),
  );
}

async function checkChannel(
  log: CheckedLog,
  channel: string,
  command: readonly string[],
  signal: AbortSignal,
): Promise<LogCheck> {
  const { outcome } = await askWevtutil(command, ['qe', channel, '/c:1', '/f:XML'], signal);
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  if (outcome.exitCode !== 0) {
    const { kind, problem } = classifyWindowsFailure(channel, outcome);
    if (kind === 'broken') return closed(log, { message: problem.message, remedy: SERVICE_REMEDY });
    return closed(log, problem, problem.code === 'source.not-found' ? 'absent' : 'none');
  }
  const { isEnabled } = await describeWindowsChannel(command, channel, signal);
  return isEnabled === false ? closed(log, disabledProblem(channel)) : fine(log, 'all', 'Can be read.');
}
