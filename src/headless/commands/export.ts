import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { DEFAULT_EXPORT_COLUMNS, exportFormatSchema } from '#contract/export-format.ts';
import { exportRequestSchema, type ExportRequest } from '#contract/export-request.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { Engine } from '#core/engine/engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import { joinQueries } from '../command-line/join-queries.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readText, readTexts, readWholeNumber, readWord } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { readQuery } from '../command-line/read-query.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { OutputClosedError, flushOutput, writeOutput } from '../command-line/standard-streams.ts';
import { StatusLine } from '../command-line/status-line.ts';
import { addSavedQuery } from './add-saved-query.ts';
import { captureToTheEnd } from './capture-to-the-end.ts';
import { problemLine } from './capture-watch.ts';
import { openStoredEngine } from './open-engine.ts';

/** `hydrant export`: stored entries into files or to standard output. */
export async function exportEntries(values: OptionValues, interruption: Interruption): Promise<number> {
  const request = readRequest(values);
  const capturesFirst = readTexts(values, 'source').length > 0;
  const options = {
    ...readEngineOptions(values, capturesFirst ? 'once' : 'none'),
    asksAs: 'command',
  } as const;
  await using engine = await (capturesFirst ? createEngine(options) : openStoredEngine(options));
  request.query = await addSavedQuery(engine, readText(values, 'saved'), request.query);
  if (capturesFirst) {
    const sourceIds = await captureSources(engine, interruption);
    request.query = joinQueries(request.query, { sourceIds });
  }
  if (readText(values, 'out') === '-') await exportToOutput(engine, request, interruption);
  else await exportToFiles(engine, request, interruption);
  return EXIT_CODE.done;
}

function readRequest(values: OptionValues): ExportRequest {
  const format = readWord(values, 'format', exportFormatSchema.options);
  const out = readText(values, 'out');
  if (format === undefined) {
    throw new AppError('usage', 'No --format is given', { remedy: 'add --format csv or --format jsonl' });
  }
  if (out === undefined || out === '') {
    throw new AppError('usage', 'No --out is given', {
      remedy: 'name the file to write, or - for standard output',
    });
  }
  const rowsPerFile = readWholeNumber(values, 'rows-per-file', 1, Number.MAX_SAFE_INTEGER);
  if (rowsPerFile !== undefined && out === '-') {
    throw new AppError('usage', '--rows-per-file needs files', {
      remedy: 'leave it out, or name a file with --out',
    });
  }
  const watermark = readText(values, 'since-last');
  return exportRequestSchema.parse({
    query: readQuery(values, Date.now() * 1000),
    format,
    target: { kind: 'file', path: resolve(out) },
    columns: readColumns(values),
    text: { neutralisesFormulas: !readFlag(values, 'raw') },
    replacesExisting: readFlag(values, 'force'),
    ...(rowsPerFile === undefined ? {} : { rowsPerFile }),
    ...(watermark === undefined ? {} : { watermark }),
  });
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

/** Reads the sources to their end and returns their ids. Throws when one could not be read: its export would be a lie. */
async function captureSources(engine: Engine, interruption: Interruption): Promise<number[]> {
  const summaries = await captureToTheEnd(engine, interruption);
  for (const { source, problem } of summaries) {
    if (problem !== null) process.stderr.write(`${problemLine(source, problem)}\n`);
  }
  const unread = summaries.find(({ problem, received }) => problem !== null && received === 0);
  if (unread !== undefined) {
    throw new AppError('source.failed', `Nothing was exported, as ${unread.source} could not be read`);
  }
  const { sources } = await engine.call('status.get', {});
  const specs = new Set(summaries.map(({ source }) => source));
  return sources.filter(({ spec }) => specs.has(spec)).map(({ id }) => id);
}

async function exportToOutput(
  engine: Engine,
  request: ExportRequest,
  interruption: Interruption,
): Promise<void> {
  try {
    for await (const chunk of engine.streamExport(request, { signal: interruption.signal })) {
      await writeOutput(chunk);
    }
    await flushOutput();
  } catch (error) {
    if (!(error instanceof OutputClosedError)) throw error;
    throw new AppError('file.failed', 'Standard output was closed before the export was complete', {
      cause: error,
    });
  }
}

async function exportToFiles(
  engine: Engine,
  request: ExportRequest,
  interruption: Interruption,
): Promise<void> {
  const line = new StatusLine();
  const ended = Promise.withResolvers<ExportBatch>();
  let batchId: number | undefined;
  // An event may arrive before the answer that tells the batch's number; this process runs only one.
  const unsubscribe = engine.subscribe('exports.progressed', (batch) => {
    line.show(progressText(batch));
    if (!['queued', 'running'].includes(batch.state)) ended.resolve(batch);
  });
  const cancel = (): void => {
    if (batchId !== undefined) engine.call('exports.cancel', { id: batchId }).catch(ended.reject);
  };
  interruption.signal.addEventListener('abort', cancel);
  try {
    const { batch } = await engine.call('exports.start', { request });
    batchId = batch.id;
    if (interruption.signal.aborted) cancel();
    reportEnd(await ended.promise, line);
  } finally {
    interruption.signal.removeEventListener('abort', cancel);
    unsubscribe();
    line.clear();
  }
}

/** Says what was written; throws when the batch was not completed. */
function reportEnd(batch: ExportBatch, line: StatusLine): void {
  line.clear();
  if (batch.state === 'cancelled') throw new AppError('cancelled', 'Interrupted');
  if (batch.problem?.code === 'file.exists') {
    throw AppError.fromWire({ ...batch.problem, remedy: 'choose another name, or replace it with --force' });
  }
  if (batch.problem !== null) throw AppError.fromWire(batch.problem);
  if (!process.stderr.isTTY) return;
  const [first, ...rest] = batch.files.map(({ path }) => path);
  const place =
    rest.length === 0 ? (first ?? '') : `${first ?? ''} and ${String(batch.fileCount - 1)} more files`;
  printNote(`${batch.rowsWritten.toLocaleString('en')} entries written to ${place}`);
}

function progressText({ rowsWritten, progress, elapsedMs }: ExportBatch): string {
  const written = rowsWritten.toLocaleString('en');
  const rate = Math.round(rowsWritten / Math.max(elapsedMs / 1000, 0.001));
  const percent = Math.floor(progress * 100);
  const secondsLeft =
    progress === 0 ? '?' : String(Math.ceil((elapsedMs / 1000 / progress) * (1 - progress)));
  return `Exporting: ${written} entries (${String(percent)} %) · ${rate.toLocaleString('en')}/s · ${secondsLeft} s left`;
}
