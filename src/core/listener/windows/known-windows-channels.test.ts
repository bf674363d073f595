import { afterEach, expect, it, vi } from 'vitest';
import { WindowsChannelLab } from '../../../../test/core/windows-channel-lab.ts';
import { windowsEvents } from '../../../../test/core/windows-events.ts';
import { knownWindowsChannels } from './known-windows-channels.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('the channels of a machine are listed', async () => {
  using lab = new WindowsChannelLab();
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  lab.serve(windowsEvents(1));
  lab.serve(windowsEvents(1), 'Setup');
  expect(await knownWindowsChannels(lab.command)).toEqual(['Setup', 'System']);
});

it('where there is no wevtutil, or it fails, that is said', async () => {
  await expect(knownWindowsChannels(undefined)).rejects.toMatchObject({ code: 'source.tool-missing' });
  await expect(knownWindowsChannels(['false'])).rejects.toMatchObject({ code: 'source.failed' });
});
