import type { EntryRow } from '#contract/entry.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { prepareReceivedAt } from './received-at.ts';
import { storedIdOf } from './late-entries.ts';

/** Says of the rows whose entry came late, how late it was: from when it was logged to when it was received. */
export function markLate(database: ReadableDatabase, rows: readonly EntryRow[]): void {
  const late = rows.filter(({ id }) => !Number.isInteger(id));
  if (late.length === 0) return;
  const receivedAt = prepareReceivedAt(database);
  for (const row of late) {
    const receivedUnixUs = receivedAt.get(storedIdOf(database, row.id)) ?? row.timeUnixUs;
    row.lateMs = Math.max(0, Math.round((receivedUnixUs - row.timeUnixUs) / 1000));
  }
}
