import { expect, it } from 'vitest';
import { askTool } from './ask-tool.ts';

const NOBODY = new AbortController().signal;

it('answers with what the tool printed, and with how it ended', async () => {
  const { outcome, text } = await askTool([process.execPath, '--version'], NOBODY);
  expect([outcome.exitCode, text]).toEqual([0, `${process.version}\n`]);
  const failed = await askTool(['sh', '-c', 'echo why >&2; exit 3'], NOBODY);
  expect(failed.outcome).toMatchObject({ exitCode: 3, complaint: 'why' });
  const missing = await askTool(['hydrant-has-no-such-tool'], NOBODY);
  expect(missing.outcome.startError?.code).toBe('ENOENT');
});

it('keeps the beginning of what a tool prints too much of', async () => {
  const { outcome, text } = await askTool(['sh', '-c', 'printf begin; head -c 1000000 /dev/zero'], NOBODY);
  expect(outcome).toMatchObject({ exitCode: 0, outputBytes: 1_000_005 });
  expect(text).toHaveLength(65_536);
  expect(text.startsWith('begin')).toBe(true);
});

it('ends a tool that hangs, and says so', async () => {
  await expect(askTool(['sleep', '600'], NOBODY, { deadlineMs: 50 })).rejects.toMatchObject({
    code: 'source.failed',
    message: 'sleep did not answer within 0.05 s.',
    remedy: expect.stringContaining('Test again') as unknown,
  });
});

it('ends a tool that nobody waits for any more, and starts none', async () => {
  const caller = new AbortController();
  const asked = askTool(['sleep', '600'], caller.signal);
  caller.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  await expect(askTool(['sleep', '600'], caller.signal)).rejects.toMatchObject({ code: 'cancelled' });
});
