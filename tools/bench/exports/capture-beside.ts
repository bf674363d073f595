import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JournalFeed } from '../../../test/journal/journal-feed.ts';
import type { ServedHydrant } from '../served-hydrant.ts';
import { median } from '../statistics.ts';
import { printTable, wholeNumber } from '../table.ts';
import { waitUntilFollowing } from '../wait-until-following.ts';
import { exportAgainAndAgain } from './export-all.ts';
import type { ExportedStore } from './exported-store.ts';

const RATES = [2_000, 5_000, 10_000];
const SECONDS = 8;
/** Long enough for the feed to be at its rate. */
const WARM_UP_MS = 3_000;

/** Whether capture keeps its rate while an export of everything runs again and again in the same Hydrant. */
export async function benchCaptureBeside(lab: ExportedStore): Promise<void> {
  const rows: string[][] = [];
  for (const rate of RATES) {
    await using feed = await JournalFeed.start(join(lab.folder.path, `feed-${String(rate)}`), rate);
    await using hydrant = await lab.serve(feed.directory);
    await waitUntilFollowing(hydrant.client);
    await pause(WARM_UP_MS);
    const alone = await measure(hydrant);
    const exporting = new AbortController();
    const exports = exportAgainAndAgain(hydrant, lab.path('beside'), exporting.signal);
    await pause(500);
    const beside = await measure(hydrant);
    exporting.abort();
    const batches = await exports;
    rows.push([
      wholeNumber(rate),
      wholeNumber(alone.perSecond),
      wholeNumber(beside.perSecond),
      `${((beside.perSecond / alone.perSecond) * 100).toFixed(0)} %`,
      `${median(alone.lagMs).toFixed(0)} ms`,
      `${median(beside.lagMs).toFixed(0)} ms`,
      String(batches),
    ]);
  }
  process.stdout.write(
    `\nFollowing a journal for ${String(SECONDS)} s, alone and while everything (${wholeNumber(lab.entries)} entries and what comes) is exported\n\n`,
  );
  printTable(
    [
      'entries/s fed',
      'stored/s alone',
      'stored/s beside an export',
      'of it',
      'lag alone',
      'lag beside',
      'exports',
    ],
    rows,
  );
}

async function measure(hydrant: ServedHydrant): Promise<{ perSecond: number; lagMs: number[] }> {
  const lagMs: number[] = [];
  const unsubscribe = hydrant.client.subscribe('status.changed', ({ sources }) => {
    for (const source of sources)
      if (source.lagMs !== null && source.state === 'following') lagMs.push(source.lagMs);
  });
  const before = await hydrant.client.call('status.get', {});
  await pause(SECONDS * 1000);
  const after = await hydrant.client.call('status.get', {});
  unsubscribe();
  const seconds = (after.atUnixUs - before.atUnixUs) / 1e6;
  return { perSecond: (after.entries - before.entries) / seconds, lagMs };
}
