import { expect, test } from 'vitest';
import { runStep } from './run-step.js';

const signal = new AbortController().signal;
const options = { cwd: '/', env: process.env, signal };
const forever = 'setInterval(() => {}, 1000)';

test('a tool that ends by itself tells its exit code and what it printed', async () => {
  const code = "console.log('one'); console.error('two'); process.exitCode = 4";
  const result = await runStep(process.execPath, ['-e', code], options);
  expect(result).toMatchObject({ ended: 'exited', code: 4 });
  expect(result.output).toContain('one\n');
  expect(result.output).toContain('two\n');
});

test('a tool that does not exist is told from one that fails', async () => {
  expect((await runStep('/no/such/tool', [], options)).ended).toBe('not-started');
});

test('a tool that takes too long is ended', async () => {
  const result = await runStep(process.execPath, ['-e', forever], { ...options, timeLimitMs: 1 });
  expect(result.ended).toBe('timed-out');
});

test('a tool that does not get on is ended', async () => {
  const result = await runStep(process.execPath, ['-e', forever], {
    ...options,
    stallLimitMs: 1,
    progress: () => 7,
  });
  expect(result.ended).toBe('timed-out');
});

test('a tool that gets on may take as long as it needs', async () => {
  let bytes = 0;
  const code = 'setTimeout(() => {}, 1600)';
  const stillLoading = { ...options, stallLimitMs: 900, progress: () => (bytes += 1) };
  expect((await runStep(process.execPath, ['-e', code], stillLoading)).ended).toBe('exited');
});

test('a tool that ignores the request to end is ended by force', async () => {
  const stubborn = "process.on('SIGTERM', () => {}); console.log('deaf');" + forever;
  const result = await runStep(process.execPath, ['-e', stubborn], { ...options, timeLimitMs: 1_000 });
  expect(result).toMatchObject({ ended: 'timed-out', output: 'deaf\n' });
});

test('an abort ends the tool and is reported with its own reason', async () => {
  const controller = new AbortController();
  const running = runStep(process.execPath, ['-e', forever], { ...options, signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await expect(runStep(process.execPath, ['-v'], { ...options, signal: controller.signal })).rejects.toThrow(
    'enough',
  );
});
