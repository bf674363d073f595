import { spawnSync } from 'node:child_process';
import type { ToolName } from '../journal/require-tool.ts';
import { requireTool } from '../journal/require-tool.ts';

const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** What a program prints that is given `input`. Throws when it complains. */
export function runReader(
  tool: ToolName,
  commandArguments: readonly string[],
  input: string | Buffer,
): string {
  const { status, stdout, stderr } = spawnSync(requireTool(tool), commandArguments, {
    input,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') throw new Error(`${tool} could not read the file: ${stderr}`);
  return stdout;
}
