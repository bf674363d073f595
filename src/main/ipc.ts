import type { EngineApi } from '#contract/engine-api.ts';
import { ChannelServer } from '#core/engine/channel-server.ts';
import type { BrowserWindow, IpcMainEvent } from 'electron';
import { ipcMain } from 'electron';
import { APP_URL } from './app-files.ts';
import { refuseSender } from './sender-check.ts';

/** The same name as in the preload script, which may import nothing of this layer. */
const CHANNEL_NAME = 'hydrant:channel';

/**
 * Connects the page in `window` with what it shows, for as long as the window lives. Every document that the window loads gets a
 * connection of its own, so that no answer meant for the page before a reload reaches the one after it.
 * @param apiOf - What a page of that address talks to.
 */
export function connectPage(window: BrowserWindow, apiOf: (address: string) => EngineApi): void {
  const { webContents } = window;
  const connect = (address: string): ChannelServer =>
    new ChannelServer(apiOf(address), (message) => {
      if (!webContents.isDestroyed()) webContents.send(CHANNEL_NAME, message);
    });
  let server = connect(APP_URL);
  const onMessage = (event: IpcMainEvent, message: unknown): void => {
    const refusal = refuseSender({
      frameUrl: event.senderFrame?.url,
      isMainFrame: event.senderFrame !== null && event.senderFrame.parent === null,
      isOwnWindow: event.sender === webContents,
    });
    if (refusal !== undefined) {
      console.error(`hydrant: a message was refused: ${refusal}.`);
      return;
    }
    receive(server, message);
  };
  webContents.on('did-navigate', (_event, address) => {
    server.close();
    server = connect(address);
  });
  ipcMain.on(CHANNEL_NAME, onMessage);
  window.once('closed', () => {
    ipcMain.off(CHANNEL_NAME, onMessage);
    server.close();
  });
}

/** What fits no envelope has no id to answer to; it can only be said aloud. */
function receive(server: ChannelServer, message: unknown): void {
  try {
    server.receive(message);
  } catch (error) {
    console.error('hydrant: a message was refused:', error);
  }
}
