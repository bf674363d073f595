import { annotations } from '../store/migrations/0003-annotations.ts';
import { openBesideWriter } from '../store/open-beside-writer.ts';
import type { WritableDatabase } from '../store/open-database.ts';

/** Opens the connection that changes nothing but annotations. @throws AppError as openBesideWriter. */
export function openAnnotations(dataDir: string): WritableDatabase {
  // As for the log: a power cut may cost the last note, never the database.
  return openBesideWriter(dataDir, { version: annotations.version, commits: 'quick' });
}
