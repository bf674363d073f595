import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { NewExportScheduleInput } from '#contract/export-schedule.ts';
import type { Engine } from '#core/engine/engine.ts';
import { enginePlaces, type EnginePlaces } from '../../../test/core/engine-places.ts';
import { untilEvent } from '../../../test/core/until-event.ts';
import { JournalAppender } from '../../../test/journal/append-journal.ts';
import { createEngine } from './create-engine.ts';

// Whole engines, started and killed: on a machine that is busy otherwise that takes its time.
vi.setConfig({ testTimeout: 120_000 });

interface Places extends EnginePlaces {
  target: string;
  appender: JournalAppender;
}

/** A journal with one entry, and a folder for files. */
function places(): Places {
  const made = enginePlaces();
  const target = join(made.journal, '..', 'out');
  mkdirSync(target);
  const appender = new JournalAppender(join(made.journal, 'a.journal'), {
    // Ahead of the clock: such an entry counts as logged when it was read, and so after what the test did before.
    startUnixUs: (Date.now() + 3_600_000) * 1000,
  });
  onTestFinished(async () => appender[Symbol.asyncDispose]());
  appender.append('message 1');
  return { ...made, target, appender };
}

function start({ dataDir, source }: EnginePlaces, runsExports = true): Promise<Engine> {
  return createEngine({ dataDir, sources: [source], capture: 'follow', runsExports });
}

async function save(
  engine: Engine,
  { target }: Places,
  trigger: NewExportScheduleInput['trigger'],
  name = 'all',
): Promise<void> {
  await engine.call('schedules.save', {
    schedule: {
      name,
      trigger,
      isEnabled: true,
      request: {
        query: {},
        format: 'csv',
        columns: ['message'],
        target: { kind: 'folder', directory: target, namePattern: '{name}-{batch}' },
        replacesExisting: false,
      },
    },
    replacesExisting: false,
    startsAt: 'beginning',
  });
}

function untilCompleted(
  engine: Engine,
  condition: (batch: ExportBatch) => boolean = () => true,
): Promise<ExportBatch> {
  return untilEvent(engine, 'exports.progressed', (batch) => batch.state === 'completed' && condition(batch));
}

async function untilStored(engine: Engine, entries: number): Promise<void> {
  const isThere = untilEvent(engine, 'status.changed', (status) => status.entries >= entries);
  const status = await engine.call('status.get', {});
  if (status.entries < entries) await isThere;
}

/** The numbers of the messages in all files, in the order of the batches. */
function numbersIn({ target }: Places): number[] {
  return readdirSync(target)
    .filter((file) => file.endsWith('.csv'))
    .toSorted()
    .flatMap((file) => parse(readFileSync(join(target, file)), { from_line: 2 }))
    .map(([message = '']) => Number(message.replace('message ', '')));
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

/** Exports what is new. Returns true when nothing is; false also when Hydrant itself has just begun to export it. */
async function runIsOver(engine: Engine): Promise<boolean> {
  try {
    return (await engine.call('schedules.run', { name: 'all' })).batch === null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'export.unfinished') return false;
    throw error;
  }
}

it('every so many entries are exported while they come in, and after a restart it goes on', async () => {
  const there = places();
  {
    await using engine = await start(there);
    await untilStored(engine, 1);
    await save(engine, there, { kind: 'entries', entries: 20 });
    const completed = untilCompleted(engine, ({ lastId }) => (lastId ?? 0) >= 100);
    for (let number = 2; number <= 110; number += 1) {
      there.appender.append(`message ${String(number)}`);
      // As they come in one after another.
      if (number % 25 === 0) await untilStored(engine, number);
    }
    await completed;
  }
  for (let number = 111; number <= 119; number += 1) there.appender.append(`message ${String(number)}`);
  await using engine = await start(there);
  const next = untilCompleted(engine);
  await untilStored(engine, 119);
  for (let number = 120; number <= 140; number += 1) there.appender.append(`message ${String(number)}`);
  const { lastId } = await next;
  expect(numbersIn(there)).toEqual(numbersTo(lastId ?? 0));
  const { schedules } = await engine.call('schedules.list', {});
  expect(schedules).toMatchObject([{ coveredToId: lastId, lastRun: { outcome: 'exported' } }]);
});

