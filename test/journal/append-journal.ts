import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { exitOf } from './exit-of.ts';
import type { ExportField } from './export-encoding.ts';
import { addressFields, encodeExportEntry } from './export-encoding.ts';
import { requireTool } from './require-tool.ts';

/**
 * Appends entries to a journal file while others read it: systemd-journal-remote writes what it is given at once, and a
 * `journalctl --directory … --follow` sees it.
 */
export class JournalAppender {
  readonly bootId: string;
  readonly #child: ChildProcessByStdio<Writable, null, Readable>;
  readonly #exited: Promise<number | null>;
  #complaint = '';
  #nextUnixUs: number;
  #monotonicUs = 1_000_000;

  /** Opens or makes the journal file `path` (must end in `.journal`). Entries are a millisecond apart. */
  constructor(path: string, options: { bootId?: string; startUnixUs?: number } = {}) {
    mkdirSync(dirname(path), { recursive: true });
    this.bootId = options.bootId ?? '11111111111111111111111111111111';
    this.#nextUnixUs = options.startUnixUs ?? Date.UTC(2026, 10, 2) * 1000;
    this.#child = spawn(requireTool('systemd-journal-remote'), ['-o', path, '-'], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.#exited = exitOf(this.#child);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint += text));
    // The exit status tells; without a listener a broken pipe would end the test run.
    this.#child.stdin.on('error', (error) => (this.#complaint += error.message));
  }

  /** Writes one entry with the given message and further fields. */
  append(message: string | Buffer, ...fields: readonly ExportField[]): void {
    const address = addressFields(this.#nextUnixUs, this.#monotonicUs, this.bootId);
    this.#nextUnixUs += 1000;
    this.#monotonicUs += 1000;
    this.#child.stdin.write(encodeExportEntry([...address, ['MESSAGE', message], ...fields]));
  }

  /** Writes ready-made export text. */
  async write(chunk: Buffer): Promise<void> {
    if (!this.#child.stdin.write(chunk)) await once(this.#child.stdin, 'drain');
  }

  /** Resolves when everything is in the file and the writer is gone. Throws when it refused something. */
  async close(): Promise<void> {
    this.#child.stdin.end();
    const status = await this.#exited;
    if (status !== 0)
      throw new Error(`systemd-journal-remote ended with ${String(status)}: ${this.#complaint}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    await this.#exited;
  }
}
