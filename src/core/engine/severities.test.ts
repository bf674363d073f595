import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { METHODS } from '#contract/methods.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';

async function exported(engine: Engine): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  const request = exportRequest('/not-used', { columns: ['severity', 'raw_severity', 'message'] });
  for await (const chunk of engine.streamExport(request)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n').slice(1);
}

/** Resolves when so many entries are stored. */
async function untilStored(engine: Engine, entries: number): Promise<void> {
  const stored = Promise.withResolvers<void>();
  const stop = engine.subscribe('entries.stored', ({ lastId }) => {
    if (lastId >= entries) stored.resolve();
  });
  const { lastId } = METHODS['status.get'].result.parse(await engine.call('status.get', {}));
  if (lastId < entries) await stored.promise;
  stop();
}

it('a changed severity holds for what comes, over a restart and over its removal, and an export has the source’s word beside it', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'app.log');
  const dataDir = join(folder, 'data');
  const options = { dataDir, sources: [`file:${log}`], capture: 'follow' as const };
  writeFileSync(log, '2026-11-22 10:00:00 SUCCESS: one\n2026-11-22 10:00:01 ERROR: two\n');
  {
    await using engine = await createEngine(options);
    await untilStored(engine, 2);
    const { rows } = METHODS['sources.severities'].result.parse(
      await engine.call('sources.severities', { sourceId: 1 }),
    );
    expect(rows.filter(({ seen }) => seen !== 0)).toEqual([
      { raw: 'error', scale: 'log-words', usual: 3, now: 3, seen: 1 },
      { raw: 'SUCCESS', scale: 'log-words', usual: 6, now: 6, seen: 1 },
    ]);
    const changes = [
      { raw: 'SUCCESS', severity: 5 },
      { raw: 'error', severity: 4 },
    ];
    await engine.call('sources.setSeverities', { sourceId: 1, changes });
    appendFileSync(log, '2026-11-22 10:00:02 SUCCESS: three\n2026-11-22 10:00:03 Error: four\n');
    await untilStored(engine, 4);
  }
  appendFileSync(log, '2026-11-22 10:00:04 SUCCESS: five\n');
  await using engine = await createEngine(options);
  await untilStored(engine, 5);
  expect(await exported(engine)).toEqual([
    'info,SUCCESS,one',
    'error,,two',
    'notice,SUCCESS,three',
    'warning,Error,four',
    'notice,SUCCESS,five',
  ]);
  await engine.call('sources.remove', { sourceId: 1 });
  appendFileSync(log, '2026-11-22 10:00:05 SUCCESS: six\n');
  await engine.call('sources.add', { spec: `file:${log}` });
  await untilStored(engine, 6);
  expect((await exported(engine)).at(-1)).toBe('notice,SUCCESS,six');
});

it('severities are read anywhere, and changed where they are captured only', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const log = join(folder, 'app.log');
  writeFileSync(log, '2026-11-22 10:00:00 SUCCESS: one\n');
  const change = { sourceId: 1, changes: [{ raw: 'SUCCESS', severity: 5 }] };
  {
    await using engine = await createEngine({ dataDir, sources: [`file:${log}`], capture: 'once' });
    await engine.captureFinished;
    await expect(engine.call('sources.setSeverities', { ...change, sourceId: 7 })).rejects.toMatchObject({
      code: 'source.not-found',
    });
    const invalid = { sourceId: 1, changes: [{ raw: 'SUCCESS', severity: 8 }] };
    await expect(engine.call('sources.setSeverities', invalid)).rejects.toMatchObject({
      code: 'request.invalid',
    });
  }
  await using reading = await createEngine({ dataDir, sources: [], capture: 'none' });
  const { rows } = METHODS['sources.severities'].result.parse(
    await reading.call('sources.severities', { sourceId: 1 }),
  );
  expect(rows.find(({ raw }) => raw === 'SUCCESS')).toMatchObject({ now: 6, seen: 1 });
  await expect(reading.call('sources.setSeverities', change)).rejects.toMatchObject({
    code: 'capture.elsewhere',
  });
});
