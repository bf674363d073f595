import { expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { LogCheck } from '#contract/machine-check.ts';
import { ScriptedApi } from '../../../../test/renderer/scripted-api.ts';
import { LogAccess } from './log-access.ts';

const READABLE: LogCheck = {
  name: 'Journal',
  source: 'journal',
  access: 'all',
  finding: 'Yes.',
  remedy: null,
};

function lab(): { api: ScriptedApi; said: string[]; access: LogAccess } {
  const api = new ScriptedApi();
  api.answer('machine.check', () => ({ user: 'ada', checkedAtUnixUs: 7, logs: [READABLE] }));
  const said: string[] = [];
  return { api, said, access: new LogAccess(api, (words) => said.push(words)) };
}

it('is tested once by itself, silently, and again when asked, aloud', async () => {
  const { api, said, access } = lab();
  await access.testOnce();
  await access.testOnce();
  expect(api.calls).toHaveLength(1);
  expect(said).toEqual([]);
  await access.testAgain();
  expect(api.calls).toHaveLength(2);
  expect(said).toEqual(['Tested: 1 readable, 0 in part, 0 not readable']);
  expect(access.state.get()).toMatchObject({ isBusy: false, result: { user: 'ada' }, problem: null });
});

it('is not tested twice at a time', async () => {
  const { api, access } = lab();
  const first = access.testAgain();
  expect(access.state.get().isBusy).toBe(true);
  await Promise.all([first, access.testAgain()]);
  expect(api.calls).toHaveLength(1);
});

it('what is cancelled leaves what was known, and can be begun anew at once', async () => {
  const { api, said, access } = lab();
  await access.testOnce();
  const known = access.state.get();
  const letGo = api.holdBack('machine.check');
  const cancelled = access.testAgain();
  access.cancel();
  expect(access.state.get()).toEqual(known);
  letGo();
  await Promise.all([cancelled, access.testAgain()]);
  expect(said).toHaveLength(1);
  expect(access.state.get()).toMatchObject({ isBusy: false, problem: null });
});

it('a test that fails says why beside what was known', async () => {
  const { api, access } = lab();
  await access.testOnce();
  api.answer('machine.check', () => {
    throw new AppError('connection.lost', 'Gone.');
  });
  await access.testAgain();
  expect(access.state.get()).toMatchObject({
    isBusy: false,
    result: { user: 'ada' },
    problem: { message: 'Gone.' },
  });
});

it('is tested at a new connection only if it was before', async () => {
  const { api, access } = lab();
  await access.renew();
  expect(api.calls).toHaveLength(0);
  await access.testOnce();
  await access.renew();
  expect(api.calls).toHaveLength(2);
});
