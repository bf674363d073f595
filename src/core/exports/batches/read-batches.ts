import { AppError } from '#contract/errors.ts';
import type { ExportBatch, ExportFile } from '#contract/export-batch.ts';
import type { RedactionCounts } from '#contract/redaction.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import { exports as exportsMigration } from '../../store/migrations/0004-exports.ts';
import type { ReadableDatabase } from '../../store/open-database.ts';
import {
  BATCH_COLUMNS,
  FILE_COLUMNS,
  noFiles,
  toBatchRecord,
  toExportBatch,
  toExportFile,
  toFileRecord,
  type BatchRecord,
  type BatchRow,
  type FileRecord,
  type FileRow,
  type FileTotals,
} from './batch-record.ts';
import { isOwnerAlive } from './batch-owner.ts';

const SECOND_US = 1_000_000;

/** As many files as the contract lists of a batch: its progress is told ten times a second. */
export const LISTED_FILES = 100;

/** Whether the store knows of exports. One that an older Hydrant wrote, and that was only read since, has no tables for them. */
export function hasExports(database: ReadableDatabase): boolean {
  return (database.pragma('user_version', { simple: true }) as number) >= exportsMigration.version;
}

/** Whether a process that captures has something to do here: batches to go on with, or exports that run by themselves. */
export function hasExportWork(database: ReadableDatabase): boolean {
  if (!hasExports(database)) return false;
  const found = database
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM export_batches WHERE state IN ('queued', 'running'))
         OR EXISTS (SELECT 1 FROM export_schedules WHERE is_enabled = 1)`,
    )
    .pluck();
  return found.get() === 1;
}

/** The number that the next batch gets, unless another process is faster. */
export function nextBatchId(database: ReadableDatabase): number {
  if (!hasExports(database)) return 1;
  const last = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'export_batches'")
    .pluck();
  return (last.get() ?? 0) + 1;
}

/** The time that stands in the names of a batch asked for now: a whole second that no batch before it has, so that its names are new. */
export function nextNameTime(database: ReadableDatabase, nowUnixUs: number): number {
  const second = Math.floor(nowUnixUs / SECOND_US) * SECOND_US;
  if (!hasExports(database)) return second;
  const last = database.prepare<[], number | null>('SELECT max(named_us) FROM export_batches').pluck();
  return Math.max(second, (last.get() ?? 0) + SECOND_US);
}

/** The newest batches first, ended or not: `exports.list` of the contract. */
export function listBatches(
  database: ReadableDatabase,
  dataDir: string,
  limit: number,
  beforeId: number = Number.MAX_SAFE_INTEGER,
): { batches: ExportBatch[]; total: number } {
  if (!hasExports(database)) return { batches: [], total: 0 };
  const records = database
    .prepare<[number, number], BatchRow>(
      `SELECT ${BATCH_COLUMNS} FROM export_batches WHERE id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(beforeId, limit)
    .map(toBatchRecord);
  const total = database.prepare<[], number>('SELECT count(*) FROM export_batches').pluck().get() ?? 0;
  return { batches: records.map((record) => present(database, dataDir, record)), total };
}

/** One batch: `exports.get` of the contract. @throws AppError `export.not-found`. */
export function getBatch(database: ReadableDatabase, dataDir: string, id: number): ExportBatch {
  return present(database, dataDir, readBatch(database, id));
}

/** What is kept of a batch. @throws AppError `export.not-found`. */
export function readBatch(database: ReadableDatabase, id: number): BatchRecord {
  const row = hasExports(database)
    ? database.prepare<[number], BatchRow>(`SELECT ${BATCH_COLUMNS} FROM export_batches WHERE id = ?`).get(id)
    : undefined;
  if (row === undefined) throw batchNotFound(id);
  return toBatchRecord(row);
}

