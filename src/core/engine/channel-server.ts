import type { EngineApi } from '#contract/engine-api.ts';
import type { ServerMessage } from '#contract/envelope.ts';
import { clientMessageSchema } from '#contract/envelope.ts';
import { AppError, toWireError } from '#contract/errors.ts';
import { EVENT_NAMES } from '#contract/events.ts';
import type { MethodName, MethodParams } from '#contract/methods.ts';
import { METHODS, isMethodName } from '#contract/methods.ts';

/** The answering end of a channel: checks every message, runs calls against `api`, forwards its events. */
export class ChannelServer {
  readonly #api: EngineApi;
  readonly #send: (message: ServerMessage) => void;
  readonly #running = new Map<number, AbortController>();
  readonly #unsubscribes: (() => void)[];

  constructor(api: EngineApi, send: (message: ServerMessage) => void) {
    this.#api = api;
    this.#send = send;
    this.#unsubscribes = EVENT_NAMES.map((name) =>
      api.subscribe(name, (payload) => send({ kind: 'event', name, payload })),
    );
  }

  /** Hand in every message that arrives. Throws an AppError `request.invalid` when it is no envelope at all. */
  receive(message: unknown): void {
    const parsed = clientMessageSchema.safeParse(message);
    if (!parsed.success) {
      throw new AppError('request.invalid', 'A message fits no envelope of the contract.', {
        cause: parsed.error,
      });
    }
    if (parsed.data.kind === 'cancel') {
      this.#running.get(parsed.data.id)?.abort();
      return;
    }
    const { id, method, params } = parsed.data;
    if (this.#running.has(id)) {
      this.#refuse(id, new AppError('request.invalid', `Call ${String(id)} is already running.`));
      return;
    }
    void this.#run(id, method, params);
  }

  /** Cancels what runs and stops forwarding events. */
  close(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  async #run(id: number, method: string, params: unknown): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const checked = checkCall(method, params);
      const value = await this.#api.call(checked.method, checked.params, controller.signal);
      if (this.#running.has(id)) this.#send({ kind: 'result', id, value });
    } catch (error) {
      if (this.#running.has(id)) this.#refuse(id, error);
    } finally {
      this.#running.delete(id);
    }
  }

  #refuse(id: number, error: unknown): void {
    this.#send({ kind: 'error', id, error: toWireError(error) });
  }
}

/** Checks a method's name and parameters. Throws an AppError that names the field at fault. */
export function checkCall(
  method: string,
  params: unknown,
): { method: MethodName; params: MethodParams<MethodName> } {
  if (!isMethodName(method)) throw new AppError('method.unknown', `There is no method "${method}".`);
  const parsed = METHODS[method].params.safeParse(params);
  if (parsed.success) return { method, params: parsed.data };
  const issue = parsed.error.issues[0];
  const place =
    issue === undefined || issue.path.length === 0 ? 'the parameters' : `"${issue.path.join('.')}"`;
  throw new AppError('request.invalid', `${method}: ${place}: ${issue?.message ?? 'invalid'}.`);
}
