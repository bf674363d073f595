import type { WireError } from '#contract/errors.ts';
import type { MethodName } from '#contract/methods.ts';

/** `workerData` of a query worker. */
export interface QueryWorkerData {
  dataDir: string;
  /** One 32-bit number: the id of the newest request that is not wanted any more. A running query looks at it between statements. */
  cancelled: SharedArrayBuffer;
}

/** What the engine asks: a method of the contract, or what the store says of itself. Parameters were checked before. */
export interface QueryRequest {
  id: number;
  method: MethodName | 'store.facts' | 'store.countsBySource' | 'store.hasExportWork';
  params: unknown;
}

export type QueryReply =
  | { id: number; kind: 'result'; value: unknown }
  | { id: number; kind: 'error'; error: WireError };
