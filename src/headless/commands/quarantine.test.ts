import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { QuarantineLab } from '../../../test/core/quarantine-lab.ts';
import { keptAndRecounted } from '../../../test/core/recount.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { STREAM_KEY } from '../../../test/core/text-log-lab.ts';
import { HydrantProcess, runHydrant } from '../../../test/headless/hydrant-process.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { CaptureLock } from '#core/store/capture-lock.ts';
import { openReadableDatabase } from '#core/store/open-database.ts';

const SPEC = 'file:/srv/app.log';
const PATTERN = '{time:%d.%m.%Y %T}|{severity}|{message}';
const PIECES = 20_000;
const KILLS = 4;
/** A kill comes after so many at most, so that the last one, too, finds some left: they are tried a thousand at a time. */
const MOST_BEFORE_KILL = 1500;

function line(number: number): string {
  const time = new Date(Date.UTC(2026, 10, 22) + number * 1000).toISOString();
  const [year = '', month = '', day = ''] = time.slice(0, 10).split('-');
  return `${day}.${month}.${year} ${time.slice(11, 19)}|ERROR|entry ${String(number)}\n`;
}

/** A store with so many lines in quarantine. */
function makeStore(pieces: number): string {
  const dataDir = temporaryFolder();
  using lab = new QuarantineLab(dataDir);
  const { ledger, writer } = lab.store;
  let at = 0;
  for (let number = 0; number < pieces; number += 1) {
    const bytes = Buffer.from(line(number));
    ledger.received += 1;
    const position = `${STREAM_KEY};at=${String(at)}`;
    writer.quarantine({ sourceId: ledger.sourceId, reason: 'odd', position, bytes, sizeBytes: bytes.length });
    at += bytes.length;
  }
  lab.store.commit();
  return dataDir;
}

function countQuarantined(dataDir: string): number {
  const database = openReadableDatabase(dataDir);
  try {
    return database.prepare<[], number>('SELECT count(*) FROM quarantine').pluck().get() ?? 0;
  } finally {
    database.close();
  }
}

const run = (dataDir: string, ...args: string[]) =>
  runHydrant(['quarantine', ...args, '--data-dir', dataDir]);
const retry = ['retry', SPEC, '--log-format', PATTERN];

it('what could not be read is listed and tried again', async () => {
  const dataDir = makeStore(3);
  const listed = await run(dataDir);
  expect(listed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(listed.stdout).toMatch(/^3 pieces {2}\d+ B {2}file:\/srv\/app\.log {2}odd\n$/);
  const { stdout: none } = await run(dataDir, 'retry', SPEC, '--log-format', 'json-lines');
  expect(none).toBe(
    '3 tried, 0 stored, 0 known already\n3 stay  no line before it begins an entry in this format\n',
  );
  const { stdout: other } = await run(dataDir, ...retry, '--reason', 'none', '--json');
  expect(JSON.parse(other)).toMatchObject({ tried: 0, stored: 0 });
  const { stdout: done } = await run(dataDir, ...retry, '--json');
  expect(JSON.parse(done)).toEqual({ tried: 3, stored: 3, duplicates: 0, dropped: 0, stayed: [] });
  expect((await run(dataDir, 'list')).stdout).toBe('Nothing is in quarantine.\n');
}, 60_000);

it('what makes no sense is refused, and so is a retry while another Hydrant captures', async () => {
  const dataDir = makeStore(1);
  const cases: [string[], number, string][] = [
    [['retry', 'file:/other.log'], 1, 'Nothing is stored of file:/other.log'],
    [['retry', SPEC, '--log-format', '{time'], 2, 'is no format of a log'],
  ];
  for (const [args, exitCode, message] of cases) {
    const ended = await run(dataDir, ...args);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toContain(message);
  }
  using _ = CaptureLock.acquire(dataDir);
  const refused = await run(dataDir, ...retry);
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain('Sources view');
}, 60_000);

it('killed again and again in the middle of it, every piece is in quarantine or its entry is stored', async () => {
  const dataDir = makeStore(PIECES);
  const random = seededRandom(Date.now());
  const leftAtDeath = new Set<number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = countQuarantined(dataDir);
    const retrying = new HydrantProcess(['quarantine', ...retry, '--data-dir', dataDir]);
    const diesAt = before - 1 - random.below(MOST_BEFORE_KILL);
    while (countQuarantined(dataDir) > diesAt && retrying.child.exitCode === null) await wait(1);
    retrying.child.kill('SIGKILL');
    await retrying.ended;
    using lab = new QuarantineLab(dataDir);
    const [stored, quarantined] = [lab.store.count('entries'), lab.store.count('quarantine')];
    expect(stored + quarantined).toBe(PIECES);
    expect(lab.store.ledger.counters()).toMatchObject({ received: PIECES, stored, quarantined, inFlight: 0 });
    leftAtDeath.add(quarantined);
  }
  // Else the kills came where there was nothing to lose.
  expect(leftAtDeath.size).toBe(KILLS);
  expect((await run(dataDir, ...retry)).exitCode).toBe(0);
  using lab = new QuarantineLab(dataDir);
  expect(lab.quarantined()).toEqual([]);
  expect(lab.messages()).toEqual(Array.from({ length: PIECES }, (_, number) => `entry ${String(number)}`));
  const { kept, recounted } = keptAndRecounted(lab.database);
  expect(kept).toEqual(recounted);
}, 120_000);
