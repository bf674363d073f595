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

/** How the server ends the connection of a page whose file is not open, or not any more: see CLOSE_CODE there. */
const LOG_CLOSED = 4404;

/** The opened file that a page shows. */
export interface ShownFile {
  logId: string;
  /** It is not open any more: there is nothing left to show. */
  onClosed: () => void;
}

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
  readonly #shown: ShownFile | null;
  readonly #subscriptions = new Set<Subscription>();
  #socket: WebSocket | undefined;
  #client: ChannelClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #isClosed = false;

  /**
   * @param url - The channel's address, `ws://…/channel`; the session cookie travels with it.
   * @param shown - Of a page that shows an opened file.
   */
  constructor(url: string, shown: ShownFile | null = null) {
    this.#url = shown === null ? url : `${url}?log=${encodeURIComponent(shown.logId)}`;
    this.#shown = shown;
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

  pathOf(): null {
    return null;
  }

  exportUrl(request: ExportRequest): string {
    const log = this.#shown === null ? '' : `log=${encodeURIComponent(this.#shown.logId)}&`;
    return `/export?${log}request=${encodeURIComponent(JSON.stringify(request))}`;
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
    socket.addEventListener('close', ({ code }) => {
      this.#client = undefined;
      client.close(connectionLost());
      if (this.#isClosed) return;
      if (code === LOG_CLOSED) {
        this.#shown?.onClosed();
        return;
      }
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
