import { spawn, spawnSync } from 'node:child_process';

/** How much of a tool's output is kept to be shown when it fails. */
const OUTPUT_TAIL_LENGTH = 64_000;
/** How long a tool may take to end when asked, before it is ended by force. */
const GRACE_MS = 3_000;
const PROGRESS_INTERVAL_MS = 500;

/**
 * @typedef {object} StepResult
 * @property {'exited' | 'timed-out' | 'not-started'} ended
 * @property {number | null} code Exit code; null unless it exited by itself.
 * @property {string} output The end of what it printed, stdout and stderr mixed.
 */

/**
 * Runs one tool of the set-up, silently, in a process group of its own, so that nothing of it outlives the launcher.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} options.signal When it aborts, the whole group is ended and the call rejects with its reason.
 * @param {number} [options.timeLimitMs] The group is ended after this time.
 * @param {number} [options.stallLimitMs] The group is ended when `progress` has not changed for this long.
 * @param {() => number} [options.progress] Any number that changes while the tool gets on.
 * @returns {Promise<StepResult>}
 */
export async function runStep(file, args, options) {
  options.signal.throwIfAborted();
  const isWindows = process.platform === 'win32';
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    windowsHide: true,
    // npm is a .cmd file there, which Windows starts through its shell only. No argument comes from outside.
    shell: isWindows && !file.endsWith('.exe'),
  });
  let output = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString('utf8')).slice(-OUTPUT_TAIL_LENGTH);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);

  /** @type {NodeJS.Timeout | undefined} */
  let forceTimer;
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    endGroup(child, 'SIGTERM');
    forceTimer = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS);
  };
  let hasTimedOut = false;
  const watch = watchLimits(options, () => {
    hasTimedOut = true;
    end();
  });
  options.signal.addEventListener('abort', end, { once: true });
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    options.signal.throwIfAborted();
    return { ended: hasTimedOut ? 'timed-out' : 'exited', code, output };
  } catch (error) {
    options.signal.throwIfAborted();
    return { ended: 'not-started', code: null, output: error instanceof Error ? error.message : '' };
  } finally {
    // What the tool left running in its group goes with it.
    if (isEnding) endGroup(child, 'SIGKILL');
    clearTimeout(forceTimer);
    clearInterval(watch);
    options.signal.removeEventListener('abort', end);
  }
}

/**
 * @param {{ timeLimitMs?: number, stallLimitMs?: number, progress?: () => number }} limits
 * @param {() => void} onExceeded
 */
function watchLimits(limits, onExceeded) {
  const { timeLimitMs = Infinity, stallLimitMs = Infinity, progress = () => 0 } = limits;
  const startedAtMs = performance.now();
  let lastProgress = progress();
  let lastProgressAtMs = startedAtMs;
  return setInterval(() => {
    const nowMs = performance.now();
    const current = progress();
    if (current !== lastProgress) {
      lastProgress = current;
      lastProgressAtMs = nowMs;
    }
    if (nowMs - startedAtMs > timeLimitMs || nowMs - lastProgressAtMs > stallLimitMs) onExceeded();
  }, PROGRESS_INTERVAL_MS);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: it is gone already. EPERM: what is left of the group belongs to nobody here (macOS says so of zombies).
    if (!isErrorWithCode(error, 'ESRCH') && !isErrorWithCode(error, 'EPERM')) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
export function isErrorWithCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
