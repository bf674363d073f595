import { EventEmitter } from 'node:events';
import type { WebContents } from './web-contents.ts';

/** What a listener of `ipcMain.on` is told about the sender. */
export interface SenderEvent {
  sender: WebContents;
  senderFrame: { url: string; parent: null };
}

/** Electron's ipcMain: messages that preloads sent. */
export class IpcMain extends EventEmitter {
  deliver(channel: string, event: SenderEvent, args: unknown[]): void {
    this.emit(channel, event, ...args);
  }
}
