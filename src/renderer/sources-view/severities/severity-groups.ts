import type { SeverityRow, SeverityScaleName, SourceSeverities } from '#contract/source-severities.ts';

/** The words of one scale; null: those of none, and what has no severity. */
export interface SeverityGroup {
  scale: SeverityScaleName | null;
  /** Where the usual severities are laid down; '' for those of no scale. */
  reference: string;
  rows: readonly SeverityRow[];
}

/** A table of so many words is shown whole. */
const FEW_WORDS = 20;

/** Whether a source's words are too many to be all in sight. */
export function hasManyWords({ rows }: SourceSeverities): boolean {
  return rows.length > FEW_WORDS;
}

/**
 * The rows by their scales, empty ones left out. @param kept - Words that stay in sight. @param showsAll - false: of many words only those that
 * were seen, are changed or kept, and what has no severity.
 */
export function severityGroups(
  severities: SourceSeverities,
  showsAll: boolean,
  kept: ReadonlySet<string>,
): SeverityGroup[] {
  const isInSight = ({ raw, seen, now, usual }: SeverityRow) =>
    showsAll || !hasManyWords(severities) || raw === '' || seen !== 0 || now !== usual || kept.has(raw);
  const rowsOf = (scale: SeverityScaleName | null) =>
    severities.rows.filter((row) => row.scale === scale && isInSight(row));
  return [...severities.scales, { name: null, reference: '' }]
    .map(({ name, reference }) => ({ scale: name, reference, rows: rowsOf(name) }))
    .filter(({ rows }) => rows.length > 0);
}
