import type { CancelSignal } from './cancel-signal.ts';
import type { EngineApi } from './engine-api.ts';
import type { ClientMessage } from './envelope.ts';
import { serverMessageSchema } from './envelope.ts';
import { AppError } from './errors.ts';
import type { EventName, EventPayload } from './events.ts';
import { EVENTS, isEventName } from './events.ts';
import type { MethodName, MethodParams, MethodResult } from './methods.ts';
import { METHODS } from './methods.ts';

interface PendingCall {
  method: MethodName;
  resolve: (value: unknown) => void;
  reject: (error: AppError) => void;
}

/**
 * The calling end of a channel: call, cancel and listen over anything that carries messages in order (Electron IPC, a
 * WebSocket, a process's message port). Checks every arriving message against its schema.
 */
export class ChannelClient implements EngineApi {
  readonly #send: (message: ClientMessage) => void;
  readonly #pending = new Map<number, PendingCall>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #nextId = 1;
  #closedWith: AppError | undefined;

  constructor(send: (message: ClientMessage) => void) {
    this.#send = send;
  }

  call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    if (this.#closedWith) return Promise.reject(this.#closedWith);
    if (signal?.aborted) return Promise.reject(new AppError('cancelled', 'Cancelled.'));
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#pending.delete(id);
        this.#send({ kind: 'cancel', id });
        reject(new AppError('cancelled', 'Cancelled.'));
      };
      const settle = () => {
        this.#pending.delete(id);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#pending.set(id, {
        method,
        resolve: (value) => {
          settle();
          resolve(value as MethodResult<M>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#send({ kind: 'call', id, method, params });
    });
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Hand in every message that arrives. A message that fits no schema is refused loudly: it is a bug of the other end. */
  receive(message: unknown): void {
    const parsed = serverMessageSchema.parse(message);
    if (parsed.kind === 'event') {
      this.#receiveEvent(parsed.name, parsed.payload);
      return;
    }
    const pending = this.#pending.get(parsed.id);
    if (pending === undefined) return; // Cancelled meanwhile.
    if (parsed.kind === 'error') {
      pending.reject(AppError.fromWire(parsed.error));
      return;
    }
    const result = METHODS[pending.method].result.safeParse(parsed.value);
    if (result.success) pending.resolve(result.data);
    else {
      pending.reject(
        new AppError('internal', `The answer to ${pending.method} does not fit the contract.`, {
          cause: result.error,
        }),
      );
    }
  }

  /** The connection is gone: every open call and every later one is rejected with `error`. */
  close(error: AppError): void {
    this.#closedWith = error;
    for (const pending of this.#pending.values()) pending.reject(error);
  }

  #receiveEvent(name: string, payload: unknown): void {
    if (!isEventName(name)) return; // A newer engine may tell more than this view knows.
    const listeners = this.#listeners.get(name);
    if (listeners === undefined || listeners.size === 0) return;
    const parsed = EVENTS[name].parse(payload);
    for (const listener of listeners) listener(parsed as never);
  }
}
