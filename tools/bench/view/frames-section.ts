import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JournalFeed } from '../../../test/journal/journal-feed.ts';
import { exportAgainAndAgain } from '../exports/export-all.ts';
import { percentile } from '../statistics.ts';
import { printTable, wholeNumber } from '../table.ts';
import type { ViewLab } from './view-lab.ts';

/** Long enough for the feed to be at its rate and the page to have drawn its first rows. */
const WARM_UP_MS = 3_000;
const RATE_BESIDE_EXPORT = 5_000;

/** Frame times of a page that follows a store, at several rates; what the store took in meanwhile stands beside them. */
export async function benchFrames(lab: ViewLab): Promise<void> {
  const { options } = lab;
  const rows: string[][] = [];
  for (const rate of options.rates) rows.push(await measureRate(lab, rate));
  rows.push(await measureRate(lab, RATE_BESIDE_EXPORT, true));
  process.stdout.write(`Following for ${options.seconds} s each, times between animation frames\n\n`);
  printTable(
    [
      'entries/s fed',
      'stored/s',
      'frames/s',
      'median',
      '95th percentile',
      '99th percentile',
      'longest',
      'rows drawn',
    ],
    rows,
  );
}

/** @param isExporting - Everything that is stored is exported meanwhile, again and again. */
async function measureRate(lab: ViewLab, rate: number, isExporting = false): Promise<string[]> {
  const directory = join(lab.folder.path, `feed-${String(rate)}-${String(isExporting)}`);
  await using feed = await JournalFeed.start(directory, rate);
  await using hydrant = await lab.serve(feed.directory);
  await using measured = await lab.open(hydrant);
  await pause(WARM_UP_MS);
  const exporting = new AbortController();
  const exports = isExporting
    ? exportAgainAndAgain(hydrant, join(lab.folder.path, 'beside'), exporting.signal)
    : undefined;
  const before = await hydrant.client.call('status.get', {});
  const frames = await measured.frameTimes(lab.options.seconds);
  const after = await hydrant.client.call('status.get', {});
  const stored = (after.entries - before.entries) / ((after.atUnixUs - before.atUnixUs) / 1e6);
  exporting.abort();
  await exports;
  const drawn = await measured.page.locator('#log-entries [role=row]').count();
  const isFollowing = await measured.page.getByText('Following', { exact: true }).count();
  if (isFollowing === 0) throw new Error('The list does not follow: what was measured means nothing.');
  const ms = (share: number) => `${percentile(frames, share).toFixed(1)} ms`;
  return [
    `${wholeNumber(rate)}${isExporting ? ', while everything is exported' : ''}`,
    wholeNumber(stored),
    (frames.length / lab.options.seconds).toFixed(1),
    ms(0.5),
    ms(0.95),
    ms(0.99),
    `${Math.max(...frames).toFixed(0)} ms`,
    String(drawn),
  ];
}
