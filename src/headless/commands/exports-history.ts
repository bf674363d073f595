import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readWholeNumber } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { batchListText, batchReport, batchText } from './batch-text.ts';
import { openStoredEngine } from './open-engine.ts';
import { printVerification } from './print-verification.ts';
import { readBatchNumber } from './read-batch-number.ts';

const DEFAULT_LIMIT = 20;
/** One page of the contract. */
const MAX_LIMIT = 1000;

/** `hydrant exports list`: the newest batches first. */
export async function listExports(values: OptionValues, interruption: Interruption): Promise<number> {
  const limit = readWholeNumber(values, 'limit', 1, MAX_LIMIT) ?? DEFAULT_LIMIT;
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  const { batches, total } = await engine.call('exports.list', { limit }, interruption.signal);
  await writeOutput(
    readFlag(values, 'json')
      ? asJson({ batches: batches.map(batchReport), total })
      : batchListText(batches, total),
  );
  return EXIT_CODE.done;
}

/** `hydrant exports show NUMBER`: everything that is known of a batch, or its manifest. */
export async function showExport(values: OptionValues, interruption: Interruption): Promise<number> {
  const id = readBatchNumber(values);
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  if (readFlag(values, 'manifest')) {
    const { text } = await engine.call('exports.manifest', { id }, interruption.signal);
    await writeOutput(text);
    return EXIT_CODE.done;
  }
  const { batch } = await engine.call('exports.get', { id }, interruption.signal);
  await writeOutput(readFlag(values, 'json') ? asJson(batchReport(batch)) : batchText(batch));
  return EXIT_CODE.done;
}

/** `hydrant exports verify NUMBER`: whether the files of a completed batch are as its manifest says. */
export async function verifyExport(values: OptionValues, interruption: Interruption): Promise<number> {
  const id = readBatchNumber(values);
  await using engine = await openStoredEngine(readEngineOptions(values, 'none'));
  return await printVerification(
    await engine.call('exports.verify', { id }, interruption.signal),
    readFlag(values, 'json') ? 'json' : 'text',
  );
}

function asJson(report: unknown): string {
  return `${JSON.stringify(report, null, process.stdout.isTTY ? 2 : 0)}\n`;
}
