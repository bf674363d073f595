import { join } from 'node:path';
import { chooseCommand } from './choose-command.js';
import { prepareElectron } from './electron-runtime.js';
import { exitCodeOf, listenForInterruption } from './interruption.js';
import { Interrupted, LauncherError, say } from './report.js';
import { runCommand } from './run-command.js';
import { setUp } from './set-up.js';

/** A runtime whose system libraries are missing ends with this code. Source: ld.so, and POSIX sh for "cannot be run". */
const CANNOT_RUN = 127;

/**
 * `npm start` and `hydrant`: sets up what is missing, then starts the command.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code.
 */
export async function launch(checkout, args) {
  return reportFailure(async () => {
    const choice = chooseCommand(args);
    const start = await prepare(checkout, choice);
    if (process.env.HYDRANT_LAUNCHER_TIMING) say(`ready after ${Math.round(performance.now())} ms`);
    if (start.electronPath !== undefined) {
      const code = await runCommand(start.electronPath, [checkout.root, ...args]);
      if (code !== CANNOT_RUN) return code;
      say('opening in the browser: the desktop app lacks a library of the system (see above)');
    }
    const commandArgs = choice.kind === 'desktop' ? ['serve', '--open', ...args] : args;
    // The build starts in half the time of the source and with a quarter less memory; help and version need no build.
    const entry = choice.needsBuild ? ['out', 'main', 'headless.js'] : ['src', 'headless', 'index.ts'];
    return runCommand(start.nodePath, [
      // Node before 24.3 says of each start that running TypeScript is experimental.
      '--disable-warning=ExperimentalWarning',
      join(checkout.root, ...entry),
      ...commandArgs,
    ]);
  });
}

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @param {ReturnType<typeof chooseCommand>} choice
 * @returns {Promise<{ nodePath: string, electronPath?: string }>}
 */
async function prepare(checkout, choice) {
  const interruption = listenForInterruption();
  try {
    const { signal } = interruption;
    const nodePath = await setUp(checkout, { needsBuild: choice.needsBuild, signal });
    if (choice.kind !== 'desktop') return { nodePath };
    const runtime = await prepareElectron(checkout, nodePath, signal);
    if (runtime.kind === 'ready') return { nodePath, electronPath: runtime.path };
    say(`opening in the browser: ${runtime.reason}`);
    return { nodePath };
  } finally {
    interruption.stopListening();
  }
}

/**
 * Says in one line what kept the command from starting.
 * @param {() => Promise<number>} work
 * @returns {Promise<number>} The exit code.
 */
export async function reportFailure(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted) {
      say('interrupted; the next start goes on from here');
      return exitCodeOf(error.signal);
    }
    if (!(error instanceof LauncherError)) throw error;
    if (error.output !== '') process.stderr.write(`${error.output.trimEnd()}\n`);
    say(error.message);
    return 1;
  }
}
