import type { CancelSignal } from '#contract/cancel-signal.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';

type Answer = (params: never) => unknown;

/** An engine that answers as it is told to: for models of the page whose own order of calls and events is what is tested. */
export class ScriptedApi implements EngineApi {
  readonly calls: { method: MethodName; params: unknown }[] = [];
  readonly #answers = new Map<MethodName, Answer>();
  readonly #held = new Map<MethodName, Promise<void>>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  /** From now on this is the answer; what it throws is the engine's refusal. */
  answer<M extends MethodName>(method: M, answer: (params: MethodParams<M>) => MethodResult<M>): void {
    this.#answers.set(method, answer);
  }

  /** Answers of this method wait until the function given back is called. They are made before they wait. */
  holdBack(method: MethodName): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(method, promise);
    return () => {
      this.#held.delete(method);
      resolve();
    };
  }

  emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }

  /** How many listen to what this engine tells. */
  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  async call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    this.calls.push({ method, params });
    const answer = this.#answers.get(method);
    if (answer === undefined) throw new AppError('method.unknown', `Nobody said what ${method} answers.`);
    // An engine answers later, and never within the call.
    await Promise.resolve();
    const value = answer(params as never);
    await this.#held.get(method);
    if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled.');
    return value as MethodResult<M>;
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }
}
