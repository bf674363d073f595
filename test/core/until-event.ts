import type { EngineApi } from '#contract/engine-api.ts';
import type { EventName, EventPayload } from '#contract/events.ts';

/** Resolves with the first payload of an event for which `condition` holds. */
export function untilEvent<E extends EventName>(
  engine: Pick<EngineApi, 'subscribe'>,
  name: E,
  condition: (payload: EventPayload<E>) => boolean = () => true,
): Promise<EventPayload<E>> {
  return new Promise((resolve) => {
    const unsubscribe = engine.subscribe(name, (payload) => {
      if (!condition(payload)) return;
      unsubscribe();
      resolve(payload);
    });
  });
}
