import type { EntryQuery } from '#contract/query.ts';
import type { Gap } from '#contract/status.ts';
import type { EntryPages } from './export-entry.ts';

/** Which entries an export reads: those that match, with `afterId` < id <= `lastId`. */
export interface ExportRange {
  query: EntryQuery;
  /** What the pages must be able to tell of each entry. */
  columns: readonly string[];
  /** Every field is wanted, whatever the columns. Default false. */
  needsAllFields?: boolean;
  afterId: number;
  lastId: number;
}

/** What an export needs of the store. */
export interface ExportStore {
  /** The newest entry's id; 0 when there is none. */
  lastId(): number;
  /** Throws an AppError `query.invalid` at once, before the first page, when the query cannot be understood. */
  readPages(range: ExportRange): EntryPages;
  /**
   * How many entries of the range match, in steps of some milliseconds that add up. Throws an AppError `query.invalid` at once, before
   * the first step.
   */
  counts(range: Pick<ExportRange, 'query' | 'afterId' | 'lastId'>): Iterable<number>;
  /** The source's own position of an entry; '' when there is no such entry. */
  position(id: number): string;
  /** Intervals within the range of which entries are missing, in storage order, each with the specification of its source. */
  gaps(range: Pick<ExportRange, 'query' | 'afterId' | 'lastId'>): (Gap & { source: string })[];
}
