import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TemporaryCheckout } from './testing/temporary-checkout.js';

let checkout;
beforeEach(() => {
  checkout = new TemporaryCheckout();
});
afterEach(() => checkout.remove());

const INSTALLING = 'hydrant: installing dependencies (npm ci)';
const BUILDING = 'hydrant: building the app (electron-vite build)';

describe('a fresh checkout', () => {
  test('is installed and built, then the command runs, and each step says one line', async () => {
    const { code, stdout, lines } = await checkout.run(['serve', '--port', '0']);
    expect(code).toBe(0);
    expect(lines).toEqual([INSTALLING, BUILDING]);
    expect(JSON.parse(stdout)).toEqual(['serve', '--port', '0']);
    expect(checkout.takeCalls()).toEqual(['view online', 'ci online', 'build']);
  });

  test('is not built to answer --help', async () => {
    const { lines } = await checkout.run(['status', '--help']);
    expect(lines).toEqual([INSTALLING]);
    expect(checkout.takeCalls()).not.toContain('build');
  });

  test('leaves nothing unfinished behind', async () => {
    await checkout.run(['serve']);
    expect(readdirSync(join(checkout.root, '.cache'))).toEqual([]);
  });
});

describe('a checkout that is set up', () => {
  beforeEach(async () => {
    await checkout.run(['serve']);
    checkout.takeCalls();
  });

  test('starts in silence, without a call of npm or of the build', async () => {
    const { lines } = await checkout.run(['serve']);
    expect(lines).toEqual([]);
    expect(checkout.takeCalls()).toEqual([]);
  });

  test('is installed again after the lockfile has changed', async () => {
    checkout.lock({ zod: '4.1.0', 'better-sqlite3': '13.0.0', 'electron-vite': '6.0.0' });
    const { lines } = await checkout.run(['status']);
    expect(lines).toEqual([INSTALLING, BUILDING]);
    const installed = readFileSync(join(checkout.root, 'node_modules/zod/package.json'), 'utf8');
    expect(installed).toContain('4.1.0');
  });

  test('is taken as it is when npm itself has installed what the lockfile says', async () => {
    rmSync(join(checkout.root, 'node_modules/.hydrant-install.json'));
    const { lines } = await checkout.run(['status']);
    expect(lines).toEqual([]);
    expect(checkout.takeCalls()).toEqual([]);
  });

  test.each(['.package-lock.json', 'zod'])('is installed again when half of it is gone: %s', async (name) => {
    rmSync(join(checkout.root, 'node_modules/.hydrant-install.json'));
    rmSync(join(checkout.root, 'node_modules', name), { recursive: true });
    const { lines } = await checkout.run(['status']);
    expect(lines).toEqual([INSTALLING]);
    expect(existsSync(join(checkout.root, 'node_modules/zod/package.json'))).toBe(true);
  });

  test('is built again after a source has changed, and not after a test has', async () => {
    checkout.write('src/core/line.test.ts', 'export {};');
    expect((await checkout.run(['serve'])).lines).toEqual([]);
    checkout.write('src/core/line.ts', 'export {};');
    expect((await checkout.run(['serve'])).lines).toEqual([BUILDING]);
    rmSync(join(checkout.root, 'src/core/line.ts'));
    expect((await checkout.run(['serve'])).lines).toEqual([BUILDING]);
  });

  test('is built again when a part of the build is gone', async () => {
    rmSync(join(checkout.root, 'out/renderer/index.html'));
    expect((await checkout.run(['serve'])).lines).toEqual([BUILDING]);
  });
});

describe('the command', () => {
  test('ends the launcher with its own exit code', async () => {
    expect((await checkout.run(['exit', '3'])).code).toBe(3);
  });

  test('gets a signal that was meant for the launcher, and decides how to end', async () => {
    const running = checkout.start(['wait']);
    await running.untilPrinted('waiting');
    running.child.kill('SIGTERM');
    const { code, stdout } = await running.ended;
    expect(stdout).toBe('waiting\nended softly\n');
    expect(code).toBe(7);
  });

  test('that Ctrl+C ends is reported as interrupted', async () => {
    const running = checkout.start(['wait']);
    await running.untilPrinted('waiting');
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
  });

  test('has stdout to itself', async () => {
    const { stdout } = await checkout.run(['tail', '--format', 'jsonl']);
    expect(stdout).toBe('["tail","--format","jsonl"]\n');
  });
});

describe('without a network', () => {
  test('one line says what failed and what to do', async () => {
    checkout.order('no-network');
    const { code, lines } = await checkout.run(['status']);
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe(
      'hydrant: cannot install the dependencies: the npm registry does not answer (ENOTFOUND); connect and start again',
    );
    expect(checkout.takeCalls()).toEqual(['view online', 'ci offline']);
  });

  test('an installation that fails shows what npm said, and the next start makes up for it', async () => {
    checkout.order('fails');
    const failed = await checkout.run(['status']);
    expect(failed.code).toBe(1);
    expect(failed.lines).toContain('npm error the double was told to fail');
    checkout.order('works');
    expect((await checkout.run(['status'])).code).toBe(0);
  });
});
