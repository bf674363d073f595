import { mkdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readJsonFile } from './json-file.js';
import { LauncherError, say } from './report.js';
import { isErrorWithCode } from './run-step.js';

const POLL_MS = 150;
const HEARTBEAT_MS = 5_000;
/** A lock of another machine or container, whose processes cannot be seen, counts as left behind after this long. */
const SILENT_HOLDER_MS = 60_000;

/**
 * Waits until no other launcher sets this checkout up, then keeps others out. A lock whose holder is gone is taken over.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {AbortSignal} signal
 * @returns {Promise<{ release: () => void }>}
 */
export async function acquireSetupLock(checkout, signal) {
  const path = join(checkout.cacheDir, 'setup.lock');
  let hasSaidSo = false;
  for (;;) {
    signal.throwIfAborted();
    if (tryCreate(path)) break;
    const holder = readJsonFile(path);
    if (isLeftBehind(path, holder)) {
      breakLock(path);
      continue;
    }
    if (!hasSaidSo && holder !== undefined) {
      say(`waiting for another start to finish its set-up (process ${holder.pid})`);
      hasSaidSo = true;
    }
    // An abort ends the wait; the loop's first line then reports it with its own reason.
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  const heartbeat = setInterval(() => utimesSync(path, new Date(), new Date()), HEARTBEAT_MS);
  return {
    release() {
      clearInterval(heartbeat);
      unlinkIfThere(path);
    },
  };
}

/** @param {string} path */
function tryCreate(path) {
  const content = { pid: process.pid, host: hostname(), startedAt: processStartTime(process.pid) };
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LauncherError(
      `cannot set up the checkout: ${reason}; make its folder writable and start again`,
    );
  }
}

/**
 * @param {string} path
 * @param {{ pid: number, host: string, startedAt: string | null } | undefined} holder
 */
function isLeftBehind(path, holder) {
  // Between its creation and its first byte a lock is empty for a moment; one that stays so is half-written.
  if (holder === undefined) return ageMs(path) > 2_000;
  if (holder.host !== hostname()) return ageMs(path) > SILENT_HOLDER_MS;
  if (!isAlive(holder.pid)) return true;
  // The number may have been given to another process since.
  return processStartTime(holder.pid) !== holder.startedAt;
}

/**
 * Removes a lock that was left behind. Two launchers may find the same one: a second exclusive file sees to it that
 * only one looks again and removes, or the second would remove the first one's fresh lock.
 * @param {string} path
 */
function breakLock(path) {
  const guardPath = `${path}.breaking`;
  if (ageMs(guardPath) > 10_000) unlinkIfThere(guardPath);
  try {
    writeFileSync(guardPath, '', { flag: 'wx' });
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return;
    throw error;
  }
  if (isLeftBehind(path, readJsonFile(path))) unlinkIfThere(path);
  unlinkIfThere(guardPath);
}

/** @param {string} path */
function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {string} path */
function unlinkIfThere(path) {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorWithCode(error, 'EPERM');
  }
}

/**
 * @param {number} pid
 * @returns {string | null} Tells two processes of one number apart; null where the system does not say. Source: proc(5).
 */
function processStartTime(pid) {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, so count from its end: state is field 3, starttime field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A container without an init never buries its dead: they keep their number and do nothing.
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
