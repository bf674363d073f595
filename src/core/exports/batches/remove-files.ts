import { statSync } from 'node:fs';
import type { ReadableDatabase } from '../../store/open-database.ts';
import { manifestPath, partPath } from '../files/batch-names.ts';
import { removeAbandonedPartials, removeIfThere } from '../files/partial-files.ts';
import { readBatch, readFiles } from './read-batches.ts';

/**
 * Removes what a batch has written, named or not. A file that is not as the batch left it is somebody else's and stays. Never throws for
 * what cannot be removed.
 */
export function removeFilesOf(database: ReadableDatabase, batchId: number): void {
  const { names, partDigits, manifestPath: ownManifest } = readBatch(database, batchId);
  const files = readFiles(database, batchId);
  for (const { path, partialPath, sizeBytes } of files) {
    removeIfThere(partialPath);
    if (sizeOf(path) === sizeBytes) removeIfThere(path);
  }
  removeAbandonedPartials(partPath(names, files.length + 1, partDigits));
  removeAbandonedPartials(manifestPath(names));
  // Set only when nobody else had a file of that name.
  if (ownManifest !== null) removeIfThere(ownManifest);
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch {
    return undefined; // A folder on the way is a file now, or may not be looked into: nothing of ours is there.
  }
}
