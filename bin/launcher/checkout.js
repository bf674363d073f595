import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The places of one checkout that the launcher reads and writes. Nothing outside of it is ever written, and the
 * folder that a command is started in does not matter.
 * @typedef {object} Checkout
 * @property {string} root
 * @property {string} cacheDir Everything that can be thrown away and made again.
 * @property {string} nodeModules
 */

/**
 * @param {string} folder
 * @returns {Checkout}
 */
export function checkoutAt(folder) {
  const root = resolve(folder);
  return { root, cacheDir: join(root, '.cache'), nodeModules: join(root, 'node_modules') };
}

/** The checkout that this file belongs to. */
export const CHECKOUT = checkoutAt(fileURLToPath(new URL('../..', import.meta.url)));
