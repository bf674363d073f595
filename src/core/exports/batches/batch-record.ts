import type { WireError } from '#contract/errors.ts';
import type { ExportBatch, ExportFile, ExportState } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import { exportRequestSchema, type ExportRequest } from '#contract/export-request.ts';
import type { RedactionCounts } from '#contract/redaction.ts';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import type { BatchNames } from '../files/batch-names.ts';

/** What is kept of a batch. */
export interface BatchRecord {
  id: number;
  state: ExportState;
  origin: ExportBatch['origin'];
  request: ExportRequest;
  watermarkKey: string | null;
  namedAtUnixUs: number;
  names: BatchNames;
  partDigits: number;
  /** Entries with `afterId` < id <= `lastId`; null: it has not begun. */
  range: BatchRange | null;
  rowsTotal: number | null;
  manifestPath: string | null;
  owner: string | null;
  createdAtUnixUs: number;
  endedAtUnixUs: number | null;
  elapsedMs: number;
  problem: WireError | null;
}

export interface BatchRange {
  afterId: number;
  lastId: number;
}

/** An entry at the edge of a file. */
export interface EntryMark {
  id: number;
  timeUnixUs: number;
  /** The source's own position of it. */
  position: string;
}

/** What is kept of a file of a batch: complete on the disk, with or without its name. */
export interface FileRecord extends Omit<ExportFile, 'firstId' | 'lastId'> {
  part: number;
  partialPath: string;
  isPublished: boolean;
  /** The batch goes on after this entry. */
  coveredToId: number;
  redactions: RedactionCounts;
  /** null: it has no entries. */
  first: EntryMark | null;
  last: EntryMark | null;
}

/** Sums over all files of a batch. */
export interface FileTotals {
  files: number;
  rows: number;
  sizeBytes: number;
  bySeverity: SeverityCounts;
  redactions: RedactionCounts;
  /** Of the file that came last. */
  coveredToId: number | null;
}

/** A row of `export_batches` as BATCH_COLUMNS gives it. */
export interface BatchRow {
  id: number;
  state: ExportState;
  origin: ExportBatch['origin'];
  request: string;
  watermarkKey: string | null;
  namedAtUnixUs: number;
  directory: string;
  pattern: string;
  extension: string;
  partDigits: number;
  afterId: number | null;
  lastId: number | null;
  rowsTotal: number | null;
  manifestPath: string | null;
  owner: string | null;
  createdAtUnixUs: number;
  endedAtUnixUs: number | null;
  elapsedMs: number;
  problem: string | null;
}

/** SQL: a BatchRow, from `export_batches`. The manifest itself is left out: it may be large. */
export const BATCH_COLUMNS = `id, state, origin, request, watermark_key AS watermarkKey, named_us AS namedAtUnixUs, directory,
  name_pattern AS pattern, extension, part_digits AS partDigits, after_id AS afterId, last_id AS lastId, rows_total AS rowsTotal,
  manifest_path AS manifestPath, owner, created_us AS createdAtUnixUs, ended_us AS endedAtUnixUs, elapsed_ms AS elapsedMs, problem`;

export function toBatchRecord(row: BatchRow): BatchRecord {
  const { directory, pattern, extension, afterId, lastId, ...same } = row;
  return {
    ...same,
    // Written by this version or an older one: what was added since has its default.
    request: exportRequestSchema.parse(JSON.parse(row.request)),
    names: { directory, pattern, extension },
    range: afterId === null || lastId === null ? null : { afterId, lastId },
    problem: row.problem === null ? null : (JSON.parse(row.problem) as WireError),
  };
}

export interface FileRow {
  part: number;
  path: string;
  partialPath: string;
  isPublished: 0 | 1;
  coveredToId: number;
  rows: number;
  bySeverity: string;
  redactions: string;
  sizeBytes: number;
  sha256: string;
  first: string | null;
  last: string | null;
}

/** SQL: a FileRow, from `export_files`. */
export const FILE_COLUMNS = `part, path, partial_path AS partialPath, is_published AS isPublished, covered_to_id AS coveredToId, rows,
  by_severity AS bySeverity, redactions, size_bytes AS sizeBytes, sha256, first_entry AS first, last_entry AS last`;

export function toFileRecord(row: FileRow): FileRecord {
  return {
    ...row,
    isPublished: row.isPublished === 1,
    bySeverity: JSON.parse(row.bySeverity) as SeverityCounts,
    redactions: JSON.parse(row.redactions) as RedactionCounts,
    first: row.first === null ? null : (JSON.parse(row.first) as EntryMark),
    last: row.last === null ? null : (JSON.parse(row.last) as EntryMark),
  };
}

/** The file as the contract tells of it. */
export function toExportFile({
  path,
  rows,
  bySeverity,
  sizeBytes,
  sha256,
  first,
  last,
}: FileRecord): ExportFile {
  return { path, rows, bySeverity, sizeBytes, sha256, firstId: first?.id ?? null, lastId: last?.id ?? null };
}

export function noFiles(): FileTotals {
  return {
    files: 0,
    rows: 0,
    sizeBytes: 0,
    bySeverity: emptySeverityCounts(),
    redactions: {},
    coveredToId: null,
  };
}

/** The batch as the contract tells of it, from what is kept. */
export function toExportBatch(
  record: BatchRecord,
  totals: FileTotals,
  files: readonly ExportFile[],
): ExportBatch {
  const { range } = record;
  return {
    id: record.id,
    state: record.state,
    origin: record.origin,
    request: record.request,
    afterId: range?.afterId ?? null,
    lastId: range?.lastId ?? null,
    rowsTotal: record.rowsTotal,
    progress: record.state === 'completed' ? 1 : progressOf(record, totals.rows, totals.coveredToId),
    rowsWritten: totals.rows,
    bytesWritten: totals.sizeBytes,
    bySeverity: totals.bySeverity,
    redactions: totals.redactions,
    files: [...files],
    fileCount: totals.files,
    currentPath: null,
    manifestPath: record.state === 'completed' ? record.manifestPath : null,
    createdAtUnixUs: record.createdAtUnixUs,
    endedAtUnixUs: hasEnded(record.state) ? record.endedAtUnixUs : null,
    elapsedMs: record.elapsedMs,
    problem: record.problem,
  };
}

/** 0 to 1: by rows where somebody has counted them, else by ids. */
export function progressOf(
  { range, rowsTotal }: Pick<BatchRecord, 'range' | 'rowsTotal'>,
  rowsWritten: number,
  coveredToId: number | null,
): number {
  if (rowsTotal !== null && rowsTotal > 0) return Math.min(1, rowsWritten / rowsTotal);
  if (range === null || coveredToId === null || range.lastId <= range.afterId) return 0;
  return Math.min(1, Math.max(0, (coveredToId - range.afterId) / (range.lastId - range.afterId)));
}
