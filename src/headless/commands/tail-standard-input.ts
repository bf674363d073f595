import { existsSync } from 'node:fs';
import { isatty } from 'node:tty';
import { AppError } from '#contract/errors.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { CaptureSummary, Engine, EngineOptions } from '#core/engine/engine.ts';
import { openStreamEngine } from '#core/engine/open-stream-engine.ts';
import { isStandardInput } from '#core/listener/source-spec.ts';
import { STANDARD_INPUT } from '#core/listener/standard-input/open-standard-input.ts';
import { databasePath } from '#core/store/open-database.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readText, readTexts, readWord } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { readQuery } from '../command-line/read-query.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { StatusLine } from '../command-line/status-line.ts';
import { addSavedQuery } from './add-saved-query.ts';
import { CaptureWatch } from './capture-watch.ts';
import { EntryFollower } from './entry-follower.ts';
import { printedEntries } from './printed-entries.ts';
import { TAIL_FORMATS, createTailFormat } from './tail-format.ts';

const SOURCE = 'stdin';

/** Whether `tail` is asked for what comes on standard input and nothing else. @throws AppError `usage` for any other word. */
export function readsStandardInput(values: OptionValues): boolean {
  const word = readText(values, '-');
  const sources = readTexts(values, 'source');
  if (word === undefined) return sources.length > 0 && sources.every(isStandardInput);
  if (word !== '-' || sources.some((source) => !isStandardInput(source))) {
    throw new AppError(
      'usage',
      word === '-' ? 'tail - reads no other source' : `Unexpected argument '${word}'`,
      {
        remedy: 'name logs with --source: hydrant tail --source file:PATH',
      },
    );
  }
  return true;
}

/** `hydrant tail -`: every entry of what comes on standard input, until it ends. */
export async function tailStandardInput(values: OptionValues, interruption: Interruption): Promise<number> {
  if (readText(values, 'lines') !== undefined) {
    throw new AppError('usage', 'tail - prints everything that comes', { remedy: 'leave --lines away' });
  }
  const format = createTailFormat(readWord(values, 'format', TAIL_FORMATS) ?? 'text');
  const filters = readQuery(values, Date.now() * 1000);
  const options: EngineOptions = { ...readEngineOptions(values, 'once'), sources: [SOURCE] };
  const isKept = readText(values, 'data-dir') !== undefined;
  const id = isKept ? await readNewestId(options) : 0;
  // Also when it is asked to end meanwhile: a store that is being made must be known, to be removed.
  await using engine = isKept ? await createEngine(options) : await openStreamEngine(options);
  const query = await addSavedQuery(engine, readText(values, 'saved'), filters);
  const watch = new CaptureWatch(engine, new StatusLine());
  try {
    watch.endProgress();
    if (isatty(STANDARD_INPUT)) printNote('reading what is typed or pasted here; Ctrl+D ends it');
    await writeOutput(format.header);
    const ended = endOf(engine);
    const follower = new EntryFollower(engine, query);
    for await (const rows of follower.follow({ kind: 'after', id }, interruption.signal, ended)) {
      await writeOutput(await printedEntries(engine, rows, format));
    }
    if (interruption.reason === 'terminated') return EXIT_CODE.done;
    if (interruption.reason === 'interrupted') return EXIT_CODE.interrupted;
    return tellEnd(await engine.captureFinished, isKept);
  } finally {
    watch.close();
  }
}

/** Aborts when all that came is stored, or nothing can be any more. */
function endOf({ captureFinished }: Engine): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort();
  captureFinished.then(end, end);
  return controller.signal;
}

/** What stands in the store before. */
async function readNewestId({ dataDir }: EngineOptions): Promise<number> {
  if (!existsSync(databasePath(dataDir))) return 0;
  await using engine = await createEngine({ dataDir, sources: [], capture: 'none', followsStore: false });
  const { lastId } = await engine.call('entries.list', { query: {}, anchor: { kind: 'newest' }, limit: 1 });
  return lastId;
}

/** The problem itself was told when it came. */
function tellEnd(summaries: readonly CaptureSummary[], isKept: boolean): number {
  const unread = summaries.reduce((sum, { quarantined }) => sum + quarantined, 0);
  if (unread > 0) {
    const where = isKept ? 'they are in quarantine' : 'with --data-dir they are kept, in quarantine';
    printNote(`pieces of the input that are no entries: ${unread.toLocaleString('en')}; ${where}`);
  }
  return summaries.some(({ problem }) => problem !== null) ? EXIT_CODE.failed : EXIT_CODE.done;
}
