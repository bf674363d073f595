import type { EntryQuery } from '#contract/query.ts';
import type { Severity } from '#contract/severity.ts';
import type { ExportEntry } from '../export-entry.ts';
import type { ExportStore } from '../export-store.ts';

/** Which severities a query lets through, of those that are at least as bad as `worst`. */
export function severitiesUpTo(worst: Severity, query: Pick<EntryQuery, 'severities'> = {}): Severity[] {
  const upTo = Array.from({ length: worst + 1 }, (_, severity) => severity);
  return query.severities === undefined
    ? upTo
    : upTo.filter((severity) => query.severities?.includes(severity) === true);
}

/** When an entry was logged, as far as its own word can be trusted: nothing was logged after it was read. */
export function loggedAt(entry: Pick<ExportEntry, 'timeUnixUs' | 'receivedAtUnixUs'>): number {
  return Math.min(entry.timeUnixUs, entry.receivedAtUnixUs());
}

/**
 * Gives the matching entries of a range in storage order.
 * @param take - Told of each entry; it may be used during this call only.
 * @param between - Called after each page; what it throws ends the reading.
 * @throws AppError `query.invalid`.
 */
export async function readMatches(
  store: Pick<ExportStore, 'readPages'>,
  range: { query: EntryQuery; afterId: number; lastId: number },
  take: (entry: ExportEntry) => void,
  between: () => Promise<void>,
): Promise<void> {
  const columns = ['id', 'time', 'received_time'];
  for (const page of store.readPages({ ...range, columns, needsAllFields: false })) {
    for (const entry of page) take(entry);
    await between();
  }
}
