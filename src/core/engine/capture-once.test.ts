import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METHODS } from '#contract/methods.ts';
import { statusSchema } from '#contract/status.ts';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { readCursors, readJournal } from '../../../test/journal/read-journal.ts';
import { createEngine } from './create-engine.ts';
import { NEWEST, enginePlaces, storedPositions } from '../../../test/core/engine-places.ts';

describe('an engine that captures once', () => {
  it('stores the whole journal, sums up what it did, and finds nothing new the next time', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: 4000 });
    const bySeverity = new Array<number>(8).fill(0);
    for (const entry of readJournal(journal)) {
      const level = Number(entry['PRIORITY']);
      bySeverity[level] = (bySeverity[level] ?? 0) + 1;
    }
    {
      await using engine = await createEngine({ dataDir, sources: [source], capture: 'once' });
      const [summary] = await engine.captureFinished;
      expect(summary).toMatchObject({
        source,
        received: 4000,
        stored: 4000,
        quarantined: 0,
        dropped: 0,
        duplicates: 0,
        problem: null,
        gaps: 0,
        bySeverity: { error: bySeverity[3], warning: bySeverity[4], info: bySeverity[6] },
      });
      const status = statusSchema.parse(await engine.call('status.get', {}));
      expect(status).toMatchObject({ capture: 'here', entries: 4000, bySeverity });
      expect(await engine.call('entries.count', { query: { severities: [3] } })).toMatchObject({
        bySeverity,
      });
      const page = METHODS['entries.list'].result.parse(await engine.call('entries.list', NEWEST));
      expect(page).toMatchObject({ hasOlder: true, hasNewer: false, lastId: status.lastId });
    }
    expect(storedPositions(dataDir)).toEqual(readCursors(journal));
    await using again = await createEngine({ dataDir, sources: [source, source], capture: 'once' });
    expect(await again.captureFinished).toMatchObject([{ received: 0, stored: 0, duplicates: 0, gaps: 0 }]);
  });

  it('drops what a rule drops, and counts it', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: 2000 });
    const severe = readJournal(journal).filter((entry) => Number(entry['PRIORITY']) <= 4).length;
    await using engine = await createEngine({
      dataDir,
      sources: [source],
      capture: 'once',
      minimumSeverity: 4,
    });
    expect(await engine.captureFinished).toMatchObject([
      { received: 2000, stored: severe, dropped: 2000 - severe, bySeverity: { info: 0, debug: 0 } },
    ]);
  });

  it('stores each of several sources in its own order', async () => {
    const { dataDir, journal } = enginePlaces();
    const journals = [join(journal, 'one'), join(journal, 'two')];
    for (const [index, path] of journals.entries())
      await buildJournal(path, { count: 3000, seed: index + 5 });
    const sources = journals.map((path) => `journal:${path}`);
    await using engine = await createEngine({ dataDir, sources, capture: 'once' });
    expect(await engine.captureFinished).toMatchObject(
      sources.map((source) => ({ source, received: 3000, stored: 3000, duplicates: 0, gaps: 0 })),
    );
    await engine.close();
    const positions = storedPositions(dataDir);
    expect(positions.length).toBe(6000);
    for (const path of journals) {
      const own = readCursors(path);
      const wanted = new Set(own);
      expect(positions.filter((position) => wanted.has(position))).toEqual(own);
    }
  });

  it('records a gap where the journal no longer holds what followed the last stored entry', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: 500 });
    {
      await using engine = await createEngine({ dataDir, sources: [source], capture: 'once' });
      expect(await engine.captureFinished).toMatchObject([{ stored: 500, gaps: 0 }]);
    }
    const before = readCursors(journal);
    rmSync(journal, { recursive: true });
    await buildJournal(journal, { count: 300, seed: 2, startUnixUs: Date.UTC(2026, 10, 20) * 1000 });
    {
      await using engine = await createEngine({ dataDir, sources: [source], capture: 'once' });
      expect(await engine.captureFinished).toMatchObject([{ stored: 300, gaps: 1 }]);
      const { gaps } = await engine.call('gaps.list', { limit: 10 });
      const { rows } = await engine.call('entries.list', {
        query: {},
        anchor: { kind: 'after', id: gaps[0]?.afterEntryId ?? 0 },
        limit: 1,
      });
      expect(gaps).toMatchObject([{ afterEntryId: 500, untilUnixUs: rows[0]?.timeUnixUs }]);
    }
    expect(storedPositions(dataDir)).toEqual([...before, ...readCursors(journal)]);
  });

  it('tells of a journal that is not there', async () => {
    const { dataDir, journal } = enginePlaces();
    await using engine = await createEngine({
      dataDir,
      sources: [`journal:${journal}/none`],
      capture: 'once',
    });
    const [summary] = await engine.captureFinished;
    expect(summary).toMatchObject({
      stored: 0,
      problem: { code: expect.stringMatching(/^source\./) as string },
    });
  });
});
