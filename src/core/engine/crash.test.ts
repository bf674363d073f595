import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { JournalAppender } from '../../../test/journal/append-journal.ts';
import { readCursors } from '../../../test/journal/read-journal.ts';
import { realisticEntries } from '../../../test/journal/realistic-entries.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { keptAndRecounted } from '../../../test/core/recount.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { HydrantProcess, runHydrant } from '../../../test/headless/hydrant-process.ts';
import { openReadableDatabase } from '../store/open-database.ts';

const KILLS = 12;
const ENTRIES = 60_000;

/** How many entries the store holds; 0 while there is none. */
function countStored(dataDir: string): number {
  try {
    const database = openReadableDatabase(dataDir);
    try {
      return database.prepare<[], number>('SELECT ifnull(sum(stored), 0) FROM sources').pluck().get() ?? 0;
    } finally {
      database.close();
    }
  } catch {
    return 0; // The process was killed before it made the store, or is making it now.
  }
}

it(
  'killed again and again in the middle of its work, it stores every entry once',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder();
    const journal = join(folder, 'journal');
    const dataDir = join(folder, 'data');
    mkdirSync(journal);
    const random = seededRandom(Date.now());
    const chunks = [...realisticEntries({ count: ENTRIES })];
    const appender = new JournalAppender(join(journal, 'a.journal'));
    const storedAtDeath: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = countStored(dataDir);
      const collecting = new HydrantProcess([
        'collect',
        '--data-dir',
        dataDir,
        '--source',
        `journal:${journal}`,
      ]);
      for (const chunk of chunks.splice(0, Math.ceil(chunks.length / (KILLS - kill))))
        await appender.write(chunk);
      // Some die in their work, some before it.
      if (kill % 3 > 0) while (countStored(dataDir) === before) await wait(5);
      // Not for an event: the moment of death is what varies.
      await wait(random.below(150));
      collecting.child.kill('SIGKILL');
      await collecting.ended;
      storedAtDeath.push(countStored(dataDir));
    }
    await appender.close();
    const finished = await runHydrant([
      'collect',
      '--once',
      '--data-dir',
      dataDir,
      '--source',
      `journal:${journal}`,
    ]);
    expect(finished).toMatchObject({ exitCode: 0, stderr: '' });
    const cursors = readCursors(journal);
    expect(cursors.length).toBe(ENTRIES);
    using lab = new StoreLab(dataDir, `journal:${journal}`);
    expect(lab.positions()).toEqual(cursors);
    expect(lab.ledger.counters()).toMatchObject({
      received: ENTRIES,
      stored: ENTRIES,
      duplicates: 0,
      inFlight: 0,
    });
    expect([lab.count('gaps'), lab.count('quarantine')]).toEqual([0, 0]);
    // Else the kills came where there was nothing to lose.
    expect(new Set(storedAtDeath).size).toBeGreaterThan(3);
    const { kept, recounted } = keptAndRecounted(lab.database);
    expect(kept).toEqual(recounted);
  },
);
