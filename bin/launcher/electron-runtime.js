import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { NETWORK_LIMIT_MS, environmentWithNode } from './npm.js';
import { say } from './report.js';
import { runStep } from './run-step.js';
import { acquireSetupLock } from './setup-lock.js';

/** A download that failed is not tried again for this long, so that every start in between is quick. */
const RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;
const RETRY_HINT = 'HYDRANT_SHELL=electron tries again now';

/**
 * @typedef {{ kind: 'ready', path: string } | { kind: 'unavailable', reason: string }} Runtime
 */

/**
 * Finds the desktop app's runtime; downloads it where it is missing.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} nodePath
 * @param {AbortSignal} signal
 * @returns {Promise<Runtime>} `reason` completes "opening in the browser: ...".
 */
export async function prepareElectron(checkout, nodePath, signal) {
  const obstacle = obstacleHere();
  if (obstacle !== undefined) return { kind: 'unavailable', reason: obstacle };
  const isForced = process.env.HYDRANT_SHELL === 'electron';
  if (!isForced && mayNotSandbox(checkout)) {
    return {
      kind: 'unavailable',
      reason:
        'this system does not let the desktop app sandbox its pages (kernel.apparmor_restrict_unprivileged_userns=1)',
    };
  }
  const installed = installedElectron(checkout);
  if (installed !== undefined) return { kind: 'ready', path: installed };
  const failure = recentFailure(checkout);
  if (failure !== undefined && !isForced) return { kind: 'unavailable', reason: failure };
  const lock = await acquireSetupLock(checkout, signal);
  try {
    return await download(checkout, nodePath, signal);
  } finally {
    lock.release();
  }
}

/** What makes a try pointless, whatever is installed. */
function obstacleHere() {
  if (process.env.HYDRANT_SHELL === 'browser') return 'HYDRANT_SHELL=browser asks for it';
  if (process.platform !== 'linux') return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display (DISPLAY, WAYLAND_DISPLAY)';
  // Chromium refuses to start as root with its sandbox, and without it hostile log text would meet no second wall.
  if (process.getuid?.() === 0) return 'the desktop app does not run as root';
  return undefined;
}

/**
 * Ubuntu 24.04 and later deny unprivileged user namespaces, which Chromium's sandbox needs unless its helper is setuid root.
 * Source: https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md
 * @param {import('./checkout.js').Checkout} checkout
 */
function mayNotSandbox(checkout) {
  try {
    const path = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
    if (readFileSync(path, 'utf8').trim() !== '1') return false;
  } catch {
    return false; // A kernel without this switch does not restrict.
  }
  try {
    const { uid, mode } = statSync(join(checkout.nodeModules, 'electron', 'dist', 'chrome-sandbox'));
    return uid !== 0 || (mode & 0o4000) === 0;
  } catch {
    return true;
  }
}

/**
 * Electron's installer writes path.txt last, so a download or an unpacking that was cut short has none.
 * @param {import('./checkout.js').Checkout} checkout
 */
function installedElectron(checkout) {
  const folder = join(checkout.nodeModules, 'electron');
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
    const path = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import('./checkout.js').Checkout} checkout */
function recentFailure(checkout) {
  const failure = readJsonFile(failurePathOf(checkout));
  if (failure?.version !== electronVersion(checkout)) return undefined;
  const ageMs = Date.now() - failure.failedAtUnixMs;
  if (ageMs < 0 || ageMs > RETRY_AFTER_MS) return undefined;
  return `${failure.reason}; ${RETRY_HINT}`;
}

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} nodePath
 * @param {AbortSignal} signal
 * @returns {Promise<Runtime>}
 */
async function download(checkout, nodePath, signal) {
  const version = electronVersion(checkout);
  say(`downloading the desktop app's runtime (Electron ${version})`);
  // Electron's installer collects the download in the system's temporary folder: one of its own makes the progress visible.
  const temporaryDir = join(checkout.cacheDir, 'electron-download.partial');
  rmSync(temporaryDir, { recursive: true, force: true });
  mkdirSync(temporaryDir, { recursive: true });
  const folder = join(checkout.nodeModules, 'electron');
  const result = await runStep(nodePath, [join(folder, 'install.js')], {
    cwd: folder,
    env: {
      ...environmentWithNode(nodePath),
      TMPDIR: temporaryDir,
      TEMP: temporaryDir,
      TMP: temporaryDir,
      ELECTRON_GET_USE_PROXY: 'true',
    },
    signal,
    stallLimitMs: NETWORK_LIMIT_MS,
    progress: () => sizeBytes(temporaryDir) + sizeBytes(join(folder, 'dist')),
  });
  rmSync(temporaryDir, { recursive: true, force: true });
  const path = installedElectron(checkout);
  if (result.code === 0 && path !== undefined) {
    rmSync(failurePathOf(checkout), { force: true });
    return { kind: 'ready', path };
  }
  const why =
    result.ended === 'timed-out' ? `no answer within ${NETWORK_LIMIT_MS / 1_000} s` : causeIn(result.output);
  const reason = `the desktop app's runtime (Electron ${version}) cannot be downloaded (${why})`;
  writeJsonFile(failurePathOf(checkout), { version, failedAtUnixMs: Date.now(), reason });
  return { kind: 'unavailable', reason: `${reason}; ${RETRY_HINT}` };
}

/**
 * @param {string} output What Electron's installer printed: the stack of an error, without its cause.
 * @returns {string} A few words.
 */
function causeIn(output) {
  const message = /^\w*Error: (.*)/m.exec(output)?.[1] ?? output.trim().split('\n')[0] ?? '';
  if (message === 'fetch failed') return 'no connection';
  return message.slice(0, 160) || 'no reason given';
}

/**
 * @param {string} folder
 * @returns {number} All files below it; 0 when it is not there.
 */
function sizeBytes(folder) {
  let sum = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      sum += entry.isDirectory() ? sizeBytes(path) : statSync(path).size;
    }
  } catch {
    return sum; // The installer moves its files while they are counted.
  }
  return sum;
}

/** @param {import('./checkout.js').Checkout} checkout */
function electronVersion(checkout) {
  return readJsonFile(join(checkout.nodeModules, 'electron', 'package.json'))?.version ?? 'unknown';
}

/** @param {import('./checkout.js').Checkout} checkout */
function failurePathOf(checkout) {
  return join(checkout.cacheDir, 'electron-unavailable.json');
}
