import type { MessagePort } from 'node:worker_threads';
import type { WireError } from '#contract/errors.ts';
import type { ExportJob, ExportRequest } from '#contract/export.ts';

/** `workerData` of the export worker. It opens its own read-only connection when the first export begins. */
export interface ExportWorkerData {
  dataDir: string;
}

/**
 * What the engine tells the export worker. Requests were checked against the contract before. Any number of exports may
 * run at once; they take turns page by page. To end the worker send `close` and wait for its `exit`.
 */
export type ExportWorkerCommand =
  /** Export to files. Answered by any number of `progressed` and one `ended`. The engine chooses `id`, unique in its life. */
  | { kind: 'start'; id: number; request: ExportRequest; rowsTotal: number | null }
  /** Stop a file export soon: it then ends as `cancelled`. Nothing happens when it has ended already. */
  | { kind: 'cancel'; id: number }
  /** Export to `port`, which is transferred with this message; see ExportStreamMessage. Not answered here. */
  | { kind: 'stream'; request: ExportRequest; port: MessagePort }
  /** Cancel everything, clean up, close the connection and exit. */
  | { kind: 'close' };

/** What the export worker tells the engine. */
export type ExportWorkerReport =
  /** A running job's numbers, at most ten a second for each job. */
  | { kind: 'progressed'; job: ExportJob }
  /** The job's last word: completed, cancelled or failed. */
  | { kind: 'ended'; job: ExportJob };

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
