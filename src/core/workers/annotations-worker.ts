import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '#contract/errors.ts';
import { AnnotationStore } from '../annotations/annotation-store.ts';
import { changeAnnotations } from '../annotations/change-annotations.ts';
import { openAnnotations } from '../annotations/open-annotations.ts';
import { classifyDatabaseError } from '../store/open-database.ts';
import type {
  AnnotationsReply,
  AnnotationsRequest,
  AnnotationsWorkerData,
} from './annotations-worker-messages.ts';

/** The worker thread that writes what the user notes beside the log. Where it has to wait for the ingest worker, nothing else waits. */
const port = parentPort;
if (port === null) throw new Error('annotations-worker runs as a worker thread only');
const { dataDir } = workerData as AnnotationsWorkerData;
let opened: AnnotationStore | undefined;

port.on('message', (request: AnnotationsRequest | 'close') => {
  if (request === 'close') {
    opened?.[Symbol.dispose]();
    port.close();
    return;
  }
  port.postMessage(answer(request));
});

function answer({ id, method, params }: AnnotationsRequest): AnnotationsReply {
  try {
    // Opened with the first request, so that a store that cannot be written is an answer and not a death.
    opened ??= new AnnotationStore(openAnnotations(dataDir));
    return { id, kind: 'result', ...changeAnnotations(opened, method, params) };
  } catch (error) {
    return { id, kind: 'error', error: toWireError(classifyDatabaseError(dataDir, error)) };
  }
}
