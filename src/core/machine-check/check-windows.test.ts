import { expect, it, vi } from 'vitest';
import { WindowsChannelLab } from '../../../test/core/windows-channel-lab.ts';
import { checkWindows } from './check-windows.ts';

// Node starts for each call of the double.
vi.setConfig({ testTimeout: 30_000 });

const NOBODY = new AbortController().signal;

it('tells which channels can be read, and what mends the others', async () => {
  using lab = new WindowsChannelLab();
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  lab.serve('');
  lab.serve('', 'Application');
  const [system, application, security] = await checkWindows(NOBODY, lab.command);
  expect(system).toMatchObject({ name: 'Windows channel System', source: 'windows:System', access: 'all' });
  expect(application).toMatchObject({ access: 'all', remedy: null });
  expect(security).toMatchObject({ access: 'absent', finding: 'Windows has no channel Security.' });
  lab.misbehave({ exit: 5, complaint: 'Доступ запрещен.' });
  expect((await checkWindows(NOBODY, lab.command))[2]).toMatchObject({
    access: 'none',
    finding: 'Your user may not read the channel Security.',
    remedy: expect.stringContaining('net localgroup "Event Log Readers"') as string,
  });
  lab.misbehave({ exit: 1722, complaint: 'The RPC server is unavailable.' });
  expect((await checkWindows(NOBODY, lab.command))[0]).toMatchObject({
    access: 'none',
    remedy: expect.stringContaining('sc query EventLog') as string,
  });
  lab.misbehave({ disabled: true });
  expect((await checkWindows(NOBODY, lab.command))[0]).toMatchObject({
    access: 'none',
    remedy: expect.stringContaining('wevtutil sl "System" /e:true') as string,
  });
  vi.unstubAllEnvs();
});

it('a wevtutil that hangs is ended when nobody waits any more', async () => {
  using lab = new WindowsChannelLab();
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  lab.misbehave({ hangs: 3 });
  for (const channel of ['System', 'Application', 'Security']) lab.serve('', channel);
  const caller = new AbortController();
  const asked = checkWindows(caller.signal, lab.command);
  caller.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  vi.unstubAllEnvs();
});

it('is not there elsewhere, and a wevtutil that cannot be started is named', async () => {
  expect(await checkWindows(NOBODY, undefined)).toMatchObject([{ source: 'windows', access: 'absent' }]);
  expect(await checkWindows(NOBODY, ['/no/such/wevtutil'])).toMatchObject([
    { access: 'none' },
    { access: 'none' },
    { access: 'none' },
  ]);
});
