import type { ReadableDatabase } from '../store/open-database.ts';
import { annotations } from '../store/migrations/0003-annotations.ts';

/**
 * Whether the store can hold annotations. One that was written by an older Hydrant, and only read since, has no tables for them:
 * nothing is noted there. Asked each time, as its next writer adds them.
 */
export function hasAnnotations(database: ReadableDatabase): boolean {
  return (database.pragma('user_version', { simple: true }) as number) >= annotations.version;
}
