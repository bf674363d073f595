import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportRequest } from '#contract/export.ts';
import type { Severity } from '#contract/severity.ts';

export interface EngineOptions {
  /** Folder of the store; made if missing, with mode 0700. */
  dataDir: string;
  /** Source specifications as on the command line; empty: the best one this machine has. */
  sources: readonly string[];
  /** `follow`: capture until closed. `once`: read what is there, then resolve `captureFinished`. `none`: only read the store. */
  capture: 'follow' | 'once' | 'none';
  /** Rule: drop entries less severe than this. Default 7 (debug): keep all. */
  minimumSeverity?: Severity;
}

/** What `collect --once` prints, one per source. */
export interface CaptureSummary {
  source: string;
  received: number;
  stored: number;
  quarantined: number;
  dropped: number;
  duplicates: number;
  seconds: number;
  entriesPerSecond: number;
  /** What the store holds of this source, by the severity's name. */
  bySeverity: Record<string, number>;
  /** Set when the source could not be read, or not wholly. */
  problem: { code: string; message: string; remedy?: string } | null;
  gaps: number;
}

/** The whole of Hydrant without a window: capture, store, queries, exports. Plain Node; all work happens in worker threads. */
export interface Engine extends EngineApi {
  /** Resolves when a capture with `once` has read and committed everything; never for `follow`. */
  readonly captureFinished: Promise<CaptureSummary[]>;
  /** Runs an export as a stream of bytes instead of into a file (`path`, `rowsPerFile` and `replacesExisting` are ignored). Bounded memory: waits for the consumer. */
  streamExport(request: ExportRequest, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Stops the listeners, commits what is in flight, closes the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
