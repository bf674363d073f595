import type { EntryQuery } from '#contract/query.ts';
import type { RedactionCounts } from '#contract/redaction.ts';
import type { ExportEntry } from '../export-entry.ts';

/** Replaces what identifies people in the entries of one export. */
export interface EntryRedactor {
  /** Replaced so far. */
  readonly counts: RedactionCounts;
  /** The entry with pseudonyms; its values are replaced, and counted, when they are read. */
  redact(entry: ExportEntry): ExportEntry;
  /** The query as a manifest may quote it. */
  redactQuery(query: EntryQuery): EntryQuery;
}
