import type { MessagePort } from 'node:worker_threads';
import type { WireError } from '#contract/errors.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { MethodName } from '#contract/methods.ts';
import type { SeverityCounts } from '#contract/severity.ts';

/** `workerData` of the export worker. It opens the store when it is first needed. */
export interface ExportWorkerData {
  dataDir: string;
  version: string;
  /** See BatchServiceOptions; also whether recurring exports run here. */
  isKeeper: boolean;
  /** Who asks for the batches that are started here. */
  origin: 'view' | 'command';
  /** When the engine was started: recurring exports that were due before were missed. */
  startedAtUnixUs: number;
}

/** The methods of the contract that the export worker answers. */
export type ExportMethod = Extract<
  MethodName,
  | 'exports.start'
  | 'exports.pause'
  | 'exports.resume'
  | 'exports.cancel'
  | 'exports.verify'
  | 'exports.remove'
  | `schedules.${string}`
>;

/** What the engine tells the export worker. Parameters were checked against the contract before. */
export type ExportWorkerCommand =
  /** Answered by one `result` or `error`. The engine chooses `id`, unique in the worker's life. */
  | { kind: 'ask'; id: number; method: ExportMethod; params: unknown }
  /** The answer to `id` is not wanted any more. */
  | { kind: 'forget'; id: number }
  /** Export to `port`, which is transferred with this message; see ExportStreamMessage. Not answered here. */
  | { kind: 'stream'; request: ExportRequest; isRecorded: boolean; port: MessagePort }
  /** Entries were stored: what recurring exports wait for. */
  | { kind: 'stored'; lastId: number; bySeverity: SeverityCounts }
  /** What was logged before this start is stored: recurring exports can run. `isStart`: told for the first time since the engine was started. */
  | { kind: 'caught-up'; isStart: boolean }
  /** Take back what is half-written, close the store and exit. */
  | { kind: 'close' };

/** What the export worker tells the engine. */
export type ExportWorkerReport =
  | { kind: 'result'; id: number; value: unknown }
  | { kind: 'error'; id: number; error: WireError }
  /** An event of the contract, for the views. */
  | { kind: 'event'; name: string; payload: unknown };

/** What the worker sends on a stream's port: chunks, then exactly one `ended` or `failed`, then it closes the port. */
export type ExportStreamMessage =
  | { kind: 'chunk'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'ended'; rows: number }
  | { kind: 'failed'; error: WireError };

/** What the reader sends on a stream's port. The worker sends as many chunks as it was given credit for, then waits. */
export type ExportStreamCommand =
  | { kind: 'credit'; chunks: number }
  /** Stop soon; answered by `failed` with code `cancelled`. Closing the port does the same, unanswered. */
  | { kind: 'cancel' };
