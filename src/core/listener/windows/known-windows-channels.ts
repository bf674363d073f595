import { AppError } from '#contract/errors.ts';
import { wevtutilCommand } from './wevtutil-command.ts';
import { listWindowsChannels } from './windows-channels.ts';
import { noToolProblem } from './windows-problem.ts';

/**
 * The channels of this computer's event log, for whoever chooses one.
 * @param command - wevtutil, or what stands for it; undefined: this system has none.
 * @throws AppError `source.tool-missing` on another system, `source.failed` when they cannot be listed.
 */
export async function knownWindowsChannels(
  command: readonly string[] | undefined = wevtutilCommand(),
): Promise<string[]> {
  if (command === undefined) throw AppError.fromWire(noToolProblem());
  try {
    return await listWindowsChannels(command);
  } catch (error) {
    throw new AppError('source.failed', 'Windows does not list its channels.', {
      remedy: 'Type the names of channels as the Event Viewer shows them.',
      cause: error,
    });
  }
}
