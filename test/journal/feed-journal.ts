import { setTimeout as pause } from 'node:timers/promises';
import { JournalAppender } from './append-journal.ts';
import { writeJournal } from './build-journal.ts';
import { realisticEntries } from './realistic-entries.ts';

/**
 * A program: `feed-journal.ts FILE PER_SECOND` writes realistic entries of now into a journal file at that rate until it
 * gets SIGTERM, and then prints how many it wrote. It runs in a process of its own, so that who measures is not disturbed.
 */
const POOL_ENTRIES = 5_000;
const TICK_MS = 20;
/** More than this is not caught up with: who reads is slower than the rate, and the number printed says so. */
const MOST_BEHIND_MS = 500;

const [path = '', rate = ''] = process.argv.slice(2);
const perSecond = Number(rate);
if (path === '' || !(perSecond > 0)) throw new Error('usage: feed-journal.ts FILE.journal PER_SECOND');

let written = 0;
const bodies = entryBodies();
// Who reads may start as soon as there is a file with an entry.
await writeJournal(path, [entriesOfNow(1)]);
process.stdout.write('ready\n');
const appender = new JournalAppender(path);
const over = new AbortController();
process.once('SIGTERM', () => {
  over.abort();
});

let owed = 0;
let lastMs = performance.now();
while (!over.signal.aborted) {
  const nowMs = performance.now();
  owed = Math.min(owed + ((nowMs - lastMs) / 1_000) * perSecond, (perSecond * MOST_BEHIND_MS) / 1_000);
  lastMs = nowMs;
  const due = Math.floor(owed);
  if (due > 0) {
    owed -= due;
    await appender.write(entriesOfNow(due));
    written += due;
  }
  await pause(TICK_MS);
}
await appender.close();
process.stdout.write(`${String(written)}\n`);

/** Entries without their times, to be written again and again. */
function entryBodies(): string[] {
  const text = Buffer.concat([...realisticEntries({ count: POOL_ENTRIES })]).toString('utf8');
  return text
    .split('\n\n')
    .filter((entry) => entry !== '')
    .map((entry) => entry.replace(/^__REALTIME_TIMESTAMP=\d+\n__MONOTONIC_TIMESTAMP=\d+\n/, ''));
}

function entriesOfNow(count: number): Buffer {
  const nowUnixUs = Date.now() * 1_000;
  const spacingUs = 1_000_000 / perSecond;
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const unixUs = Math.round(nowUnixUs - (count - index) * spacingUs);
    const monotonicUs = Math.round(performance.now() * 1_000) + index;
    text += `__REALTIME_TIMESTAMP=${String(unixUs)}\n__MONOTONIC_TIMESTAMP=${String(monotonicUs)}\n`;
    text += `${bodies[(written + index) % bodies.length] ?? ''}\n\n`;
  }
  return Buffer.from(text, 'utf8');
}
