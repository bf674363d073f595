import { ChannelClient } from '#contract/channel-client.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { Store } from '../state/store.ts';
import type { ConnectionState, Host } from './host.ts';

/** What the preload script puts on the page's window. */
export interface ElectronBridge {
  post(message: unknown): void;
  /** Gives back how to stop listening. */
  listen(listener: (message: unknown) => void): () => void;
  /** '' for a file that is on no disk. */
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly hydrant?: ElectronBridge;
  }
}

export function hasElectronBridge(): boolean {
  return window.hydrant !== undefined;
}

/** The engine behind Electron's IPC. The bridge lives as long as the page, so the connection is never lost. */
export class ElectronHost implements Host {
  readonly connection = new Store<ConnectionState>('connected');
  readonly call: EngineApi['call'];
  readonly subscribe: EngineApi['subscribe'];
  readonly pathOf: (file: File) => string | null;

  constructor() {
    const bridge = window.hydrant;
    if (bridge === undefined) throw new Error('This page has no bridge to Electron.');
    const client = new ChannelClient((message) => {
      bridge.post(message);
    });
    bridge.listen((message) => {
      client.receive(message);
    });
    this.pathOf = (file) => bridge.pathOf(file) || null;
    this.call = client.call.bind(client);
    this.subscribe = client.subscribe.bind(client);
  }

  exportUrl(): string | null {
    return null;
  }
}
