import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineApi } from '#contract/engine-api.ts';
import { exitOf } from '../../test/journal/exit-of.ts';
import { PrivateJournald } from '../../test/journal/private-journald.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { BenchFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { hydrantCommand } from './hydrant-command.ts';
import { serveHydrant } from './served-hydrant.ts';
import { median, percentile } from './statistics.ts';
import { printTable } from './table.ts';
import { waitUntilFollowing } from './wait-until-following.ts';

const MESSAGES = 40;
const WATCHER_DEADLINE_MS = 10_000;

/** Tells when a message was seen first, in milliseconds of performance.now(). */
class Sightings {
  readonly #seenAtMs = new Map<string, number>();
  #wake: () => void = () => undefined;

  add(text: string): void {
    for (const [marker] of text.matchAll(/latency-\d+-end/g)) {
      if (!this.#seenAtMs.has(marker)) this.#seenAtMs.set(marker, performance.now());
    }
    this.#wake();
  }

  async of(marker: string): Promise<number> {
    const deadlineMs = performance.now() + WATCHER_DEADLINE_MS;
    for (;;) {
      const seenAtMs = this.#seenAtMs.get(marker);
      if (seenAtMs !== undefined) return seenAtMs;
      if (performance.now() > deadlineMs) throw new Error(`${marker} was not seen within ten seconds`);
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#wake = resolve;
        }),
        sleep(WATCHER_DEADLINE_MS, undefined, { ref: false }),
      ]);
    }
  }
}

/**
 * From just before `logger` is started until the row can be had over the WebSocket, and until `journalctl -f` prints the
 * same message. A private journald, so root is needed; messages come at uneven intervals, like a quiet machine's.
 */
export async function benchLatency(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  await using journald = await PrivateJournald.start(folder.path);
  await journald.log('the first entry');
  await journald.sync();
  await using hydrant = await serveHydrant(
    journald.command(
      ...hydrantCommand(
        options,
        'serve',
        '--source',
        'journal',
        '--port',
        '0',
        '--data-dir',
        folder.freshStore(),
      ),
    ),
  );
  await waitUntilFollowing(hydrant.client);
  const rows = new Sightings();
  watchRows(hydrant.client, rows);
  const printed = new Sightings();
  const [program = '', ...programArguments] = journald.command(
    'journalctl',
    '-f',
    '-q',
    '-n',
    '1',
    '-o',
    'cat',
  );
  const journalctl = spawn(program, programArguments, { stdio: ['ignore', 'pipe', 'ignore'] });
  journalctl.stdout.setEncoding('utf8').on('data', (text: string) => printed.add(text));

  const random = seededRandom(1);
  const toRow: number[] = [];
  const toPrint: number[] = [];
  for (let number = 0; number < MESSAGES; number += 1) {
    await sleep(200 + random.below(600));
    const marker = `latency-${number}-end`;
    const sentAtMs = performance.now();
    await journald.log(marker);
    toRow.push((await rows.of(marker)) - sentAtMs);
    toPrint.push((await printed.of(marker)) - sentAtMs);
  }
  journalctl.kill('SIGTERM');
  await exitOf(journalctl);
  report(toRow, toPrint);
}

/** Fetches the newest rows after every commit, as a live view does. */
function watchRows(api: EngineApi, rows: Sightings): void {
  api.subscribe('entries.stored', () => {
    void api
      .call('entries.list', { query: {}, anchor: { kind: 'newest' }, limit: 20 })
      .then((page) => rows.add(page.rows.map((row) => row.message).join('\n')));
  });
}

function report(toRow: readonly number[], toPrint: readonly number[]): void {
  const line = (name: string, values: readonly number[]) => [
    name,
    median(values).toFixed(0),
    percentile(values, 0.95).toFixed(0),
    Math.max(...values).toFixed(0),
  ];
  process.stdout.write(`From logger to the reader, ${MESSAGES} messages, milliseconds\n\n`);
  printTable(
    ['reader', 'median', '95th percentile', 'longest'],
    [
      line('row over the WebSocket', toRow),
      line('journalctl -f', toPrint),
      line(
        'difference, message by message',
        toRow.map((value, index) => value - (toPrint[index] ?? 0)),
      ),
    ],
  );
}
