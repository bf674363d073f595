import type { WireError } from '#contract/errors.ts';

/** `workerData` of the Parquet worker. */
export interface ParquetWorkerData {
  /** Of the process; it stays open while the worker lives. */
  fileDescriptor: number;
  sizeBytes: number;
}

/** Asks for the next rows of a row group; of another one than before: for its first. */
export interface ParquetRequest {
  group: number;
}

/** The answer to each request. */
export type ParquetReply =
  /** Rows as JSON Lines; their memory comes along. */
  | { kind: 'bytes'; bytes: Uint8Array }
  /** There are no more rows in the group. */
  | { kind: 'end' }
  /** The group cannot be decoded. */
  | { kind: 'damaged'; reason: string }
  /** The file cannot be read. */
  | { kind: 'failed'; error: WireError };
