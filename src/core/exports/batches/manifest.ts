import { basename } from 'node:path';
import type { Manifest } from '#contract/export-manifest.ts';
import type { EntryQuery } from '#contract/query.ts';
import type { RedactionCounts } from '#contract/redaction.ts';
import { SEVERITY_NAMES, type SeverityCounts } from '#contract/severity.ts';
import type { Gap } from '#contract/status.ts';
import type { BatchRecord, EntryMark, FileRecord, FileTotals } from './batch-record.ts';

export interface ManifestFacts {
  record: BatchRecord;
  /** Of the recurring export. */
  name: string | null;
  files: readonly FileRecord[];
  totals: FileTotals;
  /** Each with the specification of its source. */
  gaps: readonly (Gap & { source: string })[];
  /** With nothing in it that a redaction has taken out of the entries. */
  query: EntryQuery;
  completedAtUnixUs: number;
  machine: string;
  version: string;
}

/** The manifest as it stands in its file: JSON, two spaces, one line feed at the end. */
export function manifestText(facts: ManifestFacts): string {
  return `${JSON.stringify(manifestOf(facts), null, 2)}\n`;
}

function manifestOf(facts: ManifestFacts): Manifest {
  const { record, files, totals } = facts;
  const { request, range } = record;
  if (range === null) throw new Error(`batch ${String(record.id)} has not begun`);
  return {
    format: 'hydrant-export-manifest',
    version: 1,
    hydrant: facts.version,
    batch: record.id,
    name: facts.name,
    machine: facts.machine,
    createdAt: isoTime(record.createdAtUnixUs),
    completedAt: isoTime(facts.completedAtUnixUs),
    query: facts.query,
    range,
    fileFormat: fileFormatOf(record),
    redaction:
      request.redacts.length === 0
        ? null
        : { kinds: request.redacts, replaced: allKinds(request.redacts, totals.redactions) },
    rows: totals.rows,
    bySeverity: byName(totals.bySeverity),
    files: files.map((file) => ({
      name: basename(file.path),
      rows: file.rows,
      bySeverity: byName(file.bySeverity),
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      first: markOf(file.first),
      last: markOf(file.last),
    })),
    gaps: facts.gaps.map((gap) => ({
      source: gap.source,
      afterId: gap.afterEntryId,
      from: gap.fromUnixUs === null ? null : isoTime(gap.fromUnixUs),
      until: gap.untilUnixUs === null ? null : isoTime(gap.untilUnixUs),
      lostEntries: gap.lostEntries,
      reason: gap.reason,
    })),
  };
}

function fileFormatOf({ request }: BatchRecord): Manifest['fileFormat'] {
  const { format, compression, columns, text, times } = request;
  const isText = format === 'csv' || format === 'tsv';
  return {
    name: format,
    compression,
    columns: format === 'journal' ? null : columns,
    text: isText ? text : null,
    times: isText || format === 'jsonl' ? times : null,
  };
}

function allKinds(kinds: readonly (keyof RedactionCounts)[], counts: RedactionCounts): RedactionCounts {
  return Object.fromEntries(kinds.map((kind) => [kind, counts[kind] ?? 0]));
}

function markOf(mark: EntryMark | null): { id: number; time: string; position: string } | null {
  return mark === null ? null : { id: mark.id, time: isoTime(mark.timeUnixUs), position: mark.position };
}

function byName(counts: SeverityCounts): Record<(typeof SEVERITY_NAMES)[number], number> {
  return Object.fromEntries(SEVERITY_NAMES.map((name, severity) => [name, counts[severity] ?? 0])) as Record<
    (typeof SEVERITY_NAMES)[number],
    number
  >;
}

function isoTime(unixUs: number): string {
  const ms = Math.floor(unixUs / 1000);
  return `${new Date(ms).toISOString().slice(0, -1)}${String(unixUs - ms * 1000).padStart(3, '0')}Z`;
}
