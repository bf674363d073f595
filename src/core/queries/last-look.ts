import type { LastLook } from '#contract/annotations.ts';
import { hasAnnotations } from '../annotations/has-annotations.ts';
import type { ReadableDatabase } from '../store/open-database.ts';

/** Up to where the user has looked: `lastLook.get` of the contract. null: never. */
export function readLastLook(database: ReadableDatabase): LastLook | null {
  if (!hasAnnotations(database)) return null;
  return (
    database.prepare<[], LastLook>('SELECT entry_id AS entryId, at_us AS atUnixUs FROM last_look').get() ??
    null
  );
}
