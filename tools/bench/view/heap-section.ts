import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JournalFeed } from '../../../test/journal/journal-feed.ts';
import { megabytes, printTable, wholeNumber } from '../table.ts';
import type { ViewLab } from './view-lab.ts';

/** Ten minutes of it are more than a million entries. */
const ENTRIES_PER_SECOND = 2_000;
const SAMPLE_MS = 30_000;

/** The page's heap, each time after a collection, while it follows a busy log for a long time. */
export async function benchHeap(lab: ViewLab): Promise<void> {
  await using feed = await JournalFeed.start(join(lab.folder.path, 'feed-heap'), ENTRIES_PER_SECOND);
  await using hydrant = await lab.serve(feed.directory);
  await using measured = await lab.open(hydrant);
  const startedAtMs = performance.now();
  const { entries: entriesBefore } = await hydrant.client.call('status.get', {});
  const samples: { minutes: number; arrived: number; heapBytes: number }[] = [];
  const durationMs = lab.options.minutes * 60_000;
  while (performance.now() - startedAtMs < durationMs) {
    await pause(Math.min(SAMPLE_MS, startedAtMs + durationMs - performance.now()));
    const { entries } = await hydrant.client.call('status.get', {});
    samples.push({
      minutes: (performance.now() - startedAtMs) / 60_000,
      arrived: entries - entriesBefore,
      heapBytes: await measured.heapBytes(),
    });
  }
  const afterMinute = samples.find(({ minutes }) => minutes >= 0.99) ?? samples[0];
  const last = samples.at(-1);
  if (afterMinute === undefined || last === undefined) throw new Error('No heap was measured.');
  process.stdout.write(`Heap of the page, following ${wholeNumber(ENTRIES_PER_SECOND)} entries/s\n\n`);
  printTable(
    ['minutes', 'entries arrived', 'heap after collection'],
    samples.map(({ minutes, arrived, heapBytes }) => [
      minutes.toFixed(1),
      wholeNumber(arrived),
      megabytes(heapBytes),
    ]),
  );
  const growth = (last.heapBytes / afterMinute.heapBytes - 1) * 100;
  process.stdout.write(
    `From ${afterMinute.minutes.toFixed(1)} to ${last.minutes.toFixed(1)} minutes, ` +
      `${wholeNumber(last.arrived - afterMinute.arrived)} entries: ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} %\n\n`,
  );
}
