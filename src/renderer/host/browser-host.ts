import { ChannelClient } from '#contract/channel-client.ts';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import { AppError } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import { Store } from '../state/store.ts';
import { texts } from '../texts.ts';
import type { ConnectionState, Host } from './host.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** A listener that outlives the connection it hears through. */
interface Subscription {
  attach: (client: ChannelClient) => () => void;
  detach: () => void;
}

/**
 * The engine behind a WebSocket. A lost connection is made again with growing pauses, and subscriptions move over to
 * the new one; calls that were open are rejected with `connection.lost`, as are calls while there is no connection.
 */
export class BrowserHost implements Host {
  readonly connection = new Store<ConnectionState>('connecting');
  readonly #url: string;
  readonly #subscriptions = new Set<Subscription>();
  #socket: WebSocket | undefined;
  #client: ChannelClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #isClosed = false;

  /** @param url the channel's address, `ws://…/channel`; the session cookie travels with it. */
  constructor(url: string) {
    this.#url = url;
    this.#connect();
  }

  call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    if (this.#client === undefined) return Promise.reject(connectionLost());
    return this.#client.call(method, params, signal);
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const subscription: Subscription = {
      attach: (client) => client.subscribe(name, listener),
      detach: () => undefined,
    };
    this.#subscriptions.add(subscription);
    if (this.#client !== undefined) subscription.detach = subscription.attach(this.#client);
    return () => {
      this.#subscriptions.delete(subscription);
      subscription.detach();
    };
  }

  exportUrl(request: ExportRequest): string {
    return `/export?request=${encodeURIComponent(JSON.stringify(request))}`;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    const client = new ChannelClient((message) => {
      socket.send(JSON.stringify(message));
    });
    socket.addEventListener('open', () => {
      this.#pauseMs = FIRST_PAUSE_MS;
      this.#client = client;
      for (const subscription of this.#subscriptions) subscription.detach = subscription.attach(client);
      this.connection.set('connected');
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string') client.receive(JSON.parse(event.data));
    });
    // A failed attempt and a lost connection both end in `close`; `error` only precedes it.
    socket.addEventListener('close', () => {
      this.#client = undefined;
      client.close(connectionLost());
      if (this.#isClosed) return;
      this.connection.set('lost');
      this.#timer = setTimeout(() => {
        this.#connect();
      }, this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    });
  }
}

function connectionLost(): AppError {
  return new AppError('connection.lost', texts.connection.lost, { remedy: texts.connection.lostRemedy });
}
