import type { EventName, EventPayload } from '#contract/events.ts';

/** Who listens to which event of the engine. A listener that throws is a bug and is not caught. */
export class EventHub {
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }
}
