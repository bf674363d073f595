import type { EngineApi } from '#contract/engine-api.ts';
import type { Status } from '#contract/status.ts';

/** Resolves when every source that is captured has been read to its end and is followed. */
export async function waitUntilFollowing(api: EngineApi): Promise<void> {
  // Sources of an earlier run stand in the store, too.
  const captured = (status: Status) => status.sources.filter((source) => source.state !== 'stopped');
  const isFollowing = (status: Status) =>
    captured(status).length > 0 && captured(status).every((source) => source.state === 'following');
  const reached = Promise.withResolvers<null>();
  const unsubscribe = api.subscribe('status.changed', (status) => {
    if (isFollowing(status)) reached.resolve(null);
  });
  try {
    if (!isFollowing(await api.call('status.get', {}))) await reached.promise;
  } finally {
    unsubscribe();
  }
}
