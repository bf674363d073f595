import { expect, it, vi } from 'vitest';
import { WindowsChannelLab } from '../../../test/core/windows-channel-lab.ts';
import { checkWindows } from './check-windows.ts';

// Node starts for each call of the double.
vi.setConfig({ testTimeout: 30_000 });

it('tells which channels can be read, and what mends the others', async () => {
  using lab = new WindowsChannelLab();
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  lab.serve('');
  expect(await checkWindows(lab.command)).toMatchObject([
    { state: 'good', finding: 'wevtutil knows 1 channels' },
    { name: 'channel System', state: 'good' },
  ]);
  lab.misbehave({ exit: 5, complaint: 'Access is denied.' });
  expect((await checkWindows(lab.command))[1]).toMatchObject({
    state: 'limited',
    remedy: expect.stringContaining('Event Log Readers') as string,
  });
  vi.unstubAllEnvs();
});

it('says nothing where there is no wevtutil, and names one that cannot be started', async () => {
  expect(await checkWindows(undefined)).toEqual(process.platform === 'win32' ? expect.anything() : []);
  expect(await checkWindows(['/no/such/wevtutil'])).toMatchObject([{ state: 'bad' }]);
});
