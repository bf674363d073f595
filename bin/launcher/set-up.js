import { build, isBuilt } from './build.js';
import { areDependenciesInstalled, installDependencies } from './dependencies.js';
import { findNode, installNode } from './node-runtime.js';
import { acquireSetupLock } from './setup-lock.js';

/**
 * Brings the checkout into the state that a command needs: the right Node, the dependencies and, where asked, the build.
 * Says nothing and changes nothing when all is there.
 * @param {import('./checkout.js').Checkout} checkout
 * @param {{ needsBuild: boolean, signal: AbortSignal }} options
 * @returns {Promise<string>} The Node executable to run everything with.
 */
export async function setUp(checkout, { needsBuild, signal }) {
  const nodePath = findNode(checkout);
  const isReady = () => areDependenciesInstalled(checkout) && (!needsBuild || isBuilt(checkout));
  if (nodePath !== undefined && isReady()) return nodePath;

  const lock = await acquireSetupLock(checkout, signal);
  try {
    // Another launcher may have done any of it while this one waited.
    const rightNodePath = findNode(checkout) ?? (await installNode(checkout, signal));
    if (!areDependenciesInstalled(checkout)) await installDependencies(checkout, rightNodePath, signal);
    if (needsBuild && !isBuilt(checkout)) await build(checkout, rightNodePath, signal);
    return rightNodePath;
  } finally {
    lock.release();
  }
}
