import { AppError } from '#contract/errors.ts';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export-format.ts';
import type { ExportRequest, ExportRequestInput } from '#contract/export-request.ts';
import { MIN_BYTES_PER_FILE, exportRequestSchema } from '#contract/export-request.ts';
import { REDACTION_KINDS, type RedactionKind } from '#contract/redaction.ts';
import type { OptionValues } from './option-values.ts';
import { readFlag, readText, readWholeNumber } from './option-values.ts';
import { readByteSize } from './read-byte-size.ts';
import { readExportFormat } from './read-export-format.ts';
import type { ExportDestination } from './read-export-target.ts';
import { readExportTarget } from './read-export-target.ts';
import { readQuery } from './read-query.ts';
import { readTextOptions } from './read-text-options.ts';

/** Which option a part of a request comes from, for what only its schema knows. */
const OPTION_OF_PART: Readonly<Record<string, string>> = {
  query: 'The filter',
  columns: '--columns',
  target: '--out or --name',
  watermark: '--since-last',
};

/**
 * Turns the options of an export into what is asked of the engine, with relative times counted from `nowUnixUs`. What goes to standard
 * output has a download as its target, as it has no name. A saved query is not among it: that takes the store.
 * Throws an AppError `usage` or `query.invalid`.
 */
export function readExportRequest(
  values: OptionValues,
  nowUnixUs: number,
): { request: ExportRequest; isOutput: boolean } {
  const watermark = readText(values, 'since-last');
  const destination = readExportTarget(values, watermark === undefined ? 'hydrant-{time}' : '{name}-{time}');
  const afterBatchId = readWholeNumber(values, 'since-batch', 1, Number.MAX_SAFE_INTEGER);
  if (watermark !== undefined && afterBatchId !== undefined) {
    throw new AppError('usage', '--since-last and --since-batch do not go together', {
      remedy: 'leave one of them out',
    });
  }
  const request = parseRequest({
    query: readQuery(values, nowUnixUs),
    ...readContents(values, destination),
    target: destination.kind === 'output' ? { kind: 'download', namePattern: 'hydrant-{time}' } : destination,
    ...(watermark === undefined ? {} : { watermark }),
    ...(afterBatchId === undefined ? {} : { afterBatchId }),
  });
  return { request, isOutput: destination.kind === 'output' };
}

/** The parts of a request that a recurring export has, too. Throws an AppError `usage`. */
export function readContents(
  values: OptionValues,
  destination: ExportDestination,
): Omit<ExportRequestInput, 'query' | 'target'> {
  const chosen = readExportFormat(values, destination.kind === 'file' ? destination.path : undefined);
  const rowsPerFile = readWholeNumber(values, 'rows-per-file', 1, Number.MAX_SAFE_INTEGER);
  const bytesPerFile = readByteSize(values, 'bytes-per-file', MIN_BYTES_PER_FILE);
  return {
    ...chosen,
    ...readTextOptions(values, chosen.format),
    columns: readColumns(values),
    redacts: readRedactions(values),
    replacesExisting: readFlag(values, 'force'),
    ...(rowsPerFile === undefined ? {} : { rowsPerFile }),
    ...(bytesPerFile === undefined ? {} : { bytesPerFile }),
  };
}

function readColumns(values: OptionValues): string[] {
  const text = readText(values, 'columns');
  if (text === undefined) return [...DEFAULT_EXPORT_COLUMNS];
  const columns = text.split(',').map((column) => column.trim());
  if (columns.every((column) => column !== '')) return columns;
  throw new AppError('usage', `--columns "${text}" has an empty name`, {
    remedy: 'write it like time,severity,message',
  });
}

function readRedactions(values: OptionValues): RedactionKind[] {
  const text = readText(values, 'redact');
  if (text === undefined) return [];
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('all')) return [...REDACTION_KINDS];
  const unknown = words.find((word) => !REDACTION_KINDS.some((kind) => kind === word));
  if (unknown === undefined) return REDACTION_KINDS.filter((kind) => words.includes(kind));
  throw new AppError('usage', `--redact "${unknown}" is unknown`, {
    remedy: `use all, or a list of ${REDACTION_KINDS.join(', ')}`,
  });
}

function parseRequest(input: ExportRequestInput): ExportRequest {
  const parsed = exportRequestSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const part = String(issue?.path[0] ?? '');
  throw new AppError('usage', `${OPTION_OF_PART[part] ?? part} cannot be used: ${issue?.message ?? ''}`);
}
