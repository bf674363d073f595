import type { EngineApi } from '#contract/engine-api.ts';
import type { EntryQuery } from '#contract/query.ts';
import { BenchFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { hydrantCommand } from './hydrant-command.ts';
import { measureRun } from './measured-run.ts';
import { serveHydrant } from './served-hydrant.ts';
import { median, percentile } from './statistics.ts';
import { printTable, wholeNumber } from './table.ts';
import { waitUntilFollowing } from './wait-until-following.ts';

const DEFAULT_ENTRIES = 1_000_000;
const ROWS = 200;
/** Each filter is asked this often in every round, the filters taking turns, so that each one is a change of filter. */
const TURNS_PER_ROUND = 6;

const FILTERS: readonly (readonly [name: string, query: EntryQuery])[] = [
  ['no filter', {}],
  ['severity error', { severities: [3] }],
  ['severities error and warning', { severities: [3, 4] }],
  ['severity emergency (none)', { severities: [0] }],
  ['a common word', { search: 'request' }],
  ['two words', { search: 'upstream failed' }],
  ['a phrase', { search: '"connection refused"' }],
  ['a word that is nowhere', { search: 'zyzzyva' }],
  ['errors with a word', { severities: [3], search: 'crashed' }],
  ['one unit', { units: ['nginx.service'] }],
  ['one unit, errors', { units: ['nginx.service'], severities: [3] }],
];

/** How long a change of the filter takes over the WebSocket: the newest rows, and the counts beside the toggles. */
export async function benchQueries(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  const journal = await folder.journal(options.entries ?? DEFAULT_ENTRIES);
  const store = folder.freshStore();
  const source = ['--source', `journal:${journal}`, '--data-dir', store];
  process.stdout.write('Collecting it …\n');
  await measureRun(hydrantCommand(options, 'collect', '--once', ...source), { keepOutput: true });
  await using hydrant = await serveHydrant(hydrantCommand(options, 'serve', ...source, '--port', '0'));
  await waitUntilFollowing(hydrant.client);
  const listMs = FILTERS.map((): number[] => []);
  const countMs = FILTERS.map((): number[] => []);
  const found = FILTERS.map(() => 0);
  for (let turn = 0; turn < options.rounds * TURNS_PER_ROUND; turn += 1) {
    for (const [index, [, query]] of FILTERS.entries()) {
      const list = await timeList(hydrant.client, query);
      listMs[index]?.push(list.ms);
      const count = await timeCount(hydrant.client, query);
      countMs[index]?.push(count.ms);
      found[index] = count.entries;
    }
  }
  const status = await hydrant.client.call('status.get', {});
  process.stdout.write(
    `\nA change of filter on ${wholeNumber(status.entries)} stored entries, ${listMs[0]?.length ?? 0} times each, milliseconds\n\n`,
  );
  printTable(
    [
      'filter',
      'matches',
      `newest ${ROWS} rows: median`,
      '95th percentile',
      'counts: median',
      '95th percentile',
    ],
    FILTERS.map(([name], index) => [
      name,
      wholeNumber(found[index] ?? 0),
      median(listMs[index] ?? []).toFixed(1),
      percentile(listMs[index] ?? [], 0.95).toFixed(1),
      median(countMs[index] ?? []).toFixed(1),
      percentile(countMs[index] ?? [], 0.95).toFixed(1),
    ]),
  );
}

async function timeList(api: EngineApi, query: EntryQuery): Promise<{ ms: number }> {
  const startedAtMs = performance.now();
  await api.call('entries.list', { query, anchor: { kind: 'newest' }, limit: ROWS });
  return { ms: performance.now() - startedAtMs };
}

async function timeCount(api: EngineApi, query: EntryQuery): Promise<{ ms: number; entries: number }> {
  const startedAtMs = performance.now();
  const { bySeverity } = await api.call('entries.count', { query });
  const chosen = bySeverity.filter((_, severity) => query.severities?.includes(severity) ?? true);
  return {
    ms: performance.now() - startedAtMs,
    entries: chosen.reduce((sum, count) => sum + count, 0),
  };
}
