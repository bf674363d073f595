/**
 * The two scripts that give a page what Electron's sandboxed preload gives it: an isolated JavaScript world in which the
 * preload runs with `contextBridge` and `ipcRenderer`, and, in the page's own world, only what the bridge exposes.
 * The worlds share nothing but the document, so calls cross as text in DOM events, which are dispatched synchronously.
 * The functions below run in the page; they are handed over as source text and may use nothing from outside themselves.
 */

/** Name of the isolated world, as Electron calls it. */
export const ISOLATED_WORLD = 'Electron Isolated Context';
/** Function of the isolated world that carries messages out of the page. */
export const BINDING_NAME = 'electronStandInSend';
/** Function of the isolated world that takes messages from the main process. */
export const RECEIVER_NAME = 'electronStandInReceive';

/** Runs in the page's own world, before the page's scripts. A denied window.open gives null, as in Electron. */
export function mainWorldScript(): string {
  return `(() => {
    window.open = () => null;
    if (window.top === window) (${openWorldBorder.toString()})('page', 'preload').announce();
  })();`;
}

/** Runs in the isolated world, before the page's scripts. `preloadSource` is the built CommonJS preload. */
export function isolatedWorldScript(preloadSource: string): string {
  return `(() => {
    if (window.top !== window) return;
    const border = (${openWorldBorder.toString()})('preload', 'page');
    const electron = (${createPreloadElectron.toString()})(border, ${JSON.stringify(BINDING_NAME)}, ${JSON.stringify(RECEIVER_NAME)});
    const module = { exports: {} };
    const require = (name) => {
      if (name === 'electron') return electron;
      throw new Error('The Electron stand-in: a sandboxed preload cannot require ' + name);
    };
    (function (exports, require, module) {\n${preloadSource}\n})(module.exports, require, module);
  })();`;
}

interface WorldBorder {
  expose(key: string, api: Record<string, unknown>): void;
  announce(): void;
}

/** One world's half of the border: exposes objects to the other world, and builds what the other world exposes. */
function openWorldBorder(own: string, other: string): WorldBorder {
  type Encoded = { value?: unknown; functionId?: number; entries?: Record<string, Encoded> };
  interface Crossing {
    kind: 'announce' | 'expose' | 'call' | 'answer';
    key?: string;
    encoded?: Encoded;
    functionId?: number;
    args?: Encoded[];
    error?: string;
  }
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const exposed = new Map<string, Encoded>();
  let answer: Crossing | undefined;

  const post = (crossing: Crossing): void => {
    window.dispatchEvent(new CustomEvent(`electron-stand-in:${other}`, { detail: JSON.stringify(crossing) }));
  };
  const encode = (value: unknown): Encoded => {
    if (typeof value === 'function') {
      return { functionId: functions.push(value as (...args: unknown[]) => unknown) - 1 };
    }
    return value === undefined ? {} : { value };
  };
  const callOther = (functionId: number, args: unknown[]): unknown => {
    post({ kind: 'call', functionId, args: args.map(encode) });
    const received = answer;
    answer = undefined;
    if (received === undefined) throw new Error('The Electron stand-in: the other world did not answer.');
    if (received.error !== undefined) throw new Error(received.error);
    return decode(received.encoded ?? {});
  };
  const decode = (encoded: Encoded): unknown => {
    const { functionId } = encoded;
    if (functionId !== undefined) return (...args: unknown[]) => callOther(functionId, args);
    if (encoded.entries === undefined) return encoded.value;
    const entries = Object.entries(encoded.entries).map(([key, entry]) => [key, decode(entry)] as const);
    return Object.freeze(Object.fromEntries(entries));
  };
  const answerCall = (crossing: Crossing): void => {
    let reply: Crossing;
    try {
      const args = (crossing.args ?? []).map(decode);
      const value = functions[crossing.functionId ?? -1]?.(...args);
      reply = { kind: 'answer', encoded: encode(value) };
    } catch (error) {
      reply = { kind: 'answer', error: String(error) };
    }
    post(reply);
  };

  window.addEventListener(`electron-stand-in:${own}`, (event) => {
    const crossing = JSON.parse((event as CustomEvent<string>).detail) as Crossing;
    if (crossing.kind === 'answer') answer = crossing;
    else if (crossing.kind === 'call') answerCall(crossing);
    else if (crossing.kind === 'announce') {
      for (const [key, encoded] of exposed) post({ kind: 'expose', key, encoded });
    } else if (crossing.key !== undefined && !Object.hasOwn(window, crossing.key)) {
      Object.defineProperty(window, crossing.key, {
        value: decode(crossing.encoded ?? {}),
        enumerable: true,
      });
    }
  });
  return {
    expose(key, api) {
      const entries = Object.fromEntries(Object.entries(api).map(([name, value]) => [name, encode(value)]));
      exposed.set(key, { entries });
      post({ kind: 'expose', key, encoded: { entries } });
    },
    // Which of the two scripts runs first is Chromium's choice: whoever comes second asks.
    announce: () => post({ kind: 'announce' }),
  };
}

/** The module `electron` as a sandboxed preload sees it. */
function createPreloadElectron(border: WorldBorder, bindingName: string, receiverName: string): unknown {
  type Listener = (event: unknown, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  world[receiverName] = (text) => {
    const { channel, args } = JSON.parse(text) as { channel: string; args: unknown[] };
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  };
  const refuseUnknown = (name: string, part: object): unknown =>
    new Proxy(part, {
      get(target, key) {
        if (key in target) return (target as Record<PropertyKey, unknown>)[key];
        throw new Error(`The Electron stand-in has no ${name}.${String(key)}.`);
      },
    });
  const ipcRenderer = refuseUnknown('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => world[bindingName]?.(JSON.stringify({ channel, args })),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    removeListener: (channel: string, listener: Listener) => {
      const rest = (listeners.get(channel) ?? []).filter((candidate) => candidate !== listener);
      listeners.set(channel, rest);
    },
  });
  const contextBridge = refuseUnknown('contextBridge', {
    exposeInMainWorld: (key: string, api: Record<string, unknown>) => border.expose(key, api),
  });
  // What crosses the border here is text, so no File arrives with a path: the answer of Electron for a file on no disk.
  const webUtils = refuseUnknown('webUtils', { getPathForFile: () => '' });
  return refuseUnknown('electron (in a preload)', { contextBridge, ipcRenderer, webUtils });
}
