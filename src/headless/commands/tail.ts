import { gapText } from '../command-line/gap-text.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readText, readWholeNumber, readWord } from '../command-line/option-values.ts';
import { readEngineOptions } from '../command-line/read-engine-options.ts';
import { readQuery } from '../command-line/read-query.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';
import { StatusLine } from '../command-line/status-line.ts';
import { addSavedQuery } from './add-saved-query.ts';
import { CaptureWatch } from './capture-watch.ts';
import { caughtUp } from './caught-up.ts';
import { EntryFollower } from './entry-follower.ts';
import type { FollowStart } from './entry-follower.ts';
import { openFollowingEngine } from './open-engine.ts';
import { printedEntries } from './printed-entries.ts';
import { TAIL_FORMATS, createTailFormat } from './tail-format.ts';
import { readsStandardInput, tailStandardInput } from './tail-standard-input.ts';

const DEFAULT_LINES = 10;
/** One page of the list. */
const MAX_LINES = 1000;

/** `hydrant tail`: the newest entries, then every new one, on standard output until asked to end; or what comes on standard input. */
export async function tail(values: OptionValues, interruption: Interruption): Promise<number> {
  if (readsStandardInput(values)) return await tailStandardInput(values, interruption);
  const format = createTailFormat(readWord(values, 'format', TAIL_FORMATS) ?? 'text');
  const filters = readQuery(values, Date.now() * 1000);
  const start = readStart(values);
  const options = readEngineOptions(values, 'follow');
  await using engine = await interruption.during(
    // Whoever reads along for a moment does not begin to write files.
    openFollowingEngine({ ...options, runsExports: false }),
  );
  const query = await addSavedQuery(engine, readText(values, 'saved'), filters);
  const watch = new CaptureWatch(engine, new StatusLine());
  try {
    // What was there before is history: only when it is stored is "the newest" known.
    await interruption.during(caughtUp(engine));
    watch.endProgress();
    engine.subscribe('gaps.recorded', (gap) => {
      printNote(`gap: ${gapText(gap)}`);
    });
    await writeOutput(format.header);
    for await (const rows of new EntryFollower(engine, query).follow(start, interruption.signal)) {
      await writeOutput(await printedEntries(engine, rows, format));
    }
  } finally {
    watch.close();
  }
  return interruption.reason === 'terminated' ? EXIT_CODE.done : EXIT_CODE.interrupted;
}

function readStart(values: OptionValues): FollowStart {
  const isSinceGiven = readText(values, 'since') !== undefined;
  if (readText(values, 'lines') === 'all') return { kind: 'after', id: 0 };
  const entries = readWholeNumber(values, 'lines', 0, MAX_LINES);
  if (entries === undefined && isSinceGiven) return { kind: 'after', id: 0 };
  return { kind: 'newest', entries: entries ?? DEFAULT_LINES };
}
