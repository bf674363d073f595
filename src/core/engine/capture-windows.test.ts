import { afterEach, expect, it, vi } from 'vitest';
import { enginePlaces } from '../../../test/core/engine-places.ts';
import { WEVTUTIL_DOUBLE, WindowsChannelLab } from '../../../test/core/windows-channel-lab.ts';
import { windowsEvents } from '../../../test/core/windows-events.ts';
import { createEngine } from './create-engine.ts';

// Node starts for each call of the double.
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  vi.unstubAllEnvs();
});

it('an engine reads System and Application apart, over two starts, and a channel that is missing stops neither', async () => {
  using lab = new WindowsChannelLab();
  vi.stubEnv('HYDRANT_WEVTUTIL', WEVTUTIL_DOUBLE);
  vi.stubEnv('HYDRANT_WEVTUTIL_CHANNELS', lab.folder);
  lab.serve(windowsEvents(5));
  lab.serve(windowsEvents(3).replaceAll('>System</Channel>', '>Application</Channel>'), 'Application');
  const { dataDir } = enginePlaces();
  for (const [system, application] of [
    [5, 3],
    [0, 0],
  ]) {
    await using engine = await createEngine({
      dataDir,
      sources: ['windows', 'windows:Gone'],
      capture: 'once',
    });
    expect(await engine.captureFinished).toMatchObject([
      { source: 'windows:System', stored: system, duplicates: 0, quarantined: 0, gaps: 0, problem: null },
      { source: 'windows:Application', stored: application, duplicates: 0, gaps: 0, problem: null },
      { source: 'windows:Gone', stored: 0, problem: { code: 'source.not-found' } },
    ]);
  }
});
