import type { EntryRow } from '#contract/entry.ts';

/** The oldest entry that a row stands for: itself, or the first of the repeats that it folds. */
export function rowFirstId(row: EntryRow): number {
  return row.repeats?.firstId ?? row.id;
}

/** Whether the entry is this row or one of the repeats that it folds. */
export function standsFor(row: EntryRow | undefined, id: number): boolean {
  return row !== undefined && rowFirstId(row) <= id && id <= row.id;
}

/** Two stretches of one list, the older one first. In a folded list, repeats that the border parts become one row. */
export function joinRows(
  older: readonly EntryRow[],
  newer: readonly EntryRow[],
  isFolded: boolean,
): readonly EntryRow[] {
  const last = older.at(-1);
  const first = newer[0];
  if (last === undefined) return newer;
  if (first === undefined) return older;
  if (!isFolded || !isSameText(last, first)) return [...older, ...newer];
  return [...older.slice(0, -1), foldedPair(last, first), ...newer.slice(1)];
}

function foldedPair(older: EntryRow, newer: EntryRow): EntryRow {
  return {
    ...newer,
    repeats: {
      entries: (older.repeats?.entries ?? 1) + (newer.repeats?.entries ?? 1),
      firstId: rowFirstId(older),
      firstTimeUnixUs: older.repeats?.firstTimeUnixUs ?? older.timeUnixUs,
    },
  };
}

/** A message that is cut may differ in what is not here: such rows are left apart. */
function isSameText(a: EntryRow, b: EntryRow): boolean {
  return (
    a.message === b.message &&
    a.messageBytes === b.messageBytes &&
    !a.isMessageTruncated &&
    !b.isMessageTruncated &&
    a.severity === b.severity &&
    a.rawSeverity === b.rawSeverity &&
    a.sourceId === b.sourceId &&
    a.host === b.host &&
    a.unit === b.unit &&
    a.identifier === b.identifier &&
    a.pid === b.pid
  );
}
