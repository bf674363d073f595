import { ToolRun } from '#core/listener/tool-run.ts';
import { MACOS_LOG, MACOS_LOG_ENVIRONMENT } from '#core/listener/macos/macos-log-command.ts';
import { classifyMacosFailure } from '#core/listener/macos/macos-problem.ts';
import type { MachineCheck } from './machine-check.ts';
import { bad, good } from './machine-check.ts';

const NAME = 'the log of macOS';
/** The least that shows whether the past can be read. */
const ONE_SECOND = ['show', '--style', 'ndjson', '--last', '1s'];

/** Whether this user may read the unified log. On other systems: nothing. */
export async function checkMacos(
  platform: NodeJS.Platform = process.platform,
  command: readonly string[] = MACOS_LOG,
): Promise<MachineCheck[]> {
  if (platform !== 'darwin') return [];
  const run = new ToolRun([...command, ...ONE_SECOND], () => true, MACOS_LOG_ENVIRONMENT);
  const outcome = await run.ended;
  if (outcome.exitCode === 0) return [good(NAME, 'can be read')];
  const { message, remedy } = classifyMacosFailure(outcome).problem;
  return [bad(NAME, message, remedy ?? null)];
}
