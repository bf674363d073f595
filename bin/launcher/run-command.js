import { spawn } from 'node:child_process';
import { exitCodeOf } from './interruption.js';

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']);

/**
 * Runs the command in the launcher's place: same terminal, same streams, and every signal goes to it.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} Its exit code, or 128 and the signal's number when a signal ended it, as a shell would say.
 */
export async function runCommand(file, args, options = {}) {
  const child = spawn(file, args, { ...options, stdio: 'inherit' });
  const handlers = FORWARDED.filter((name) => process.platform !== 'win32' || name !== 'SIGUSR2').map(
    (name) => {
      const handler = () => {
        // A terminal sends its Ctrl+C to the whole foreground group: the command has it already, and may take a second one
        // for impatience.
        if (name === 'SIGINT' && isOnTerminal()) return;
        child.kill(name);
      };
      process.on(name, handler);
      return { name, handler };
    },
  );
  try {
    const [code, signal] = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...ended) => resolve(ended));
    });
    return code ?? exitCodeOf(signal);
  } finally {
    for (const { name, handler } of handlers) process.off(name, handler);
  }
}

function isOnTerminal() {
  return Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
}
