import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SourceStatus, Status } from '#contract/status.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, EngineOptions } from './engine.ts';

const PATTERN = '{time:%d.%m.%Y %T}|{severity}|{message}';
const odd = (second: number) => `22.11.2026 10:00:0${String(second)}|ERROR|odd ${String(second)}\n`;
const even = (second: number) =>
  `{"time":"2026-11-22T10:00:0${String(second)}Z","msg":"even ${String(second)}"}\n`;

async function messages(engine: Engine): Promise<string[]> {
  const page = { query: {}, anchor: { kind: 'newest' as const }, limit: 100 };
  const { rows } = await engine.call('entries.list', page);
  return rows.map(({ message }) => message);
}

/** Resolves with the status of the source when this holds. */
async function untilStatus(engine: Engine, holds: (source: SourceStatus) => boolean): Promise<SourceStatus> {
  const { promise, resolve } = Promise.withResolvers<SourceStatus>();
  const look = ({ sources }: Status) => {
    for (const source of sources) if (holds(source)) resolve(source);
  };
  const unsubscribe = engine.subscribe('status.changed', look);
  look(await engine.call('status.get', {}));
  const found = await promise;
  unsubscribe();
  return found;
}

/** Resolves when so many entries are in the store. */
async function untilStored(engine: Engine, entries: number): Promise<void> {
  const stored = async () => (await engine.call('status.get', {})).entries >= entries;
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = async () => ((await stored()) ? resolve() : undefined);
  const unsubscribe = engine.subscribe('entries.stored', () => void look());
  await look();
  await promise;
  unsubscribe();
}

it('a format and a retry go all the way through the engine, and the format holds at the next start', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'app.log');
  writeFileSync(path, `${odd(1)}${even(2)}${even(4)}${even(5)}${even(6)}`);
  const options: EngineOptions = {
    dataDir: join(folder, 'data'),
    sources: [`file:${path}`],
    capture: 'follow',
  };
  {
    await using engine = await createEngine(options);
    await untilStored(engine, 4);
    const { groups } = await engine.call('quarantine.groups', {});
    expect(groups).toMatchObject([{ sourceId: 1, pieces: 1 }]);
    const sample = { of: 'quarantine', choice: { sourceId: 1 } } as const;
    expect(await engine.call('sources.tryFormat', { sample, format: PATTERN })).toMatchObject({ entries: 1 });
    const late = Promise.withResolvers<number | undefined>();
    engine.subscribe('entries.stored', ({ lateFromId }) => late.resolve(lateFromId));
    const retry = { choice: { sourceId: 1 }, format: PATTERN };
    expect(await engine.call('quarantine.retry', retry)).toMatchObject({
      tried: 1,
      stored: 1,
      reachedId: null,
    });
    expect(await late.promise).toBeLessThan(2);
    expect(await messages(engine)).toEqual(['odd 1', 'even 2', 'even 4', 'even 5', 'even 6']);
    const source = await untilStatus(engine, ({ counters }) => counters.quarantined === 0);
    expect(source).toMatchObject({
      counters: { received: 5, stored: 5, quarantined: 0, inFlight: 0 },
      format: { format: 'json-lines', certainty: 'likely' },
    });
    await engine.call('sources.setFormat', { sourceId: 1, format: PATTERN });
  }
  appendFileSync(path, odd(7));
  {
    await using engine = await createEngine(options);
    await untilStored(engine, 6);
    expect((await messages(engine)).at(-1)).toBe('odd 7');
  }
  appendFileSync(path, even(8));
  // What the command line says holds for its run.
  await using engine = await createEngine({ ...options, logFormat: 'json-lines' });
  await untilStored(engine, 7);
  expect((await messages(engine)).at(-1)).toBe('even 8');
  // Until somebody says otherwise.
  await engine.call('sources.setFormat', { sourceId: 1, format: PATTERN });
  appendFileSync(path, odd(9));
  await untilStored(engine, 8);
  expect((await messages(engine)).at(-1)).toBe('odd 9');
});

it('what changes sources or the log is refused where nothing is captured', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'app.log'), even(1));
  const options: EngineOptions = {
    dataDir: join(folder, 'data'),
    sources: [`file:${join(folder, 'app.log')}`],
    capture: 'once',
  };
  {
    await using engine = await createEngine(options);
    await engine.captureFinished;
  }
  await using reading = await createEngine({ ...options, capture: 'none' });
  const refused = { code: 'capture.elsewhere' };
  const format = { sourceId: 1, format: PATTERN };
  await expect(reading.call('sources.setFormat', format)).rejects.toMatchObject(refused);
  const retry = { choice: { sourceId: 1 }, format: PATTERN };
  await expect(reading.call('quarantine.retry', retry)).rejects.toMatchObject(refused);
  const sample = { of: 'source', sourceId: 1 } as const;
  expect(await reading.call('sources.tryFormat', { sample, format: null })).toMatchObject({ entries: 1 });
});
