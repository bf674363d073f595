import { existsSync } from 'node:fs';

export type WorkerName =
  | 'ingest-worker'
  | 'listener-worker'
  | 'parquet-worker'
  | 'query-worker'
  | 'export-worker'
  | 'annotations-worker';

/** Where a worker's program is: its source beside this file, or its bundle beside the bundle that this file is part of. */
export function workerFile(name: WorkerName): URL {
  const source = new URL(`./${name}.ts`, import.meta.url);
  return existsSync(source) ? source : new URL(`./${name}.js`, import.meta.url);
}
