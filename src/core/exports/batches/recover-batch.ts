import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { manifestPath, partPath } from '../files/batch-names.ts';
import { publishFile, syncFolder } from '../files/output-file.ts';
import { removeAbandonedPartials, removeIfThere } from '../files/partial-files.ts';
import type { BatchRecord, FileRecord } from './batch-record.ts';
import type { BatchStore } from './batch-store.ts';
import { readFiles } from './read-batches.ts';

/**
 * Brings the files of a batch whose process died in order: one that is complete and has no name yet gets it, half-written ones are
 * removed. Afterwards the batch can go on behind its last file. A file that is gone, or changed, is written anew, and with it all that come
 * after it.
 * @throws AppError as OutputFile.publish, when a name cannot be given; the file then stays as it is and recovery can be tried again.
 */
export function recoverBatch(bookkeeping: BatchStore, record: BatchRecord): void {
  const files = readFiles(bookkeeping.database, record.id);
  for (const file of files) {
    if (file.isPublished || publishLeftover(file, record.request.replacesExisting)) {
      if (!file.isPublished) bookkeeping.filePublished(record.id, file.part);
      continue;
    }
    bookkeeping.forgetFiles(record.id, file.part);
    break;
  }
  const next = readFiles(bookkeeping.database, record.id).length + 1;
  removeAbandonedPartials(partPath(record.names, next, record.partDigits));
  removeAbandonedPartials(manifestPath(record.names));
}

/** Gives a complete file its name. false: it is not there any more. */
function publishLeftover(file: FileRecord, replacesExisting: boolean): boolean {
  const partial = statSync(file.partialPath, { throwIfNoEntry: false, bigint: true });
  const named = statSync(file.path, { throwIfNoEntry: false, bigint: true });
  if (
    partial !== undefined &&
    named !== undefined &&
    partial.ino === named.ino &&
    partial.dev === named.dev
  ) {
    // It died between giving the new name and taking the old one away.
    removeIfThere(file.partialPath);
    return true;
  }
  if (partial !== undefined && isAsWritten(file.partialPath, file)) {
    publishFile(file.partialPath, file.path, replacesExisting);
    syncFolder(file.path);
    return true;
  }
  // It died after the renaming, before that was noted.
  return named !== undefined && isAsWritten(file.path, file);
}

function isAsWritten(path: string, { sizeBytes, sha256 }: FileRecord): boolean {
  if (statSync(path).size !== sizeBytes) return false;
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, buffer);
      if (length === 0) break;
      hash.update(buffer.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex') === sha256;
}
