import type { ExportField } from '../journal/export-encoding.ts';

/** The fields in the order that journalctl prints them in: the cursor begins an entry. */
export function cursorFirst(fields: readonly ExportField[]): ExportField[] {
  return fields.toSorted(([a], [b]) => Number(b === '__CURSOR') - Number(a === '__CURSOR'));
}
