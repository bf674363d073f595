import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { environmentWithNode } from './npm.js';
import { LauncherError, say } from './report.js';
import { runStep } from './run-step.js';

/** What the build makes its output from, beside src/. */
const OTHER_SOURCES = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];
const OUTPUTS = [
  'out/main/index.js',
  'out/main/headless.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @returns {boolean} out/ was built, to the end, from the sources as they are.
 */
export function isBuilt(checkout) {
  const stamp = readJsonFile(stampPathOf(checkout));
  return (
    stamp?.sources === sourcesHash(checkout) && OUTPUTS.every((path) => existsSync(join(checkout.root, path)))
  );
}

/**
 * Builds the desktop app and the page into out/. The stamp goes first and comes back last, so that a build that was cut
 * short is done again.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} nodePath
 * @param {AbortSignal} signal
 */
export async function build(checkout, nodePath, signal) {
  say('building the app (electron-vite build)');
  const sources = sourcesHash(checkout);
  rmSync(stampPathOf(checkout), { force: true });
  const tool = join(checkout.nodeModules, 'electron-vite', 'bin', 'electron-vite.js');
  const env = environmentWithNode(nodePath);
  const result = await runStep(nodePath, [tool, 'build'], { cwd: checkout.root, env, signal });
  if (result.code !== 0) throw new LauncherError('the build failed; its last words are above', result.output);
  writeJsonFile(stampPathOf(checkout), { sources });
}

/** @param {import('./checkout.js').Checkout} checkout */
function stampPathOf(checkout) {
  return join(checkout.root, 'out', '.hydrant-build.json');
}

/**
 * A hash over the names, sizes and times of all sources: it costs a few milliseconds, and it also notices a file that was
 * removed or replaced by an older one, which the newest time alone does not.
 * @param {import('./checkout.js').Checkout} checkout
 */
function sourcesHash(checkout) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  };
  for (const path of OTHER_SOURCES) if (existsSync(join(checkout.root, path))) add(join(checkout.root, path));
  for (const path of sourcesIn(join(checkout.root, 'src'))) add(path);
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]} Every file that can go into the build, in a fixed order.
 */
function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });
}
