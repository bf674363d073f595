import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { prepareElectron } from './electron-runtime.js';
import { TemporaryCheckout } from './testing/temporary-checkout.js';

/** Fails as Electron's installer does where GitHub cannot be reached. */
const FAILING_INSTALLER = `
require('node:fs').appendFileSync(process.env.NPM_DOUBLE_CALLS, 'download\\n');
console.error('TypeError: fetch failed');
process.exitCode = 1;
`;
/** Leaves what Electron's installer leaves: the runtime, which tells its arguments, and its path last. */
const WORKING_INSTALLER = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('dist');
writeFileSync('dist/electron', '#!/bin/sh\\necho desktop "$@"\\n', { mode: 0o755 });
writeFileSync('path.txt', 'electron');
`;

let temporary;
let signal;
beforeEach(() => {
  temporary = new TemporaryCheckout();
  signal = new AbortController().signal;
  for (const [name, value] of Object.entries(temporary.env)) vi.stubEnv(name, value);
  vi.stubEnv('HYDRANT_SHELL', '');
  vi.stubEnv('DISPLAY', ':99');
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  temporary.write('node_modules/electron/package.json', '{ "version": "45.4.1" }');
  temporary.write('node_modules/electron/install.js', WORKING_INSTALLER);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
  temporary.remove();
});

const prepare = () => prepareElectron(temporary.checkout, process.execPath, signal);

describe.runIf(process.platform === 'linux')('opens the browser instead', () => {
  test('without a display', async () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(await prepare()).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('no display'),
    });
  });

  test('as root', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    expect(await prepare()).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('root') });
  });

  test('when asked to', async () => {
    vi.stubEnv('HYDRANT_SHELL', 'browser');
    expect(await prepare()).toMatchObject({ kind: 'unavailable' });
  });
});

test('the runtime is downloaded once', async () => {
  vi.stubEnv('HYDRANT_SHELL', 'electron');
  const path = join(temporary.root, 'node_modules/electron/dist/electron');
  expect(await prepare()).toEqual({ kind: 'ready', path });
  temporary.write('node_modules/electron/install.js', FAILING_INSTALLER);
  expect(await prepare()).toEqual({ kind: 'ready', path });
});

test('a runtime whose unpacking was cut short is downloaded again', async () => {
  vi.stubEnv('HYDRANT_SHELL', 'electron');
  temporary.write('node_modules/electron/dist/electron', 'half');
  temporary.write(
    'node_modules/electron/install.js',
    WORKING_INSTALLER.replace(
      "mkdirSync('dist');",
      "require('node:fs').rmSync('dist', { recursive: true }); mkdirSync('dist');",
    ),
  );
  expect((await prepare()).kind).toBe('ready');
});

describe('a download that fails', () => {
  const reason =
    "the desktop app's runtime (Electron 45.4.1) cannot be downloaded (no connection); HYDRANT_SHELL=electron tries again now";

  let firstAnswer;
  let firstCalls;
  beforeEach(async () => {
    vi.stubEnv('HYDRANT_SHELL', 'electron');
    temporary.write('node_modules/electron/install.js', FAILING_INSTALLER);
    firstAnswer = await prepare();
    firstCalls = temporary.takeCalls();
    vi.stubEnv('HYDRANT_SHELL', '');
  });

  test('is said with its reason', () => {
    expect(firstAnswer).toEqual({ kind: 'unavailable', reason });
    expect(firstCalls).toEqual(['download']);
  });

  test('leaves nothing unfinished behind', () => {
    expect(existsSync(join(temporary.checkout.cacheDir, 'electron-download.partial'))).toBe(false);
    expect(existsSync(join(temporary.checkout.cacheDir, 'setup.lock'))).toBe(false);
  });

  // A machine that lets no app sandbox itself says that first.
  test('is not tried again by the next start, which still says why', async () => {
    expect((await prepare()).kind).toBe('unavailable');
    expect(temporary.takeCalls()).toEqual([]);
  });

  test('is tried again when asked', async () => {
    vi.stubEnv('HYDRANT_SHELL', 'electron');
    await prepare();
    expect(temporary.takeCalls()).toEqual(['download']);
  });

  test('is tried again with another version of Electron', async () => {
    vi.stubEnv('HYDRANT_SHELL', 'electron');
    temporary.write('node_modules/electron/package.json', '{ "version": "46.0.0" }');
    temporary.write('node_modules/electron/install.js', WORKING_INSTALLER);
    expect((await prepare()).kind).toBe('ready');
  });
});

describe('the launcher', () => {
  /** The launcher of a user who is not root, whoever runs this test. */
  const asUser = {
    NODE_OPTIONS: '--import=data:text/javascript,process.getuid=()=>1000',
    HYDRANT_SHELL: 'electron',
  };

  beforeEach(() => {
    temporary.lock({
      zod: '4.0.0',
      'better-sqlite3': '13.0.0',
      'electron-vite': '6.0.0',
      electron: '45.4.1',
    });
  });

  test('starts the desktop app with the checkout and the arguments', async () => {
    await temporary.run(['status']);
    temporary.write('node_modules/electron/install.js', WORKING_INSTALLER);
    const { code, stdout } = await temporary.run(['--data-dir', 'somewhere'], { ...asUser, DISPLAY: ':99' });
    expect(code).toBe(0);
    expect(stdout).toBe(`desktop ${temporary.root} --data-dir somewhere\n`);
  });

  test('opens the browser when the system lacks a library of the runtime', async () => {
    await temporary.run(['status']);
    temporary.write(
      'node_modules/electron/install.js',
      WORKING_INSTALLER.replace('echo desktop "$@"', 'exit 127'),
    );
    const { stdout, lines } = await temporary.run(['--source', 'demo'], { ...asUser, DISPLAY: ':99' });
    expect(JSON.parse(stdout)).toEqual(['serve', '--open', '--source', 'demo']);
    expect(lines.at(-1)).toMatch(/^hydrant: opening in the browser: the desktop app lacks a library/);
  });

  test('says in one line why it opens the browser', async () => {
    await temporary.run(['serve']);
    const { stdout, lines } = await temporary.run(['--source', 'demo'], { HYDRANT_SHELL: 'browser' });
    expect(JSON.parse(stdout)).toEqual(['serve', '--open', '--source', 'demo']);
    expect(lines).toEqual(['hydrant: opening in the browser: HYDRANT_SHELL=browser asks for it']);
  });
});
