import type { CancelSignal } from '../../src/contract/cancel-signal.ts';
import { AppError } from '../../src/contract/errors.ts';
import type { EventName, EventPayload } from '../../src/contract/events.ts';
import type { ExportRequestInput } from '../../src/contract/export-request.ts';
import type { MethodName, MethodParams, MethodResult } from '../../src/contract/methods.ts';
import type { ServedEngine } from '../../src/headless/browser-shell/served-logs.ts';

/** Stands in for the engine where a test is about the shell around it. Answers `app.describe`; exports what it is told to. */
export class EngineDouble implements ServedEngine {
  readonly calls: string[] = [];
  readonly exportRequests: ExportRequestInput[] = [];
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  isClosed = false;
  /** What `streamExport` yields. */
  exported: (signal: AbortSignal | undefined) => AsyncIterable<Uint8Array> = () => chunksOf([]);

  async call<M extends MethodName>(
    method: M,
    _params: MethodParams<M>,
    _signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    this.calls.push(method);
    await Promise.resolve();
    if (method === 'app.describe') {
      const described: MethodResult<'app.describe'> = {
        version: '1.2.3',
        dataDir: '/data',
        platform: 'linux',
      };
      return described as MethodResult<M>;
    }
    throw new AppError('internal', `The engine double does not know ${method}.`);
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  /** How many listen to an event. */
  listeners(name: EventName): number {
    return this.#listeners.get(name)?.size ?? 0;
  }

  streamExport(
    request: ExportRequestInput,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncIterable<Uint8Array> {
    this.exportRequests.push(request);
    return this.exported(signal);
  }
}

/** An export that is there already. */
export async function* chunksOf(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}
