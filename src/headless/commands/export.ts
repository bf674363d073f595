import { AppError } from '#contract/errors.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { Engine } from '#core/engine/engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import { joinQueries } from '../command-line/join-queries.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readText, readTexts } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { readExportRequest } from '../command-line/read-export-request.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { OutputClosedError, flushOutput, writeOutput } from '../command-line/standard-streams.ts';
import { addSavedQuery } from './add-saved-query.ts';
import { captureToTheEnd } from './capture-to-the-end.ts';
import { problemLine } from './capture-watch.ts';
import { completingEarlier } from './complete-earlier-batch.ts';
import { ExportReporter, readProgressStyle } from './export-reporter.ts';
import { openStoredEngine } from './open-engine.ts';
import { previewExport } from './preview-export.ts';
import { requireCompleted } from './require-completed.ts';
import { runBatch, type BatchRunner } from './run-batch.ts';

/** `hydrant export`: stored entries into files or to standard output. */
export async function exportEntries(values: OptionValues, interruption: Interruption): Promise<number> {
  const nowUnixUs = Date.now() * 1000;
  const { request, isOutput } = readExportRequest(values, nowUnixUs);
  const style = readProgressStyle(values);
  const isDryRun = readFlag(values, 'dry-run');
  if (readFlag(values, 'json') && !isDryRun) {
    throw new AppError('usage', '--json is for --dry-run', {
      remedy: 'add --dry-run, or use --progress json',
    });
  }
  const capturesFirst = readTexts(values, 'source').length > 0;
  const options = {
    ...readEngineOptions(values, capturesFirst ? 'once' : 'none'),
    asksAs: 'command',
  } as const;
  await using engine = await (capturesFirst ? createEngine(options) : openStoredEngine(options));
  request.query = await addSavedQuery(engine, readText(values, 'saved'), request.query);
  if (capturesFirst) {
    const sourceIds = await captureSources(engine, interruption, style === 'auto');
    request.query = joinQueries(request.query, { sourceIds });
  }
  // What relative times mean is settled once: for the count, for the files, and for whoever resumes them tomorrow.
  if (request.query.where !== undefined) request.query.nowUnixUs = nowUnixUs;
  if (isDryRun) return await previewExport(engine, values, request, interruption);
  const runner = { engine, interruption, reporter: new ExportReporter(style) };
  await (isOutput ? exportToOutput(runner, request) : exportToFiles(runner, values, request));
  return EXIT_CODE.done;
}

/** Reads the sources to their end and returns their ids. Throws when one could not be read: its export would be a lie. */
async function captureSources(
  engine: Engine,
  interruption: Interruption,
  showsProgress: boolean,
): Promise<number[]> {
  const summaries = await captureToTheEnd(engine, interruption, showsProgress);
  for (const { source, problem } of summaries) {
    if (problem !== null) process.stderr.write(`${problemLine(source, problem)}\n`);
  }
  for (const { source, quarantined } of summaries) {
    if (quarantined > 0)
      printNote(
        `${source}: ${unreadWords(quarantined)} not exported; the view lists what it is under Sources`,
      );
  }
  const unread = summaries.find(({ problem, received }) => problem !== null && received === 0);
  if (unread !== undefined) {
    throw new AppError('source.failed', `Nothing was exported, as ${unread.source} could not be read`);
  }
  const { sources } = await engine.call('status.get', {});
  const specs = new Set(summaries.map(({ source }) => source));
  return sources.filter(({ spec }) => specs.has(spec)).map(({ id }) => id);
}

function unreadWords(entries: number): string {
  return entries === 1
    ? '1 entry could not be read and is'
    : `${entries.toLocaleString('en')} entries could not be read and are`;
}

async function exportToOutput(
  { engine, interruption, reporter }: ExportRunner,
  request: ExportRequest,
): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of engine.streamExport(request, { signal: interruption.signal })) {
      await writeOutput(chunk);
      bytes += chunk.length;
      reporter.tellOutput('running', bytes);
    }
    await flushOutput();
    reporter.tellOutput('completed', bytes);
  } catch (error) {
    const isCancelled = error instanceof AppError && error.code === 'cancelled';
    reporter.tellOutput(isCancelled ? 'cancelled' : 'failed', bytes);
    if (!(error instanceof OutputClosedError)) throw error;
    throw new AppError('file.failed', 'Standard output was closed before the export was complete', {
      cause: error,
    });
  }
}

async function exportToFiles(
  runner: ExportRunner,
  values: OptionValues,
  request: ExportRequest,
): Promise<void> {
  const completed = await completingEarlier(
    runner,
    values,
    async () => {
      const batch = await runBatch(
        runner,
        async () => (await runner.engine.call('exports.start', { request })).batch,
      );
      if (batch !== null) requireCompleted(batch, values);
      return batch;
    },
    (earlier) => isSamePlace(earlier.request, request),
  );
  if (completed === null)
    printNote('that file has the name of this export: what came since is left to the next one');
  else runner.reporter.summarise(completed);
}

/** An export to where the earlier one has just written would take its entries away, or find its name taken. */
function isSamePlace(earlier: ExportRequest, { target }: ExportRequest): boolean {
  return earlier.target.kind === 'file' && target.kind === 'file' && earlier.target.path === target.path;
}

interface ExportRunner extends BatchRunner {
  engine: Engine;
  reporter: ExportReporter;
}
