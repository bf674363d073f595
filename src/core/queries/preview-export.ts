import { hostname } from 'node:os';
import { AppError, toWireError } from '#contract/errors.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { LEAST_PART_DIGITS } from '#contract/name-pattern.ts';
import { savedQueryKey } from '../annotations/saved-query-key.ts';
import {
  hasExports,
  nextBatchId,
  nextNameTime,
  readBatch,
  readPseudonymKey,
} from '../exports/batches/read-batches.ts';
import { bindNames, manifestPath, partPath } from '../exports/files/batch-names.ts';
import { checkExportPath } from '../exports/files/export-path.ts';
import { freeBytesAt, checkFolder } from '../exports/files/target-folder.ts';
import { checkTarget } from '../exports/files/output-file.ts';
import { estimateSize, firstRowsOf } from '../exports/preview-rows.ts';
import { createRedactor } from '../exports/redaction/create-redactor.ts';
import { previewRedaction } from '../exports/redaction/preview-redaction.ts';
import { RedactedEntry } from '../exports/redaction/redacted-entry.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { compileQuery, type CompiledQuery, type QueryContext } from './compile-query.ts';
import { countEntries } from './count-entries.ts';
import { EntryReader, type StoredExportEntry } from './entry-reader.ts';
import { gapsOfRange } from './gaps-of-range.ts';

/** Entries of the sample, and in how many places of the log it is taken. */
const SAMPLE_ENTRIES = 250;
const SAMPLE_PLACES = 5;
/** Pages that are looked through for one place: where matches are rare the others have to do. */
const PAGES_OF_PLACE = 3;
/** Gaps that are listed. */
const LISTED_GAPS = 20;

/**
 * What an export would write: `exports.preview` of the contract. Counting takes as long as it takes for a list; all else some milliseconds.
 * @throws AppError `query.invalid`, `export.invalid`, `export.not-found`, `cancelled`.
 */
export function previewExport(
  context: QueryContext,
  request: ExportRequest,
  isCancelled: () => boolean,
): ExportPreview {
  const { database } = context;
  const { query } = request;
  const afterId = beginningOf(context, request);
  const counts = countEntries(context, query, isCancelled, { afterId, lastId: request.lastId });
  const rows = counts.bySeverity.reduce((sum, count) => sum + count, 0);
  const range = { afterId, lastId: counts.lastId };
  const compiled = compileQuery(query, context);
  const sample = sampleOf(context, compiled, request, { ...range, rows }, isCancelled);
  const { redacts } = request;
  const redactor = redacts.length === 0 ? null : createRedactor(redacts, readPseudonymKey(database));
  const shown = redactor === null ? sample : sample.map((entry) => new RedactedEntry(entry, redactor));
  const gaps = gapsOfRange(database, { ...range, ...compiled.times, sourceIds: query.sourceIds });
  return {
    rows,
    bySeverity: counts.bySeverity,
    ...range,
    ...estimateSize(request, shown, rows),
    firstRows: firstRowsOf(request, shown),
    gaps: gaps
      .slice(-LISTED_GAPS)
      .toReversed()
      .map(({ source: _source, ...gap }) => gap),
    gapCount: gaps.length,
    target: targetOf(database, request),
    redaction: redactor === null ? null : previewRedaction(sample, request, redactor),
  };
}

/** After which entry it begins. */
function beginningOf({ database }: QueryContext, { watermark, afterBatchId }: ExportRequest): number {
  if (watermark !== undefined && hasExports(database)) {
    const lastId = database
      .prepare<[string], number>('SELECT last_id FROM export_watermarks WHERE key = ?')
      .pluck()
      .get(savedQueryKey(watermark));
    return lastId ?? 0;
  }
  return afterBatchId === undefined ? 0 : (readBatch(database, afterBatchId).range?.lastId ?? 0);
}

/** Matching entries from the beginning of the range, and fewer from further places in it. */
function sampleOf(
  context: QueryContext,
  compiled: CompiledQuery,
  { columns, format }: ExportRequest,
  { afterId, lastId, rows }: { afterId: number; lastId: number; rows: number },
  isCancelled: () => boolean,
): StoredExportEntry[] {
  if (rows === 0) return [];
  const reader = new EntryReader(context);
  const needsAllFields = format === 'journal';
  const firstId = Math.max(afterId, compiled.firstId - 1);
  const endId = Math.min(lastId, compiled.lastId);
  const sample: StoredExportEntry[] = [];
  for (let place = 0; place < SAMPLE_PLACES && sample.length < SAMPLE_ENTRIES; place += 1) {
    const from = firstId + Math.floor(((endId - firstId) * place) / SAMPLE_PLACES);
    const wanted = Math.floor((SAMPLE_ENTRIES * (place + 1)) / SAMPLE_PLACES);
    let pages = 0;
    for (const page of reader.pages(compiled, { columns, needsAllFields, afterId: from, lastId: endId })) {
      if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
      const newest = sample.at(-1)?.id ?? 0;
      for (const entry of page) if (entry.id > newest && sample.length < wanted) sample.push(entry);
      pages += 1;
      // The first rows are shown: they are found wherever they are.
      const isEnough = sample.length >= wanted || (place > 0 && pages >= PAGES_OF_PLACE);
      if (isEnough) break;
    }
  }
  return sample;
}

/** null: a download, which has no place on this machine. */
function targetOf(database: ReadableDatabase, request: ExportRequest): ExportPreview['target'] {
  if (request.target.kind === 'download') return null;
  const names = bindNames(request, {
    timeUnixUs: nextNameTime(database, Date.now() * 1000),
    name: request.watermark ?? 'hydrant',
    batchId: nextBatchId(database),
    host: hostname(),
  });
  const path = partPath(names, 1, LEAST_PART_DIGITS);
  let problem: NonNullable<ExportPreview['target']>['problem'] = null;
  try {
    checkExportPath(path);
    checkFolder(names.directory);
    checkTarget(path, request.replacesExisting);
    checkTarget(manifestPath(names), request.replacesExisting);
  } catch (error) {
    problem = toWireError(error);
  }
  return { path, freeBytes: freeBytesAt(names.directory), problem };
}
