import type { Status } from '#contract/status.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { CaptureSummary, EngineOptions } from '#core/engine/engine.ts';
import type { Interruption, StopReason } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { EXIT_CODE } from '../command-line/report-error.ts';
import { countsByName } from '../command-line/counts-by-name.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { StatusLine } from '../command-line/status-line.ts';
import { captureToTheEnd } from './capture-to-the-end.ts';
import { CaptureWatch, problemLine } from './capture-watch.ts';

/** `hydrant collect`: capture without a view, until asked to end or, with --once or where there is nothing but files, until all is read. */
export async function collect(values: OptionValues, interruption: Interruption): Promise<number> {
  return readFlag(values, 'once')
    ? await collectOnce(readEngineOptions(values, 'once'), interruption)
    : await collectUntilStopped(readEngineOptions(values, 'follow'), interruption);
}

async function collectUntilStopped(options: EngineOptions, interruption: Interruption): Promise<number> {
  const engine = await createEngine(options);
  const watch = new CaptureWatch(engine, new StatusLine());
  let ended: StopReason | 'finished' | 'failed';
  try {
    ended = await Promise.race([interruption.wait(), watch.ended]);
  } finally {
    watch.close();
    await engine.close();
  }
  switch (interruption.reason ?? ended) {
    case 'interrupted':
      return EXIT_CODE.interrupted;
    case 'terminated':
    case 'finished':
      return EXIT_CODE.done;
    case 'failed':
      return EXIT_CODE.failed;
  }
}

async function collectOnce(options: EngineOptions, interruption: Interruption): Promise<number> {
  await using engine = await createEngine(options);
  const summaries = await captureToTheEnd(engine, interruption);
  const status = await engine.call('status.get', {});
  await writeOutput(`${JSON.stringify(summaryOf(summaries, status), null, process.stdout.isTTY ? 2 : 0)}\n`);
  let exitCode: number = EXIT_CODE.done;
  for (const { source, problem } of summaries) {
    if (problem === null) continue;
    exitCode = EXIT_CODE.failed;
    process.stderr.write(`${problemLine(source, problem)}\n`);
  }
  return exitCode;
}

function summaryOf(sources: readonly CaptureSummary[], status: Status): Record<string, unknown> {
  return {
    dataDir: status.dataDir,
    sources,
    entries: status.entries,
    bySeverity: countsByName(status.bySeverity),
    databaseBytes: status.databaseBytes,
  };
}
