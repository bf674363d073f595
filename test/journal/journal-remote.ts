import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { exitOf } from './exit-of.ts';
import { addressFields, encodeExportEntry, type ExportField } from './export-encoding.ts';
import { requireTool } from './require-tool.ts';

let started = 0;

/** A real systemd-journal-remote that listens on this machine and fills a folder, a journal for each sender's address; gone after the test. */
export class JournalRemote {
  readonly #port: number;
  readonly #exited: Promise<number | null>;
  readonly #stop: () => void;

  private constructor(port: number, stop: () => void, exited: Promise<number | null>) {
    this.#port = port;
    this.#stop = stop;
    this.#exited = exited;
  }

  static async start(folder: string): Promise<JournalRemote> {
    mkdirSync(folder, { recursive: true });
    started += 1;
    const port = 40_000 + ((process.pid * 7 + started) % 20_000);
    const child = spawn(
      requireTool('systemd-journal-remote'),
      [`--listen-raw=127.0.0.1:${String(port)}`, `--output=${folder}`, '--split-mode=host'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const stop = () => void child.kill('SIGTERM');
    onTestFinished(stop);
    const remote = new JournalRemote(port, stop, exitOf(child));
    // "Listening on …"
    await once(child.stderr, 'data');
    child.stderr.resume();
    return remote;
  }

  /** A sender of its own, by its address: any of 127.0.0.0/8. */
  async connect(address: string): Promise<JournalSender> {
    const socket = connect({ port: this.#port, host: '127.0.0.1', localAddress: address });
    await once(socket, 'connect');
    return new JournalSender(socket);
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.#exited;
  }
}

/** Sends entries as systemd-journal-upload does, in pieces that end anywhere. */
export class JournalSender {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  async send(
    entries: readonly {
      unixUs: number;
      monotonicUs: number;
      bootId: string;
      fields: readonly ExportField[];
    }[],
    pieceBytes: number,
  ): Promise<void> {
    const bytes = Buffer.concat(
      entries.map(({ unixUs, monotonicUs, bootId, fields }) =>
        encodeExportEntry([...addressFields(unixUs, monotonicUs, bootId), ...fields]),
      ),
    );
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      if (!this.#socket.write(bytes.subarray(at, at + pieceBytes))) await once(this.#socket, 'drain');
    }
  }

  async end(): Promise<void> {
    this.#socket.end();
    await once(this.#socket, 'close');
  }
}
