import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { runNpm } from './npm.js';
import { LauncherError, say } from './report.js';
import { runStep } from './run-step.js';

const STAMP_NAME = '.hydrant-install.json';

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @returns {boolean} node_modules is what package-lock.json says, whole and for this platform.
 */
export function areDependenciesInstalled(checkout) {
  const stamp = readJsonFile(join(checkout.nodeModules, STAMP_NAME));
  return stamp?.lockfile === lockfileHash(checkout) && stamp?.target === target();
}

/**
 * Makes node_modules match package-lock.json. What npm has completed by itself is taken as it is; else everything is
 * installed beside it and put in its place once it works.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} nodePath
 * @param {AbortSignal} signal
 */
export async function installDependencies(checkout, nodePath, signal) {
  if (isCompletedByNpm(checkout) && (await loadsDatabaseDriver(checkout.root, nodePath, signal)).ok) {
    writeStamp(checkout, checkout.nodeModules);
    return;
  }
  say('installing dependencies (npm ci)');
  const partialDir = join(checkout.cacheDir, 'install.partial');
  rmSync(partialDir, { recursive: true, force: true });
  mkdirSync(partialDir, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    if (existsSync(join(checkout.root, name)))
      copyFileSync(join(checkout.root, name), join(partialDir, name));
  }
  // No package here needs its install script: better-sqlite3 carries its binaries, and Electron's runtime has a step of its own.
  await runNpm(['ci', '--ignore-scripts', '--include=dev', '--include=optional'], {
    cwd: partialDir,
    nodePath,
    probe: probeOf(checkout),
    purpose: 'cannot install the dependencies',
    signal,
  });
  const driver = await loadsDatabaseDriver(partialDir, nodePath, signal);
  if (!driver.ok) throw new LauncherError('better-sqlite3 does not load on this system', driver.output);
  const installed = join(partialDir, 'node_modules');
  writeStamp(checkout, installed);
  replaceFolder(installed, checkout.nodeModules, join(checkout.cacheDir, 'replaced.partial'));
  rmSync(partialDir, { recursive: true, force: true });
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} aside Where the folder that was there goes until the new one is in its place.
 */
function replaceFolder(from, to, aside) {
  rmSync(aside, { recursive: true, force: true });
  try {
    if (existsSync(to)) renameSync(to, aside);
    renameSync(from, to);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LauncherError(`cannot replace ${to}: ${reason}; close what uses it and start again`);
  }
  rmSync(aside, { recursive: true, force: true });
}

/**
 * npm writes node_modules/.package-lock.json last of all. Where it names the same packages as package-lock.json, somebody
 * has installed them with npm's own commands.
 * @param {import('./checkout.js').Checkout} checkout
 */
function isCompletedByNpm(checkout) {
  const installed = readJsonFile(join(checkout.nodeModules, '.package-lock.json'))?.packages;
  const wanted = readJsonFile(join(checkout.root, 'package-lock.json'))?.packages;
  if (installed === undefined || wanted === undefined) return false;
  const names = Object.keys(wanted).filter((name) => name !== '');
  const isSame = names.every((name) =>
    installed[name] === undefined
      ? wanted[name].optional === true
      : installed[name].version === wanted[name].version,
  );
  return (
    isSame && Object.keys(installed).every((name) => Object.hasOwn(wanted, name) && isFolder(checkout, name))
  );
}

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} name A key of a lockfile: the package's folder, relative to the checkout.
 */
function isFolder(checkout, name) {
  return existsSync(join(checkout.root, name, 'package.json'));
}

/**
 * The one binary module that everything stands on.
 * @param {string} folder That node_modules is in.
 * @param {string} nodePath
 * @param {AbortSignal} signal
 */
async function loadsDatabaseDriver(folder, nodePath, signal) {
  const code = "new (require('better-sqlite3'))(':memory:').close()";
  const result = await runStep(nodePath, ['-e', code], { cwd: folder, env: process.env, signal });
  return { ok: result.code === 0, output: result.output };
}

/** @param {import('./checkout.js').Checkout} checkout */
function probeOf(checkout) {
  const lockfile = readJsonFile(join(checkout.root, 'package-lock.json'));
  return `zod@${lockfile?.packages?.['node_modules/zod']?.version ?? 'latest'}`;
}

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} nodeModules
 */
function writeStamp(checkout, nodeModules) {
  writeJsonFile(join(nodeModules, STAMP_NAME), { lockfile: lockfileHash(checkout), target: target() });
}

/** @param {import('./checkout.js').Checkout} checkout */
function lockfileHash(checkout) {
  return createHash('sha256')
    .update(readFileSync(join(checkout.root, 'package-lock.json')))
    .digest('hex');
}

/** The binary modules are made for Node-API, so a Node of another version needs no other ones. */
function target() {
  return `${process.platform}-${process.arch}`;
}
