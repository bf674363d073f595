import type { CancelSignal } from './cancel-signal.ts';
import type { EventName, EventPayload } from './events.ts';
import type { MethodName, MethodParams, MethodResult } from './methods.ts';

/**
 * What every view, shell and command talks to, wherever the engine lives: the engine itself is one, and so is a client
 * at the far end of a channel.
 */
export interface EngineApi {
  /**
   * Rejects with an AppError; with code `cancelled` after `signal` was aborted.
   * Parameters and results are checked against METHODS.
   */
  call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>>;
  /** Calls `listener` for every event of that name until the returned function is called. */
  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void;
}
