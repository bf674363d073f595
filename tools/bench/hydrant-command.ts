import { fileURLToPath } from 'node:url';
import type { BenchOptions } from './bench-options.ts';

/** The command line that starts Hydrant's own command line, on the Node that runs the benchmark. */
export function hydrantCommand(
  options: Pick<BenchOptions, 'isFromSource'>,
  ...commandArguments: readonly string[]
): string[] {
  const entryPoint = options.isFromSource ? '../../src/headless/index.ts' : '../../out/main/headless.js';
  return [process.execPath, fileURLToPath(new URL(entryPoint, import.meta.url)), ...commandArguments];
}
