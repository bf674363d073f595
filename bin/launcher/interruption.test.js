import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TemporaryCheckout } from './testing/temporary-checkout.js';

let checkout;
beforeEach(() => {
  checkout = new TemporaryCheckout();
});
afterEach(() => checkout.remove());

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])(
  '%s in the middle of an installation ends npm with all its children, and the next start repairs',
  async (signal, exitCode) => {
    checkout.order('hangs-half-way');
    const running = checkout.start(['status']);
    const pids = await checkout.untilNpmHangs();
    running.child.kill(signal);
    // As npm does with a Ctrl+C that the terminal has sent already.
    running.child.kill(signal);
    const { code, lines } = await running.ended;
    expect(code).toBe(exitCode);
    expect(lines.at(-1)).toBe('hydrant: interrupted; the next start goes on from here');
    // Children of npm are no children of the launcher: the system takes away what has been killed, when it comes to it.
    await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 10_000 });
    expect(existsSync(join(checkout.root, 'node_modules'))).toBe(false);

    checkout.order('works');
    expect((await checkout.run(['status'])).code).toBe(0);
  },
);

test('an installation cut short over an older one leaves the older one as it was', async () => {
  await checkout.run(['status']);
  checkout.lock({ zod: '5.0.0', 'better-sqlite3': '13.0.0', 'electron-vite': '6.0.0' });
  checkout.order('hangs-half-way');
  const running = checkout.start(['status']);
  await checkout.untilNpmHangs();
  running.child.kill('SIGINT');
  await running.ended;
  expect(existsSync(join(checkout.root, 'node_modules/.package-lock.json'))).toBe(true);
});

test('a launcher that was killed leaves a lock, which the next one takes over', async () => {
  checkout.order('hangs-half-way');
  const running = checkout.start(['status']);
  const pids = await checkout.untilNpmHangs();
  running.child.kill('SIGKILL');
  // Nobody could end npm for it.
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await running.ended;
  expect(existsSync(join(checkout.root, '.cache/setup.lock'))).toBe(true);

  checkout.order('works');
  const { code, lines } = await checkout.run(['status']);
  expect(code).toBe(0);
  expect(lines).toEqual([
    'hydrant: installing dependencies (npm ci)',
    'hydrant: building the app (electron-vite build)',
  ]);
});

test('a lock whose number belongs to another process by now is taken over', async () => {
  const lock = { pid: process.pid, host: hostname(), startedAt: 'long ago' };
  checkout.write('.cache/setup.lock', JSON.stringify(lock));
  expect((await checkout.run(['status'])).code).toBe(0);
});

test.each([
  ['of another machine that has gone silent', JSON.stringify({ pid: 1, host: 'elsewhere', startedAt: null })],
  ['that was cut short', '{ "pid"'],
])('a lock %s is taken over', async (_name, content) => {
  checkout.write('.cache/setup.lock', content);
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(join(checkout.root, '.cache/setup.lock'), longAgo, longAgo);
  expect((await checkout.run(['status'])).code).toBe(0);
});

test('two launchers started at once install once, and both start their command', async () => {
  const ended = await Promise.all([checkout.run(['serve']), checkout.run(['serve'])]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  const calls = checkout.takeCalls();
  expect(calls.filter((call) => call.startsWith('ci'))).toHaveLength(1);
  expect(calls.filter((call) => call === 'build')).toHaveLength(1);
});

test('a launcher that waits for another one ends on Ctrl+C at once, and leaves the other alone', async () => {
  checkout.order('hangs-half-way');
  const first = checkout.start(['status']);
  await checkout.untilNpmHangs();
  const second = checkout.start(['status']);
  await new Promise((resolve) => second.child.stderr.once('data', resolve));
  second.child.kill('SIGINT');
  const { code, lines } = await second.ended;
  expect(code).toBe(130);
  expect(lines[0]).toMatch(/^hydrant: waiting for another start to finish its set-up \(process \d+\)$/);
  expect(first.child.exitCode).toBe(null);
  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(130);
});

/**
 * A container without an init never buries its dead, so a process that is only a number counts as gone.
 * @param {number} pid
 */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    // No such process; or one, on a system without /proc.
    return error.code === 'ENOENT' && process.platform !== 'linux';
  }
}
