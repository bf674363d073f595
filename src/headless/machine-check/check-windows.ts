import { wevtutilCommand } from '#core/listener/windows/wevtutil-command.ts';
import {
  askWevtutil,
  describeWindowsChannel,
  listWindowsChannels,
} from '#core/listener/windows/windows-channels.ts';
import { classifyWindowsFailure } from '#core/listener/windows/windows-problem.ts';
import type { MachineCheck } from './machine-check.ts';
import { bad, good, limited } from './machine-check.ts';

const NAME = 'Windows’ event log';
/** Those that people ask for most; Security is closed to users without a right of its own. */
const CHECKED_CHANNELS = ['System', 'Application', 'Security'];

/** Whether wevtutil lists the channels, and which of the usual ones this user may read. On systems without wevtutil: nothing. */
export async function checkWindows(
  command: readonly string[] | undefined = wevtutilCommand(),
): Promise<MachineCheck[]> {
  if (command === undefined) return [];
  try {
    const channels = await listWindowsChannels(command);
    const known = CHECKED_CHANNELS.filter((channel) => channels.includes(channel));
    const ofChannels = await Promise.all(known.map((channel) => checkChannel(command, channel)));
    return [good(NAME, `wevtutil knows ${String(channels.length)} channels`), ...ofChannels];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [bad(NAME, message, 'Look whether the service "Windows Event Log" runs: sc query EventLog')];
  }
}

async function checkChannel(command: readonly string[], channel: string): Promise<MachineCheck> {
  const name = `channel ${channel}`;
  const { outcome } = await askWevtutil(command, ['qe', channel, '/c:1', '/f:XML']);
  if (outcome.exitCode !== 0) {
    const { message, remedy } = classifyWindowsFailure(channel, outcome).problem;
    return limited(name, message, remedy ?? null);
  }
  const { isEnabled } = await describeWindowsChannel(command, channel);
  return isEnabled === false
    ? limited(name, 'disabled', `wevtutil sl "${channel}" /e:true`)
    : good(name, 'can be read');
}
