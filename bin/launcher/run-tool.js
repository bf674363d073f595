import { join } from 'node:path';
import { listenForInterruption } from './interruption.js';
import { readJsonFile } from './json-file.js';
import { reportFailure } from './launch.js';
import { environmentWithNode } from './npm.js';
import { LauncherError } from './report.js';
import { runCommand } from './run-command.js';
import { setUp } from './set-up.js';

/** Tools whose package has another name. */
const PACKAGES = { tsc: 'typescript' };

/**
 * `npm test` and the other scripts: the same set-up as for a start, without the build, then a tool of node_modules or a
 * script of this checkout, on the right Node.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {readonly string[]} args First the tool's name, or a script's path from the root of the checkout.
 * @returns {Promise<number>} The exit code.
 */
export async function runTool(checkout, [tool = '', ...toolArgs]) {
  return reportFailure(async () => {
    const interruption = listenForInterruption();
    let nodePath;
    try {
      nodePath = await setUp(checkout, { needsBuild: false, signal: interruption.signal });
    } finally {
      interruption.stopListening();
    }
    return runCommand(
      nodePath,
      ['--disable-warning=ExperimentalWarning', scriptOf(checkout, tool), ...toolArgs],
      {
        cwd: checkout.root,
        env: {
          // A test that starts the program often would otherwise translate the same TypeScript each time.
          NODE_COMPILE_CACHE: join(checkout.root, '.cache', 'compile'),
          ...environmentWithNode(nodePath),
        },
      },
    );
  });
}

/**
 * @param {import('./checkout.js').Checkout} checkout
 * @param {string} tool
 */
function scriptOf(checkout, tool) {
  if (/\.[jt]s$/.test(tool)) return join(checkout.root, tool);
  const packageName = PACKAGES[/** @type {keyof typeof PACKAGES} */ (tool)] ?? tool;
  const folder = join(checkout.nodeModules, packageName);
  const bin = readJsonFile(join(folder, 'package.json'))?.bin;
  const script = typeof bin === 'string' ? bin : bin?.[tool];
  if (script === undefined) throw new LauncherError(`there is no tool "${tool}" in node_modules`);
  return join(folder, script);
}
