import { existsSync } from 'node:fs';
import type { QuarantineGroup } from '#contract/log-format.ts';
import type { RetryTotals } from '#contract/retry-totals.ts';
import { retryStoredQuarantine } from '#core/engine/retry-stored-quarantine.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { databasePath } from '#core/store/open-database.ts';
import { alignedColumns } from '../command-line/aligned-columns.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readRequiredWord, readText } from '../command-line/option-values.ts';
import { readDataDir, readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { sizeText } from '../command-line/size-text.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { nothingStored, openStoredEngine } from './open-engine.ts';

type GroupReport = QuarantineGroup & { source: string };

/** `hydrant quarantine list`: by source and reason. */
export async function listQuarantine(values: OptionValues, interruption: Interruption): Promise<number> {
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const { groups, total } = await engine.call('quarantine.groups', {}, interruption.signal);
  const { sources } = await engine.call('status.get', {}, interruption.signal);
  const reports = groups.map((group) => ({
    source: sources.find(({ id }) => id === group.sourceId)?.spec ?? String(group.sourceId),
    ...group,
  }));
  await writeOutput(
    readFlag(values, 'json') ? asJson({ groups: reports, total }) : groupsText(reports, total),
  );
  return EXIT_CODE.done;
}

/** `hydrant quarantine retry SPEC`: what is an entry now is stored. */
export async function retryQuarantine(values: OptionValues, interruption: Interruption): Promise<number> {
  const dataDir = readDataDir(values);
  if (!existsSync(databasePath(dataDir))) throw nothingStored(dataDir);
  const totals = await retryStoredQuarantine({
    dataDir,
    spec: readRequiredWord(values, 'SPEC'),
    format: readText(values, 'log-format') ?? null,
    reason: readText(values, 'reason'),
    signal: interruption.signal,
  });
  await writeOutput(readFlag(values, 'json') ? asJson(totals) : totalsText(totals));
  return interruption.reason === undefined ? EXIT_CODE.done : EXIT_CODE.interrupted;
}

function groupsText(groups: readonly GroupReport[], total: number): string {
  if (total === 0) return 'Nothing is in quarantine.\n';
  const rows = groups.map(({ source, reason, pieces, sizeBytes }) => [
    `${String(pieces)} ${pieces === 1 ? 'piece' : 'pieces'}`,
    sizeText(sizeBytes),
    source,
    visibleText(reason),
  ]);
  return `${alignedColumns(rows).join('\n')}\n`;
}

function totalsText({ tried, stored, duplicates, dropped, stayed }: RetryTotals): string {
  const counts = [
    `${String(tried)} tried`,
    `${String(stored)} stored`,
    `${String(duplicates)} known already`,
    ...(dropped === 0 ? [] : [`${String(dropped)} dropped`]),
  ];
  const left = stayed.map(({ reason, pieces }) => [`${String(pieces)} stay`, visibleText(reason)]);
  return `${[counts.join(', '), ...alignedColumns(left)].join('\n')}\n`;
}

function asJson(report: unknown): string {
  return `${JSON.stringify(report, null, process.stdout.isTTY ? 2 : 0)}\n`;
}
