import { delimiter, dirname } from 'node:path';
import { LauncherError } from './report.js';
import { runStep } from './run-step.js';

/** No step waits longer than this for a network that does not answer. */
export const NETWORK_LIMIT_MS = 15_000;

/** Of a wrong use npm tells its whole manual. */
const COMPLAINT_LINES = 12;

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * The environment of a set-up tool: the given Node first, so that whatever starts `node` gets that one.
 * @param {string} nodePath
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWithNode(nodePath) {
  const env = { ...process.env };
  // Windows spells it Path, and a copy of process.env is no longer blind to case.
  const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  env[pathKey] = `${dirname(nodePath)}${delimiter}${env[pathKey] ?? ''}`;
  return env;
}

/**
 * Runs npm. Asks first whether the registry answers at all, as npm itself would wait for minutes; where it does not, npm
 * is told to make do with what it has kept from before.
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {string} options.nodePath The Node that npm runs on.
 * @param {string} options.probe A package that is asked for, `name@version`.
 * @param {string} options.purpose What fails when npm fails.
 * @param {AbortSignal} options.signal
 * @returns {Promise<void>} Throws a LauncherError.
 */
export async function runNpm(args, { cwd, nodePath, probe, purpose, signal }) {
  const env = environmentWithNode(nodePath);
  const silence = await registrySilence(probe, { cwd, env, signal });
  const networkArgs = silence === undefined ? ['--prefer-offline', '--fetch-retries=1'] : ['--offline'];
  const result = await runStep(
    NPM,
    [...args, ...networkArgs, '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd,
      env,
      signal,
    },
  );
  if (result.ended === 'exited' && result.code === 0) return;
  if (silence !== undefined) {
    throw new LauncherError(
      `${purpose}: the npm registry does not answer (${silence}); connect and start again`,
    );
  }
  throw new LauncherError(
    `${purpose}: npm ${args[0]} failed; what it said is above`,
    complaintIn(result.output),
  );
}

/**
 * @param {string} probe
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 * @returns {Promise<string | undefined>} Why it does not answer; undefined when it does, be it with a refusal.
 */
async function registrySilence(probe, options) {
  const args = ['view', probe, 'version', '--fetch-retries=0', `--fetch-timeout=${NETWORK_LIMIT_MS}`];
  const result = await runStep(NPM, args, { ...options, timeLimitMs: NETWORK_LIMIT_MS });
  if (result.ended === 'not-started') {
    throw new LauncherError('npm is missing; it comes with Node.js: https://nodejs.org/en/download');
  }
  if (result.ended === 'timed-out') return `nothing within ${NETWORK_LIMIT_MS / 1_000} s`;
  if (result.code === 0) return undefined;
  const code = /npm (?:error|ERR!) code (\S+)/.exec(result.output)?.[1] ?? 'unknown error';
  return /^E[45]\d\d$/.test(code) ? undefined : code;
}

/**
 * @param {string} output
 * @returns {string} The lines in which npm says what is wrong.
 */
function complaintIn(output) {
  const lines = output.split('\n').filter((line) => /^npm (error|ERR!) \S/.test(line));
  return (
    lines.length > 0 ? lines.slice(0, COMPLAINT_LINES) : output.split('\n').slice(-COMPLAINT_LINES)
  ).join('\n');
}
