import type { ClientMessage, ServerMessage } from '#contract/envelope.ts';
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { IpcRendererEvent } from 'electron';

/** The one channel between the page and the main process; `src/main/ipc.ts` has the other end of the same name. */
const CHANNEL_NAME = 'hydrant:channel';

/** All that the page gets of Electron, as `window.hydrant`: messages of the contract, in order, in both directions, and where a dropped file is. */
const bridge = {
  /** Sends one message to the main process, which checks its sender and its shape. */
  post(message: ClientMessage): void {
    ipcRenderer.send(CHANNEL_NAME, message);
  },
  /** Calls `listener` with every message that arrives until the returned function is called. */
  listen(listener: (message: ServerMessage) => void): () => void {
    const onMessage = (_event: IpcRendererEvent, message: ServerMessage): void => listener(message);
    ipcRenderer.on(CHANNEL_NAME, onMessage);
    return () => ipcRenderer.removeListener(CHANNEL_NAME, onMessage);
  },
  /** The path of a file that the user dropped on the page; '' for one that is on no disk. A page cannot make up a file that has a path. */
  pathOf(file: File): string {
    return webUtils.getPathForFile(file);
  },
};

contextBridge.exposeInMainWorld('hydrant', bridge);
