import { expect, it } from 'vitest';
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