it('what was missed is exported at a start, once and whole', async () => {
  const there = places();
  {
    await using engine = await start(there);
    await untilStored(engine, 1);
    await save(engine, there, { kind: 'start' });
  }
  for (let number = 2; number <= 3000; number += 1) there.appender.append(`message ${String(number)}`);
  await there.appender.close();
  for (let starts = 0; starts < 2; starts += 1) {
    await using engine = await start(there);
    const completed = untilCompleted(engine);
    await untilEvent(engine, 'schedules.changed');
    const { batches } = await engine.call('exports.list', { limit: 10 });
    if (batches[0]?.state !== 'completed') await completed;
  }
  expect(numbersIn(there)).toEqual(numbersTo(3000));
  expect(readdirSync(there.target).filter((file) => file.endsWith('.csv'))).toHaveLength(1);
});

it('an error rule fires once, also over a restart', async () => {
  const there = places();
  const { appender } = there;
  const ofName = (name: string) => (batch: ExportBatch) => batch.request.watermark === name;
  {
    await using engine = await start(there);
    await untilStored(engine, 1);
    await save(engine, there, { kind: 'first-error', quietMinutes: 60, settleSeconds: 0 }, 'a rule');
    // It looks at what was logged after the rule has.
    await save(engine, there, { kind: 'entries', entries: 1 }, 'each');
    const completed = ['a rule', 'each'].map((name) => untilCompleted(engine, ofName(name)));
    appender.append('message 2', ['PRIORITY', '3']);
    await Promise.all(completed);
  }
  await using engine = await start(there);
  const next = untilCompleted(engine, (batch) => ofName('each')(batch) && (batch.lastId ?? 0) >= 3);
  appender.append('message 3', ['PRIORITY', '3']);
  await next;
  const { batches } = await engine.call('exports.list', { limit: 100 });
  expect(batches.filter(ofName('a rule'))).toHaveLength(1);
});

it('an engine that is told not to run them does not, and still does when asked', async () => {
  const there = places();
  await using engine = await start(there, false);
  await untilStored(engine, 1);
  await save(engine, there, { kind: 'entries', entries: 1 });
  there.appender.append('message 2');
  await untilStored(engine, 2);
  expect(await engine.call('schedules.list', {})).toMatchObject({
    schedules: [{ waitingEntries: 2, nextRunAtUnixUs: null, lastRun: null }],
  });
  const completed = untilCompleted(engine);
  expect(await engine.call('schedules.run', { name: 'all' })).toMatchObject({ batch: { rowsTotal: 2 } });
  await completed;
  expect(numbersIn(there)).toEqual([1, 2]);
});

it('processes that are killed while they export neither lose nor double an entry', async () => {
  const there = places();
  {
    await using engine = await start(there, false);
    await untilStored(engine, 1);
    await save(engine, there, { kind: 'entries', entries: 150 });
  }
  let last = 1;
  for (let round = 0; round < 5; round += 1) {
    const script = fileURLToPath(new URL('../../../test/exports/recurring-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, there.dataDir, there.source], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    let lines = 0;
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'started') {
        for (let number = 0; number < 400; number += 1)
          there.appender.append(`message ${String((last += 1))}`);
      } else lines += 1;
      // At another moment each time: when it is asked for, when it begins, when it has ended.
      if (lines > round % 3) child.kill('SIGKILL');
    });
    await exited;
  }
  await there.appender.close();
  await using engine = await start(there);
  await untilStored(engine, last);
  for (;;) {
    const settled = untilEvent(
      engine,
      'exports.progressed',
      ({ state, problem }) => state === 'completed' || problem !== null,
    );
    const { batches } = await engine.call('exports.list', { limit: 1 });
    // What a killed process left goes on by itself, whatever it left; until then it is seen to be interrupted.
    const problem = batches[0]?.problem?.code ?? 'export.interrupted';
    expect(problem).toBe('export.interrupted');
    if (batches[0]?.state === 'completed' && (await runIsOver(engine))) break;
    await settled;
  }
  expect(numbersIn(there)).toEqual(numbersTo(last));
});
