import { existsSync } from 'node:fs';
import type { SourceStatus, Status } from '#contract/status.ts';
import { usualSourceList } from '#core/engine/edit-source-list.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { databasePath } from '#core/store/open-database.ts';
import { alignedColumns } from '../command-line/aligned-columns.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag } from '../command-line/option-values.ts';
import { readDataDir, readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { openStoredEngine } from './open-engine.ts';

/** What `hydrant sources` says. */
interface SourceReport {
  capture: Status['capture'];
  /** false: none was ever changed, and the usual source of this machine is captured. */
  isKept: boolean;
  /** In their order. */
  captured: { spec: string; state: string; stateText: string; entries: number }[];
  /** Known to the store alone. */
  stored: { spec: string; entries: number }[];
}

/** `hydrant sources`: what is captured, in its order, and what is only stored. */
export async function listSources(values: OptionValues, interruption: Interruption): Promise<number> {
  const report = existsSync(databasePath(readDataDir(values)))
    ? await readReport(values, interruption)
    : usualReport('none', []);
  await writeOutput(
    readFlag(values, 'json')
      ? `${JSON.stringify(report, null, process.stdout.isTTY ? 2 : 0)}\n`
      : sourceListText(report),
  );
  return EXIT_CODE.done;
}

async function readReport(values: OptionValues, interruption: Interruption): Promise<SourceReport> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const { capture, sources, keepsList } = await engine.call('status.get', {}, interruption.signal);
  const captured = sources.filter(({ isCaptured, place }) => isCaptured || place !== null);
  if (capture === 'none' && !keepsList) return usualReport(capture, sources);
  return {
    capture,
    isKept: keepsList,
    captured: captured.map(({ spec, state, stateText, counters }) => ({
      spec,
      state,
      stateText,
      entries: counters.stored,
    })),
    stored: storedOnly(sources, captured),
  };
}

/** Where no list is kept, the usual source is what the next start captures. */
function usualReport(capture: Status['capture'], sources: readonly SourceStatus[]): SourceReport {
  const usual = usualSourceList().map(({ spec }) => spec);
  const entriesOf = (spec: string) => sources.find((source) => source.spec === spec)?.counters.stored ?? 0;
  return {
    capture,
    isKept: false,
    captured: usual.map((spec) => ({
      spec,
      state: 'stopped',
      stateText: 'Not captured now',
      entries: entriesOf(spec),
    })),
    stored: storedOnly(
      sources,
      sources.filter(({ spec }) => usual.includes(spec)),
    ),
  };
}

/** One that was added and removed again may have nothing. */
function storedOnly(
  sources: readonly SourceStatus[],
  captured: readonly SourceStatus[],
): SourceReport['stored'] {
  return sources
    .filter((source) => !captured.includes(source) && source.counters.received > 0)
    .map(({ spec, counters }) => ({ spec, entries: counters.stored }));
}

/** The report as people read it. */
export function sourceListText({ capture, isKept, captured, stored }: SourceReport): string {
  const rows = captured.map(({ spec, stateText, entries }, index) => [
    String(index + 1),
    visibleText(spec),
    entriesText(entries),
    visibleText(stateText),
  ]);
  const lines = rows.length === 0 ? ['The list is empty: nothing is captured'] : alignedColumns(rows);
  if (!isKept && capture === 'none') lines.push('', 'The usual source of this machine: no list is kept yet');
  if (capture === 'elsewhere') lines.push('', 'Another Hydrant captures now: change sources in its view');
  if (stored.length > 0) {
    lines.push('', 'Stored, not captured');
    const others = stored.map(({ spec, entries }) => ['', visibleText(spec), entriesText(entries)]);
    lines.push(...alignedColumns(others));
  }
  return `${lines.join('\n')}\n`;
}

function entriesText(entries: number): string {
  return `${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}`;
}
