import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { exitOf } from './exit-of.ts';

/** A busy machine's log: entries are written into a journal at a steady rate until it is stopped. */
export class JournalFeed {
  readonly directory: string;
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #exited: Promise<number | null>;
  readonly #ready: Promise<void>;
  #output = '';

  private constructor(directory: string, perSecond: number) {
    this.directory = directory;
    this.#child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'feed-journal.ts'), join(directory, 'system.journal'), String(perSecond)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#exited = exitOf(this.#child);
    this.#ready = new Promise((resolve, reject) => {
      this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        if (this.#output.startsWith('ready\n')) resolve();
      });
      this.#child.once('exit', () => {
        reject(new Error('The feed ended before it had written an entry.'));
      });
    });
  }

  /** Resolves when the journal has its first entry. @param directory of the journal; made if it is missing. */
  static async start(directory: string, perSecond: number): Promise<JournalFeed> {
    const feed = new JournalFeed(directory, perSecond);
    await feed.#ready;
    return feed;
  }

  /** Ends it. @returns how many entries were written. */
  async stop(): Promise<number> {
    this.#child.kill('SIGTERM');
    await this.#exited;
    return Number(this.#output.split('\n')[1]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
