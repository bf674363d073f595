import { expect, it } from 'vitest';
import { enginePlaces } from '../../../test/core/engine-places.ts';
import { createEngine } from './create-engine.ts';
import { IngestClient } from './ingest-client.ts';

it('a capture whose thread dies before it could begin is an error, not a wait without end', async () => {
  const events = { report: () => undefined, givenUp: () => undefined };
  // Without its data the thread dies in its first line.
  const client = new IngestClient(undefined as never, events);
  await expect(client.start()).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('could not start') as string,
  });
  await client.stop();
});

it('what is asked of a capture that is not there is refused, and what changes sources is refused where nothing is captured', async () => {
  const client = new IngestClient(undefined as never, { report: () => undefined, givenUp: () => undefined });
  await expect(client.ask('sources.retry', { sourceId: 1 })).rejects.toMatchObject({
    code: 'connection.lost',
  });
  const { dataDir, source } = enginePlaces();
  {
    await using capturing = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    await expect(capturing.call('sources.retry', { sourceId: 1 })).resolves.toEqual({});
  }
  await using reading = await createEngine({ dataDir, sources: [], capture: 'none' });
  const refused = reading.call('sources.retry', { sourceId: 1 });
  await expect(refused).rejects.toMatchObject({ code: 'capture.elsewhere' });
});
