import { fileURLToPath } from 'node:url';

/** The command line that starts Hydrant's own command line from its source, on the Node that runs the benchmark. */
export function hydrantCommand(...commandArguments: readonly string[]): string[] {
  const entryPoint = fileURLToPath(new URL('../../src/headless/index.ts', import.meta.url));
  return [process.execPath, entryPoint, ...commandArguments];
}
