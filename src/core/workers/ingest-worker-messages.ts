import type { WireError } from '#contract/errors.ts';
import type { EventPayload } from '#contract/events.ts';
import type { Severity } from '#contract/severity.ts';
import type { Gap, SourceStatus } from '#contract/status.ts';
import type { ListenerMode } from '../listener/listener.ts';
import type { ListedSource } from '../store/source-list.ts';
import type { SourceMethod } from '../pipeline/answer-source-call.ts';

/** `workerData` of the ingest worker. */
export interface IngestWorkerData {
  dataDir: string;
  /** What the command line names, and what became of that list since; null: the list that the store keeps. */
  named: readonly ListedSource[] | null;
  /** Where the store keeps no list. */
  usual: readonly string[];
  mode: ListenerMode;
  minimumSeverity: Severity;
  /** As EngineOptions.logFormat. */
  logFormat: string | undefined;
}

/** What the engine tells the ingest worker. */
export type IngestCommand =
  /** Carried out one after the other; answered by `answered`. */
  { kind: 'ask'; id: number; method: SourceMethod; params: unknown } | { kind: 'stop' };

/** What the ingest worker tells the engine. */
export type IngestReport =
  /** The store is open, in its newest schema; the listeners start now. `sources`: their numbers before. */
  | { kind: 'ready'; sources: SourceStatus[] }
  /** Could not begin; the worker ends. */
  | { kind: 'failed'; error: WireError }
  /** Commits of the last moments, summed up: at most 20 a second. */
  | { kind: 'stored'; stored: EventPayload<'entries.stored'> }
  | { kind: 'gap'; gap: Gap }
  | { kind: 'answered'; id: number; answer: { value: unknown } | { error: WireError } }
  /** The sources that the command line named are now these; told before the change is answered. */
  | { kind: 'list-changed'; list: readonly ListedSource[] }
  /** At most four a second, and at once when a listener's state changes. */
  | { kind: 'status'; sources: SourceStatus[] }
  /** Mode `once`: everything is read and committed. */
  | { kind: 'finished'; sources: SourceStatus[] };
