import type { MessagePort } from 'node:worker_threads';
import { toWireError } from '#contract/errors.ts';
import type { ExportStreamCommand, ExportStreamMessage } from '../export-worker-messages.ts';

type SendChunk = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/**
 * The writing end of a streamed export: sends as many chunks as the reader gave credit for, then waits for more.
 * Resolves when the last message was sent; never rejects. A closed port or an aborted `signal` ends it.
 * @param work - Streams through the function it is given, and resolves with the number of rows.
 */
export async function sendExportStream(
  work: (send: SendChunk, signal: AbortSignal) => Promise<number>,
  port: MessagePort,
  signal: AbortSignal,
): Promise<void> {
  const stopped = new AbortController();
  const credit = new Credit();
  const stop = () => {
    stopped.abort();
    credit.release();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  port.on('close', stop);
  port.on('message', (command: ExportStreamCommand) => {
    if (command.kind === 'credit') credit.add(command.chunks);
    else stop();
  });
  const post = (message: ExportStreamMessage, transfer: ArrayBuffer[] = []) => {
    port.postMessage(message, transfer);
  };
  const sendChunk: SendChunk = async (bytes) => {
    await credit.take();
    if (!stopped.signal.aborted) post({ kind: 'chunk', bytes }, [bytes.buffer]);
  };
  try {
    post({ kind: 'ended', rows: await work(sendChunk, stopped.signal) });
  } catch (error) {
    post({ kind: 'failed', error: toWireError(error) });
  } finally {
    signal.removeEventListener('abort', stop);
    port.close();
  }
}

/** Counts chunks that may still be sent; one taker at a time. */
class Credit {
  #chunks = 0;
  #isReleased = false;
  #wake: (() => void) | undefined;

  add(chunks: number): void {
    this.#chunks += chunks;
    this.#wake?.();
  }

  /** From now on nobody waits: the stream is over. */
  release(): void {
    this.#isReleased = true;
    this.#wake?.();
  }

  async take(): Promise<void> {
    while (this.#chunks === 0 && !this.#isReleased) {
      const woken = Promise.withResolvers<undefined>();
      this.#wake = () => woken.resolve(undefined);
      await woken.promise;
    }
    this.#wake = undefined;
    this.#chunks -= 1;
  }
}
