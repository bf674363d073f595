import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalListenerOptions } from '#core/listener/journal/journal-listener.ts';
import { createJournalListener } from '#core/listener/journal/journal-listener.ts';
import type { Listener } from '#core/listener/listener.ts';
import { RecordingPort } from './recording-port.ts';

/** A folder of its own for one test and the listeners that the test starts; all gone when it ends. */
export class JournalLab {
  readonly folder = mkdtempSync(join(tmpdir(), 'hydrant-journal-'));
  /** Where the test's journal lies unless it says otherwise; not made yet. */
  readonly journal = join(this.folder, 'journal');
  readonly #listeners: Listener[] = [];

  /** Starts a listener on the lab's journal that follows from the oldest entry and retries within milliseconds. */
  listen(port: RecordingPort, options: Partial<JournalListenerOptions> = {}): Listener {
    const listener = createJournalListener({
      target: { kind: 'directory', path: this.journal },
      mode: 'follow',
      port,
      initialPosition: null,
      backOff: { firstMs: 5, longestMs: 20, healthyAfterMs: 30_000 },
      ...options,
    });
    this.#listeners.push(listener);
    listener.start();
    return listener;
  }

  /** Reads the journal to its end. */
  async readOnce(options: Partial<JournalListenerOptions> = {}): Promise<RecordingPort> {
    const port = new RecordingPort();
    this.listen(port, { mode: 'once', ...options });
    await port.until(() => port.state === 'finished' || port.state === 'failed');
    return port;
  }

  /** Stops the listeners that run. */
  async stop(): Promise<void> {
    await Promise.all(this.#listeners.splice(0).map((listener) => listener.stop()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
