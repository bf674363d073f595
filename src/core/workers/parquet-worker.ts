import { parentPort, workerData } from 'node:worker_threads';
import { AppError, toWireError } from '#contract/errors.ts';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { readParquetMetadata } from '../listener/exported-file/parquet-file.ts';
import { readParquetGroup } from '../listener/exported-file/parquet-group.ts';
import { readAt } from '../listener/exported-file/read-at.ts';
import type { ParquetReply, ParquetRequest, ParquetWorkerData } from './parquet-worker-messages.ts';

/** The worker thread that decodes one Parquet file, a piece for each request. It may be ended at any moment. */
const port = parentPort;
if (port === null) throw new Error('parquet-worker runs as a worker thread only');
const { fileDescriptor, sizeBytes } = workerData as ParquetWorkerData;

const file: AsyncBuffer = {
  byteLength: sizeBytes,
  async slice(start, end = sizeBytes) {
    if (!(start >= 0 && start <= end && end <= sizeBytes)) throw new Error('it points outside the file');
    try {
      return (await readAt(fileDescriptor, start, end)).buffer as ArrayBuffer;
    } catch (error) {
      throw new AppError('file.failed', 'Reading the Parquet file failed.', {
        remedy: 'Check the disk that it is on, and try again.',
        cause: error,
      });
    }
  },
};
let metadata: FileMetaData | undefined;
let reading: { group: number; rows: AsyncGenerator<Buffer> } | undefined;

port.on('message', (request: ParquetRequest) => {
  void answer(request).then((reply) => {
    port.postMessage(reply, reply.kind === 'bytes' ? [reply.bytes.buffer as ArrayBuffer] : []);
  });
});

async function answer({ group }: ParquetRequest): Promise<ParquetReply> {
  try {
    metadata ??= await readParquetMetadata(file);
    if (reading?.group !== group) reading = { group, rows: readParquetGroup(file, metadata, group) };
    const next = await reading.rows.next();
    return next.done === true ? { kind: 'end' } : { kind: 'bytes', bytes: next.value };
  } catch (error) {
    if (error instanceof AppError) return { kind: 'failed', error: toWireError(error) };
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
  }
}
