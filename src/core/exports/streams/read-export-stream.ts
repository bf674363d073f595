import { on } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type { ExportStreamCommand, ExportStreamMessage } from '../export-worker-messages.ts';

/** Chunks on their way at any time: enough that neither side waits for the other, about 1 MiB. */
const WINDOW_CHUNKS = 4;

/**
 * The reading end of a streamed export. Memory is bounded by the window; a reader that stops reading makes the worker
 * wait, one that leaves the loop cancels the export.
 * @throws AppError as the export failed; `cancelled` after `signal` was aborted; `internal` when the worker is gone.
 */
export async function* readExportStream(
  port: MessagePort,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const post = (command: ExportStreamCommand) => port.postMessage(command);
  const cancel = () => post({ kind: 'cancel' });
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const messages = on(port, 'message', { close: ['close'] });
    post(signal?.aborted === true ? { kind: 'cancel' } : { kind: 'credit', chunks: WINDOW_CHUNKS });
    for await (const [message] of messages as AsyncIterable<[ExportStreamMessage]>) {
      switch (message.kind) {
        case 'chunk':
          yield message.bytes;
          post({ kind: 'credit', chunks: 1 });
          break;
        case 'ended':
          return;
        case 'failed':
          throw AppError.fromWire(message.error);
      }
    }
    throw new AppError('internal', 'The export worker ended in the middle of an export.');
  } finally {
    signal?.removeEventListener('abort', cancel);
    port.close();
  }
}
