import type { LogCheck } from '#contract/machine-check.ts';
import { MACOS_LOG_ENVIRONMENT, macosLogCommand } from '../listener/macos/macos-log-command.ts';
import { classifyMacosFailure } from '../listener/macos/macos-problem.ts';
import { askTool } from './ask-tool.ts';
import type { CheckedLog } from './log-check.ts';
import { closed, fine, settle } from './log-check.ts';

const MACOS: CheckedLog = { name: 'macOS log', source: 'macos' };
/** The least that shows whether the past can be read. */
const ONE_SECOND = ['show', '--style', 'ndjson', '--last', '1s'];

/** Whether this user may read the unified log. */
export async function checkMacos(
  signal: AbortSignal,
  platform: NodeJS.Platform = process.platform,
  command: readonly string[] = macosLogCommand(),
): Promise<LogCheck> {
  if (platform !== 'darwin') return fine(MACOS, 'absent', 'Only a Mac has it.');
  return await settle(MACOS, async () => {
    const environment = MACOS_LOG_ENVIRONMENT;
    const { outcome } = await askTool([...command, ...ONE_SECOND], signal, { environment });
    if (outcome.exitCode === 0) return fine(MACOS, 'all', 'Can be read.');
    return closed(MACOS, classifyMacosFailure(outcome).problem);
  });
}
