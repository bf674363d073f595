import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { readCursors } from '../../../test/journal/read-journal.ts';
import { PipelineLab } from '../../../test/core/pipeline-lab.ts';
import { keptAndRecounted } from '../../../test/core/recount.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { SourceStatus } from '#contract/status.ts';
import { parseSourceSpec } from '../listener/source-spec.ts';
import { openWritableDatabase, type WritableDatabase } from '../store/open-database.ts';
import { Capture } from './capture.ts';

/** Captures a journal once. `onStatus` is told of every status that is worth a look. */
async function captureOnce(
  dataDir: string,
  journal: string,
  onStatus: (status: SourceStatus | undefined, database: WritableDatabase) => void = () => undefined,
): Promise<SourceStatus | undefined> {
  const database = openWritableDatabase(dataDir);
  const finished = Promise.withResolvers<void>();
  onStatus(undefined, database);
  const capture = new Capture({
    database,
    dataDir,
    sources: [{ spec: `journal:${journal}`, isPaused: false }],
    mode: 'once',
    readSource: (spec) => parseSourceSpec(spec),
    keepList: () => undefined,
    rules: [],
    onCommit: () => onStatus(capture.status()[0], database),
    onStatus: () => onStatus(capture.status()[0], database),
    onFinished: () => finished.resolve(),
  });
  capture.start();
  try {
    await finished.promise;
    return capture.status()[0];
  } finally {
    await capture.stop();
    database.close();
  }
}

describe('Capture', () => {
  it('stores a real journal entry for entry, in its order', async () => {
    const folder = temporaryFolder();
    const journal = join(folder, 'journal');
    await buildJournal(journal, { count: 20_000, boots: 3 });
    const status = await captureOnce(join(folder, 'data'), journal, (now) => {
      if (now === undefined) return;
      const { received, stored, quarantined, dropped, duplicates, inFlight } = now.counters;
      expect(received).toBe(stored + quarantined + dropped + duplicates + inFlight);
      for (const queue of now.queues) expect(queue.bytes).toBeLessThan(queue.capacityBytes + 2 ** 20);
    });
    expect(status).toMatchObject({
      state: 'finished',
      problem: null,
      counters: { stored: 20_000, inFlight: 0 },
    });
    using lab = new PipelineLab(join(folder, 'data'));
    expect(lab.positions()).toEqual(readCursors(journal));
  });

  it.each([0, 4])('waits while the disk is full after %i pages, says so, and loses nothing', async (room) => {
    const folder = temporaryFolder();
    const journal = join(folder, 'journal');
    await buildJournal(journal, { count: 5000 });
    const problems = new Set<string>();
    const status = await captureOnce(join(folder, 'data'), journal, (now, database) => {
      if (now === undefined) {
        const pages = database.pragma('page_count', { simple: true }) as number;
        database.pragma(`max_page_count = ${String(pages + room)}`);
      } else if (now.problem !== null) {
        problems.add(now.problem.code);
        database.pragma('max_page_count = 1000000');
      }
    });
    expect([...problems]).toEqual(['disk.full']);
    expect(status).toMatchObject({ problem: null, counters: { stored: 5000, duplicates: 0, inFlight: 0 } });
    using lab = new PipelineLab(join(folder, 'data'));
    expect(lab.positions()).toEqual(readCursors(journal));
    const { kept, recounted } = keptAndRecounted(lab.database);
    expect(kept).toEqual(recounted);
  });
});
