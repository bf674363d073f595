import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '#contract/methods.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { batchDouble } from '../../../test/headless/batch-double.ts';
import { EngineDouble } from '../../../test/headless/engine-double.ts';
import { scheduleDouble } from '../../../test/headless/schedule-double.ts';
import { parseCommandLine } from '../command-line/parse-command-line.ts';
import { readSchedule } from '../command-line/read-schedule.ts';
import { saveSchedule } from './schedules-add.ts';
import { exportNew } from './schedules-run.ts';
import { findSchedule } from './schedules.ts';

/** Answers from a list, call by call, and keeps what it was asked, checked as the engine checks it. */
class ScriptedEngine extends EngineDouble {
  readonly asked: { method: string; params: unknown }[] = [];
  readonly #answers: (() => unknown)[];

  constructor(...answers: (() => unknown)[]) {
    super();
    this.#answers = answers;
  }

  override async call<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>> {
    this.asked.push({ method, params: METHODS[method].params.parse(params) });
    await Promise.resolve();
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error(`nobody expected ${method}`);
    return answer() as MethodResult<M>;
  }
}

function refuse(error: AppError): () => never {
  return () => {
    throw error;
  };
}

function orderOf(...args: string[]) {
  const required = ['nightly', '--out', temporaryFolder(), '--format', 'csv', '--every', '1d'];
  const commandLine = parseCommandLine(['schedules', 'add', ...required, ...args]);
  if (commandLine.kind !== 'run') throw new Error(`Parsed as ${commandLine.kind}.`);
  return readSchedule(commandLine.values, 0);
}

describe('schedules add', () => {
  it('saves what was asked for, and a copy of the saved query', async () => {
    const saved = { name: 'Errors', query: { severities: [3], where: 'a', nowUnixUs: 7 } };
    const schedule = scheduleDouble();
    const engine = new ScriptedEngine(
      () => ({ queries: [saved] }),
      () => ({ schedule }),
    );
    expect(await saveSchedule(engine, orderOf('--from', 'now', '--unit', 'x'), 'ERRORS')).toEqual(schedule);
    expect(engine.asked.map(({ method }) => method)).toEqual(['savedQueries.list', 'schedules.save']);
    const sent = METHODS['schedules.save'].params.parse(engine.asked[1]?.params);
    expect(sent).toMatchObject({
      startsAt: 'now',
      replacesExisting: false,
      schedule: { name: 'nightly', isEnabled: true },
    });
    expect(sent.schedule.request.query).toEqual({ severities: [3], where: 'a', units: ['x'] });
  });

  it('says how a name that is taken can be had', async () => {
    const engine = new ScriptedEngine(refuse(new AppError('schedule.exists', 'There is one.')));
    await expect(saveSchedule(engine, orderOf(), undefined)).rejects.toMatchObject({
      code: 'schedule.exists',
      remedy: 'choose another name, or replace it with --replace',
    });
  });
});

describe('schedules run', () => {
  const reporter = { tell: () => undefined, clear: () => undefined };
  const interruption = new AbortController();

  function run(engine: ScriptedEngine): Promise<ExportBatch | null> {
    return exportNew({ engine, interruption, reporter }, { NAME: 'nightly' });
  }

  it('waits for its batch', async () => {
    const completed = batchDouble({ state: 'completed' });
    const engine: ScriptedEngine = new ScriptedEngine(() => {
      engine.emit('exports.progressed', completed);
      return { batch: batchDouble({ state: 'queued' }) };
    });
    expect(await run(engine)).toEqual(completed);
    expect(engine.asked).toEqual([{ method: 'schedules.run', params: { name: 'nightly' } }]);
  });

  it('is done where nothing is new', async () => {
    expect(await run(new ScriptedEngine(() => ({ batch: null })))).toBeNull();
  });

  it('completes an earlier batch first, and then exports what is new', async () => {
    const unfinished = new AppError('export.unfinished', 'Not yet.', { detail: { batchId: 6 } });
    const engine: ScriptedEngine = new ScriptedEngine(
      refuse(unfinished),
      () => {
        engine.emit('exports.progressed', batchDouble({ id: 6, state: 'completed' }));
        return {};
      },
      () => ({ batch: null }),
    );
    expect(await run(engine)).toBeNull();
    expect(engine.asked.map(({ method }) => method)).toEqual([
      'schedules.run',
      'exports.resume',
      'schedules.run',
    ]);
  });

  it('goes on where somebody else ended that batch meanwhile', async () => {
    const unfinished = new AppError('export.unfinished', 'Not yet.', { detail: { batchId: 6 } });
    const engine = new ScriptedEngine(
      refuse(unfinished),
      refuse(new AppError('export.invalid', 'It has ended.')),
      () => ({ batch: batchDouble({ id: 6, state: 'completed' }) }),
      () => ({ batch: null }),
    );
    expect(await run(engine)).toBeNull();
    expect(engine.asked.map(({ method }) => method)).toEqual([
      'schedules.run',
      'exports.resume',
      'exports.get',
      'schedules.run',
    ]);
  });
});

it('finds a recurring export whatever the case of its name, and lists the names there are', () => {
  const schedules = [scheduleDouble({ name: 'Nightly' }), scheduleDouble({ name: 'b' })];
  expect(findSchedule(schedules, 'NIGHTLY')).toBe(schedules[0]);
  expect(() => findSchedule(schedules, 'weekly')).toThrow(
    expect.objectContaining({ code: 'schedule.not-found', remedy: 'use one of "Nightly", "b"' }),
  );
  expect(() => findSchedule([], 'weekly')).toThrow(
    expect.objectContaining({ remedy: 'hydrant schedules add makes one' }),
  );
});
