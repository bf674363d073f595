import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findNode, installNode } from './node-runtime.js';
import { TemporaryCheckout } from './testing/temporary-checkout.js';

const OLD_NODE = { version: 'v20.19.0', execPath: process.execPath };

let temporary;
let signal;
beforeEach(() => {
  temporary = new TemporaryCheckout();
  signal = new AbortController().signal;
  for (const [name, value] of Object.entries(temporary.env)) vi.stubEnv(name, value);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  temporary.remove();
});

test('a Node that is new enough is used as it is', () => {
  expect(findNode(temporary.checkout, { version: 'v24.0.0', execPath: '/opt/node' })).toBe('/opt/node');
  expect(findNode(temporary.checkout, { version: 'v26.1.0', execPath: '/opt/node' })).toBe('/opt/node');
});

test('an older Node gets the right one beside it, in the cache folder of the checkout', async () => {
  expect(findNode(temporary.checkout, OLD_NODE)).toBe(undefined);
  const path = await installNode(temporary.checkout, signal, OLD_NODE);
  expect(path.startsWith(temporary.checkout.cacheDir)).toBe(true);
  expect(existsSync(path)).toBe(true);
  expect(findNode(temporary.checkout, OLD_NODE)).toBe(path);
  expect(readdirSync(temporary.checkout.cacheDir).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('one that is there and answers is not installed again', async () => {
  const path = await installNode(temporary.checkout, signal, OLD_NODE);
  temporary.takeCalls();
  expect(await installNode(temporary.checkout, signal, OLD_NODE)).toBe(path);
  expect(temporary.takeCalls()).toEqual([]);
});

test('one that is damaged is installed again', async () => {
  const path = await installNode(temporary.checkout, signal, OLD_NODE);
  temporary.write(path.slice(temporary.root.length + 1), 'half a prog');
  await installNode(temporary.checkout, signal, OLD_NODE);
  expect(temporary.takeCalls().filter((call) => call.startsWith('install'))).toHaveLength(2);
  expect(existsSync(path)).toBe(true);
});

test('one that was left half-way is not taken for whole', async () => {
  const path = await installNode(temporary.checkout, signal, OLD_NODE);
  const stamp = join(dirname(path), '..', '..', '..', '.hydrant-node.json');
  temporary.write(stamp.slice(temporary.root.length + 1), '');
  chmodSync(path, 0o755);
  expect(findNode(temporary.checkout, OLD_NODE)).toBe(undefined);
});

test('without a network one line says so', async () => {
  temporary.order('no-network');
  await expect(installNode(temporary.checkout, signal, OLD_NODE)).rejects.toThrow(
    /^cannot install Node 24\.\d+\.\d+: the npm registry does not answer \(ENOTFOUND\); connect and start again$/,
  );
});
