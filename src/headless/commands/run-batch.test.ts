import { describe, expect, it } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import { AppError } from '#contract/errors.ts';
import { batchDouble } from '../../../test/headless/batch-double.ts';
import { EngineDouble } from '../../../test/headless/engine-double.ts';
import { resumeBatch, runBatch } from './run-batch.ts';

/** An engine whose answers and events come when the test says so. */
class SlowEngine extends EngineDouble {
  readonly asked: { method: string; params: unknown }[] = [];
  /** What `exports.cancel` and `exports.pause` do. */
  onStop: () => void = () => undefined;

  override async call<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>> {
    this.asked.push({ method, params });
    await Promise.resolve();
    if (method === 'exports.cancel' || method === 'exports.pause') this.onStop();
    return {} as MethodResult<M>;
  }
}

function setUp() {
  const engine = new SlowEngine();
  const controller = new AbortController();
  const told: ExportBatch['state'][] = [];
  const reporter = { tell: ({ state }: ExportBatch) => void told.push(state), clear: () => undefined };
  return { engine, controller, told, runner: { engine, interruption: controller, reporter } };
}

describe('a batch that runs', () => {
  it('is told of from its first event on, which may come before its number, and no other is', async () => {
    const { engine, told, runner } = setUp();
    const run = runBatch(runner, async () => {
      engine.emit('exports.progressed', batchDouble({ id: 6, state: 'completed' }));
      engine.emit('exports.progressed', batchDouble());
      await Promise.resolve();
      return batchDouble({ state: 'queued' });
    });
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    engine.emit('exports.progressed', batchDouble({ id: 8, state: 'failed' }));
    engine.emit('exports.progressed', batchDouble({ state: 'completed' }));
    expect(await run).toMatchObject({ id: 7, state: 'completed' });
    expect(told).toEqual(['running', 'completed']);
    expect(engine.listeners('exports.progressed')).toBe(0);
  });

  it('may be over before its number is known', async () => {
    const { engine, runner } = setUp();
    const run = runBatch(runner, () => {
      engine.emit('exports.progressed', batchDouble({ state: 'failed' }));
      return Promise.resolve(batchDouble());
    });
    expect(await run).toMatchObject({ state: 'failed' });
  });

  it('is none where nothing is new', async () => {
    const { engine, runner } = setUp();
    expect(await runBatch(runner, () => Promise.resolve(null))).toBeNull();
    expect(engine.listeners('exports.progressed')).toBe(0);
  });

  it('that cannot be started leaves nothing behind', async () => {
    const { engine, runner } = setUp();
    const refusal = new AppError('export.unfinished', 'Not yet.');
    await expect(runBatch(runner, () => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(engine.listeners('exports.progressed')).toBe(0);
  });
});

describe('the wish to end', () => {
  it('cancels a batch of this command, also when it comes before the number', async () => {
    const { engine, controller, runner } = setUp();
    engine.onStop = () => {
      engine.emit('exports.progressed', batchDouble({ state: 'cancelled' }));
    };
    const run = runBatch(runner, () => {
      controller.abort();
      return Promise.resolve(batchDouble());
    });
    expect(await run).toMatchObject({ state: 'cancelled' });
    expect(engine.asked).toEqual([{ method: 'exports.cancel', params: { id: 7 } }]);
  });

  it('holds a batch that was there before', async () => {
    const { engine, controller, runner } = setUp();
    engine.onStop = () => {
      engine.emit('exports.progressed', batchDouble({ state: 'paused' }));
    };
    const resumed = resumeBatch(runner, 7, { replacesExisting: true });
    controller.abort();
    expect(await resumed).toMatchObject({ state: 'paused' });
    expect(engine.asked).toEqual([
      { method: 'exports.resume', params: { id: 7, replacesExisting: true } },
      { method: 'exports.pause', params: { id: 7 } },
    ]);
  });

  it('lets nothing begin', async () => {
    const { controller, runner } = setUp();
    controller.abort();
    await expect(runBatch(runner, () => Promise.reject(new Error('began')))).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('tells when a batch cannot be cancelled', async () => {
    const { engine, controller, runner } = setUp();
    engine.onStop = () => {
      throw new AppError('database.locked', 'Busy.');
    };
    const run = runBatch(runner, () => Promise.resolve(batchDouble()));
    controller.abort();
    await expect(run).rejects.toMatchObject({ code: 'database.locked' });
  });
});
