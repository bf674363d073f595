import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { streamOf } from '../../../../test/core/journal-text.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { idsUpTo } from '../../../../test/exports/batch-lab.ts';
import { idsIn } from '../../../../test/exports/ids-in.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { listBatches } from './read-batches.ts';
import { verifyManifest } from './verify-manifest.ts';

/** `HYDRANT_KILLS=200 npm run unit -- src/core/exports/batches/kill.test.ts` is the long form; docs/benchmarks.md says what it found. */
const KILLS = Number(process.env['HYDRANT_KILLS'] ?? 24);
const SCRIPT = join(import.meta.dirname, '../../../../test/exports/incremental-exporter.ts');

function startExporter(...parameters: (string | number)[]) {
  const child = spawn(process.execPath, [SCRIPT, ...parameters.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return { child, closed };
}

it(
  `killed ${String(KILLS)} times, its files hold every entry exactly once`,
  { timeout: KILLS * 10_000 },
  async () => {
    const seed = Date.now();
    const random = seededRandom(seed);
    const folder = temporaryFolder();
    using lab = new StoreLab(temporaryFolder());
    let stored = 0;
    let deathsByOwnHand = 0;
    const complete = new Map<string, string>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const more = random.below(3) === 0 ? random.below(6000) : random.below(300);
      if (more > 0) lab.store(streamOf(stored + 1, stored + more));
      stored += more;
      const rowsPerFile = 1 + random.below(random.below(2) === 0 ? 50 : 2000);
      // Half die just before a call to the file system, half whenever it comes.
      const diesAtStep = kill % 2 === 0 ? random.below(120) : '';
      const { child, closed } = startExporter(lab.dataDir, folder, rowsPerFile, diesAtStep);
      if (diesAtStep === '') {
        await once(child.stdout, 'data');
        const timer = setTimeout(() => child.kill('SIGKILL'), random.below(80));
        await closed;
        clearTimeout(timer);
      } else deathsByOwnHand += 1;
      const [, signal] = await closed;
      expect(signal).toBe('SIGKILL');
      // Whatever has a name is complete, for ever.
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.csv'))) {
        const text = readFileSync(join(folder, name), 'utf8');
        expect(text.endsWith('\r\n')).toBe(true);
        const before = complete.get(name);
        if (before !== undefined && before !== text)
          throw new Error(`${name} changed (seed ${String(seed)})`);
        complete.set(name, text);
      }
    }
    const last = startExporter(lab.dataDir, folder, 1000, '', 'once');
    expect(await last.closed).toEqual([0, null]);

    const names = readdirSync(folder).toSorted();
    expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
    const files = names.filter((name) => name.endsWith('.csv')).map((name) => ({ path: join(folder, name) }));
    // Names sort as the entries do: read in that order they are the store.
    expect(idsIn(files)).toEqual(idsUpTo(stored));
    for (const name of complete.keys()) expect(names).toContain(name);
    for (const name of names.filter((each) => each.endsWith('.json'))) {
      expect(await verifyManifest(join(folder, name))).toMatchObject({ isIntact: true });
    }
    const { batches } = listBatches(lab.database, lab.dataDir, 1000);
    expect(batches.filter(({ state }) => state !== 'completed')).toEqual([]);
    const listed = batches.flatMap((batch) => batch.files.map(({ path }) => path));
    if (batches.every(({ fileCount }) => fileCount <= 100)) {
      expect(listed.toSorted()).toEqual(files.map(({ path }) => path));
    }
    // Else the kills came where there was nothing to lose.
    expect(deathsByOwnHand).toBeGreaterThan(KILLS / 3);
    expect(stored).toBeGreaterThan(1000);
  },
);