/** The manifest of a completed batch: `exports.manifest` of the contract. @throws AppError `export.not-found`. */
export function readManifest(database: ReadableDatabase, id: number): string {
  const text = hasExports(database)
    ? database
        .prepare<[number], string | null>(
          "SELECT manifest FROM export_batches WHERE id = ? AND state = 'completed'",
        )
        .pluck()
        .get(id)
    : undefined;
  if (typeof text === 'string') return text;
  throw new AppError('export.not-found', `Batch #${String(id)} has no manifest.`, {
    remedy: 'Only a completed batch has one.',
  });
}

/** The files of a batch in order, from the first. @param limit - -1: all of them. */
export function readFiles(database: ReadableDatabase, batchId: number, limit = -1): FileRecord[] {
  return database
    .prepare<[number, number], FileRow>(
      `SELECT ${FILE_COLUMNS} FROM export_files WHERE batch_id = ? ORDER BY part LIMIT ?`,
    )
    .all(batchId, limit)
    .map(toFileRecord);
}

/** What this store's pseudonyms are made with. */
export function readPseudonymKey(database: ReadableDatabase): Buffer {
  const key = hasExports(database)
    ? database.prepare<[], Buffer>('SELECT pseudonym_key FROM export_key').pluck().get()
    : undefined;
  if (key !== undefined) return key;
  throw new AppError('database.corrupt', 'The store has no key for pseudonyms.', {
    remedy: 'Start a capture with this version once, so that the store is brought up to date.',
  });
}

/** Sums over all files of a batch. */
export function readTotals(database: ReadableDatabase, batchId: number): FileTotals {
  const totals = noFiles();
  const rows = database
    .prepare<[number], [number, number, string, string, number]>(
      'SELECT rows, size_bytes, by_severity, redactions, covered_to_id FROM export_files WHERE batch_id = ? ORDER BY part',
    )
    .raw();
  for (const [count, sizeBytes, bySeverity, redactions, coveredToId] of rows.iterate(batchId)) {
    totals.files += 1;
    totals.rows += count;
    totals.sizeBytes += sizeBytes;
    addSeverities(totals.bySeverity, JSON.parse(bySeverity) as SeverityCounts);
    addRedactions(totals.redactions, JSON.parse(redactions) as RedactionCounts);
    totals.coveredToId = coveredToId;
  }
  return totals;
}

export function batchNotFound(id: number): AppError {
  return new AppError('export.not-found', `There is no batch #${String(id)}.`);
}

export function addSeverities(sum: SeverityCounts, counts: SeverityCounts): void {
  for (const [severity, count] of counts.entries()) sum[severity] = (sum[severity] ?? 0) + count;
}

export function addRedactions(sum: RedactionCounts, counts: RedactionCounts): void {
  for (const [kind, count] of Object.entries(counts) as [keyof RedactionCounts, number][]) {
    sum[kind] = (sum[kind] ?? 0) + count;
  }
}

function present(database: ReadableDatabase, dataDir: string, record: BatchRecord): ExportBatch {
  const totals = readTotals(database, record.id);
  return toExportBatch(asItStands(dataDir, record), totals, listedFiles(database, record.id));
}

function listedFiles(database: ReadableDatabase, batchId: number): ExportFile[] {
  return readFiles(database, batchId, LISTED_FILES)
    .filter(({ isPublished }) => isPublished)
    .map(toExportFile);
}

/** What a process that is gone worked on goes on when somebody resumes it. */
function asItStands(dataDir: string, record: BatchRecord): BatchRecord {
  if (record.owner === null || isOwnerAlive(dataDir, record.owner)) return record;
  if (record.state !== 'running' && record.state !== 'queued') return record;
  return { ...record, state: 'paused', problem: interrupted() };
}

export function batchEnded(id: number, state: BatchRecord['state']): AppError {
  return new AppError('export.invalid', `Batch #${String(id)} has ended already: it is ${state}.`);
}

/** Why a batch stands still whose process is gone. */
export function interrupted(): { code: 'export.interrupted'; message: string; remedy: string } {
  return {
    code: 'export.interrupted',
    message: 'The Hydrant that wrote it ended before it was complete.',
    remedy: 'Resume it: it goes on after its last complete file.',
  };
}
