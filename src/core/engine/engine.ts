import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportRequestInput } from '#contract/export-request.ts';
import type { Severity } from '#contract/severity.ts';

export interface EngineOptions {
  /** Folder of the store; made if missing, with mode 0700. */
  dataDir: string;
  /** Source specifications as on the command line; empty: the list that the store keeps, and where there is none the best one this machine has. */
  sources: readonly string[];
  /** How text logs are read, as `--log-format` says it; absent: as their lines tell. */
  logFormat?: string;
  /** `follow`: capture until closed. `once`: read what is there, then resolve `captureFinished`. `none`: only read the store. */
  capture: 'follow' | 'once' | 'none';
  /** Rule: drop entries less severe than this. Default 7 (debug): keep all. */
  minimumSeverity?: Severity;
  /** With `follow`: recurring exports run here, and what an earlier run left unfinished goes on. Default true. */
  runsExports?: boolean;
  /** With `none`: tells what another process stores, for which it looks again and again. Default true. */
  followsStore?: boolean;
  /** On whose behalf exports are started: `view` (default) or `command`. */
  asksAs?: 'view' | 'command';
  /** The store is the engine's own: closing removes `dataDir` and everything in it. Default false. */
  isTemporary?: boolean;
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
  /**
   * Runs an export as a stream of bytes instead of into files: what is said of the target is ignored. Bounded memory: waits for the
   * consumer. `isRecorded`: it becomes a batch of the history, as a download.
   */
  streamExport(
    request: ExportRequestInput,
    options?: { signal?: AbortSignal; isRecorded?: boolean },
  ): AsyncIterable<Uint8Array>;
  /** Stops the listeners, commits what is in flight, closes the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
