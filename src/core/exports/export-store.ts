import type { EntryQuery } from '#contract/query.ts';
import type { EntryPages } from './export-entry.ts';

/** Which entries an export reads: those that match, with `afterId` < id <= `lastId`. */
export interface ExportRange {
  query: EntryQuery;
  /** What the pages must be able to tell of each entry. */
  columns: readonly string[];
  /** The pages must also be able to tell all fields of each entry. */
  needsAllFields: boolean;
  afterId: number;
  lastId: number;
}

/** What an export needs of the store. */
export interface ExportStore {
  /** The newest entry's id; 0 when there is none. */
  lastId(): number;
  /** Throws an AppError `query.invalid` at once, before the first page, when the query cannot be understood. */
  readPages(range: ExportRange): EntryPages;
}
