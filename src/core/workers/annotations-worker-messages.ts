import type { WireError } from '#contract/errors.ts';
import type { AnnotationAnswer, AnnotationMethod } from '../annotations/change-annotations.ts';

/** `workerData` of the annotations worker. */
export interface AnnotationsWorkerData {
  dataDir: string;
}

/** What the engine asks; requests are answered in order. */
export interface AnnotationsRequest {
  id: number;
  method: AnnotationMethod;
  params: unknown;
}

export type AnnotationsReply =
  | ({ id: number; kind: 'result' } & AnnotationAnswer)
  | { id: number; kind: 'error'; error: WireError };
