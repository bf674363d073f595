import type { Status } from '#contract/status.ts';
import type { Engine } from '#core/engine/engine.ts';

/** Resolves when every source of a capture in this process has read what was there already, or cannot. */
export async function caughtUp(engine: Pick<Engine, 'call' | 'subscribe'>): Promise<void> {
  const done = Promise.withResolvers<void>();
  const unsubscribe = engine.subscribe('status.changed', look);
  try {
    look(await engine.call('status.get', {}));
    await done.promise;
  } finally {
    unsubscribe();
  }

  function look(status: Status): void {
    const isReading = status.sources.some(
      (source) => source.state === 'starting' || source.state === 'catching-up',
    );
    if (status.capture !== 'here' || !isReading) done.resolve();
  }
}
