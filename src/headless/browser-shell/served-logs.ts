import { basename } from 'node:path';
import type { MethodResult } from '#contract/methods.ts';
import type { Engine } from '#core/engine/engine.ts';
import { OpenedFiles } from '#core/engine/opened-files.ts';
import { EngineWithShell } from './shell-methods.ts';
import { CLOSE_CODE, WebSocketChannel } from './websocket-channel.ts';

/** The part of the engine that the browser shell needs. */
export type ServedEngine = Pick<Engine, 'call' | 'subscribe' | 'streamExport'>;

/** What a page shows instead of the store; null: the store. */
export type ShownFile = MethodResult<'shell.describe'>['openedFile'];

export interface ServedLogsOptions {
  /** What pages show whose address names no log. */
  engine: ServedEngine;
  /** The file that `engine` has open; null: it is the store. */
  openedFile: ShownFile;
  /** Opens an exported file in an engine of its own. */
  openFile: (path: string) => Promise<ServedEngine & Pick<Engine, 'close'>>;
}

/** A log with the pages that show it. */
export interface ServedLog {
  readonly engine: ServedEngine;
  readonly channel: WebSocketChannel;
}

/** A file with its pages; OpenedFiles closes both. */
interface ServedFile extends ServedLog {
  close(): Promise<void>;
}

/** The logs that a server shows: the store, or the file that it was started on, and files that were opened beside it. */
export class ServedLogs {
  readonly #main: ServedLog;
  readonly #files: OpenedFiles<ServedFile>;

  constructor({ engine, openedFile, openFile }: ServedLogsOptions) {
    this.#files = new OpenedFiles<ServedFile>({
      open: async (path) => this.#serveFile(path, await openFile(path)),
      isShown: (logId) => (this.#files.find(logId)?.engine.channel.connections ?? 0) > 0,
    });
    this.#main = { engine, channel: this.#channel(engine, openedFile) };
  }

  /** @param logId - As in the page's address; null: the main log. undefined: it is not open, or not any more. */
  find(logId: string | null): ServedLog | undefined {
    return logId === null ? this.#main : this.#files.find(logId)?.engine;
  }

  /** Ends every connection, and closes the files; the main log is its owner's to close. */
  async close(): Promise<void> {
    this.#main.channel.close(CLOSE_CODE.goingAway, 'Hydrant was stopped.');
    await this.#files.closeAll();
  }

  #serveFile(path: string, engine: ServedEngine & Pick<Engine, 'close'>): ServedFile {
    const channel = this.#channel(engine, { path, name: basename(path) });
    return {
      engine,
      channel,
      async close() {
        await engine.close();
        // The page that asked for it gets its answer first.
        setImmediate(() => channel.close(CLOSE_CODE.logClosed, 'The file was closed.'));
      },
    };
  }

  #channel(engine: ServedEngine, openedFile: ShownFile): WebSocketChannel {
    return new WebSocketChannel(new EngineWithShell(engine, openedFile, this.#files));
  }
}
