import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import type { Gap, SourceStatus, Status } from '#contract/status.ts';
import type { Engine } from '#core/engine/engine.ts';
import { countsByName } from '../command-line/counts-by-name.ts';
import { gapText } from '../command-line/gap-text.ts';
import type { Interruption } from '../command-line/interruption.ts';
import { localTime } from '../command-line/local-time.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { allBatches } from './all-batches.ts';
import { batchReport } from './batch-text.ts';
import { openStoredEngine } from './open-engine.ts';
import { resumeCommand } from './require-completed.ts';
import { scheduleListText } from './schedule-text.ts';

/** What the store knows of exports that matters now. */
interface ExportFacts {
  unfinished: readonly ExportBatch[];
  schedules: readonly ExportSchedule[];
}

/** More gaps than anyone reads on a terminal; --json has them all, as far as the engine lists them. */
const GAPS_SHOWN = 10;
const GAPS_LISTED = 1000;

/** `hydrant status`: what the store holds and how each source stands. Captures nothing. */
export async function status(values: OptionValues, interruption: Interruption): Promise<number> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const [current, { gaps }, { schedules }, unfinished] = await interruption.during(
    Promise.all([
      engine.call('status.get', {}),
      engine.call('gaps.list', { limit: GAPS_LISTED }),
      engine.call('schedules.list', {}),
      unfinishedBatches(engine),
    ]),
  );
  const text = readFlag(values, 'json')
    ? statusJson(current, gaps, { unfinished, schedules })
    : statusText(current, gaps) + exportsText({ unfinished, schedules }, values);
  await writeOutput(text);
  return EXIT_CODE.done;
}

async function unfinishedBatches(engine: Pick<Engine, 'call'>): Promise<ExportBatch[]> {
  const unfinished: ExportBatch[] = [];
  for await (const batch of allBatches(engine)) if (!hasEnded(batch.state)) unfinished.push(batch);
  return unfinished;
}

function statusJson(current: Status, gaps: readonly Gap[], { unfinished, schedules }: ExportFacts): string {
  const report = {
    ...current,
    bySeverity: countsByName(current.bySeverity),
    gaps,
    unfinishedExports: unfinished.map(batchReport),
    recurringExports: schedules,
  };
  return `${JSON.stringify(report, null, process.stdout.isTTY ? 2 : 0)}\n`;
}

/** The status as people read it. */
function statusText(current: Status, gaps: readonly Gap[]): string {
  const lines = [
    `Store      ${visibleText(current.dataDir)}`,
    `Size       ${megabytes(current.databaseBytes)}`,
    `Capture    ${captureText(current.capture)}`,
    `Entries    ${count(current.entries)}`,
    ...Object.entries(countsByName(current.bySeverity)).map(
      ([name, entries]) => `  ${name.padEnd(11)}${count(entries).padStart(14)}`,
    ),
    ...current.sources.flatMap(sourceLines),
  ];
  if (gaps.length > 0) {
    lines.push('', `Gaps       ${count(gaps.length)}`);
    for (const gap of gaps.slice(0, GAPS_SHOWN)) lines.push(`  ${gapText(gap)}`);
    if (gaps.length > GAPS_SHOWN)
      lines.push(`  and ${count(gaps.length - GAPS_SHOWN)} more: --json lists them`);
  }
  return `${lines.join('\n')}\n`;
}

/** Exports that are not completed, with how to go on, and recurring ones; nothing where there are none. */
function exportsText({ unfinished, schedules }: ExportFacts, values: OptionValues): string {
  const lines: string[] = [];
  if (unfinished.length > 0) {
    lines.push('', `Exports    ${count(unfinished.length)} not completed`);
    for (const batch of unfinished) lines.push(`  ${unfinishedText(batch, values)}`);
  }
  if (schedules.length > 0) {
    lines.push('', `Recurring  ${count(schedules.length)}`);
    for (const line of scheduleListText(schedules).trimEnd().split('\n')) lines.push(`  ${line}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function unfinishedText(batch: ExportBatch, values: OptionValues): string {
  const { id, state, problem } = batch;
  if (state !== 'paused') return `#${String(id)} ${state}`;
  const why = problem === null ? 'held by hand.' : visibleText(problem.message);
  return `#${String(id)} paused: ${why} Go on with ${resumeCommand(id, values)}`;
}

function sourceLines(source: SourceStatus): string[] {
  const { counters } = source;
  const lines = [
    '',
    `Source     ${visibleText(source.spec)}`,
    `  ${visibleText(source.stateText)}`,
    `  received ${count(counters.received)} = stored ${count(counters.stored)} + quarantined ${count(counters.quarantined)} + dropped ${count(counters.dropped)} + duplicates ${count(counters.duplicates)} + in flight ${count(counters.inFlight)}`,
  ];
  if (source.oldestUnixUs !== null && source.newestUnixUs !== null) {
    lines.push(`  from ${localTime(source.oldestUnixUs)} to ${localTime(source.newestUnixUs)}`);
  }
  if (source.lagMs !== null && source.state === 'following')
    lines.push(`  lag ${count(Math.round(source.lagMs))} ms`);
  if (source.gaps > 0) lines.push(`  gaps ${count(source.gaps)}`);
  if (source.problem !== null) {
    const remedy = source.problem.remedy === undefined ? '' : ` ${source.problem.remedy}`;
    lines.push(`  ${visibleText(source.problem.message + remedy)}`);
  }
  return lines;
}

function captureText(capture: Status['capture']): string {
  switch (capture) {
    case 'here':
      return 'this process captures';
    case 'elsewhere':
      return 'another process captures';
    case 'none':
      return 'nothing captures now';
  }
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
