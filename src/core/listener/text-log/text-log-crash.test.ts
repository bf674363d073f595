import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { HydrantProcess, runHydrant } from '../../../../test/headless/hydrant-process.ts';
import { openReadableDatabase } from '../../store/open-database.ts';

const KILLS = 6;
const LINES_PER_KILL = 8000;

/** How many entries the store holds; 0 while there is none. */
function countStored(dataDir: string): number {
  try {
    const database = openReadableDatabase(dataDir);
    try {
      return database.prepare<[], number>('SELECT count(*) FROM entries').pluck().get() ?? 0;
    } finally {
      database.close();
    }
  } catch {
    return 0; // The process was killed before it made the store, or is making it now.
  }
}

function lines(first: number, count: number): string {
  let text = '';
  for (let number = first; number < first + count; number += 1) {
    const time = new Date(Date.UTC(2026, 10, 22, 9) + number * 10).toISOString().replace('Z', '000+00:00');
    text += `${time} web app[7]: line ${String(number)}\n`;
  }
  return text;
}

it(
  'killed again and again while its log is written and rotated, it stores every line once',
  { timeout: 180_000 },
  async () => {
    const folder = temporaryFolder();
    const log = join(folder, 'logs', 'app.log');
    const dataDir = join(folder, 'data');
    mkdirSync(join(folder, 'logs'));
    const source = ['--data-dir', dataDir, '--source', `file:${log}`];
    const random = seededRandom(Date.now());
    const storedAtDeath: number[] = [];
    let written = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = countStored(dataDir);
      // Each time the first half is there already, and the second comes while it is read, behind a rotation.
      appendFileSync(log, lines(written + 1, LINES_PER_KILL / 2));
      const collecting = new HydrantProcess(['collect', ...source]);
      while (countStored(dataDir) === before) await wait(5);
      renameSync(log, `${log}.${String(KILLS - kill)}`);
      writeFileSync(log, lines(written + 1 + LINES_PER_KILL / 2, LINES_PER_KILL / 2));
      written += LINES_PER_KILL;
      // Not for an event: the moment of death is what varies.
      await wait(random.below(400));
      collecting.child.kill('SIGKILL');
      await collecting.ended;
      storedAtDeath.push(countStored(dataDir));
    }
    expect(await runHydrant(['collect', '--once', ...source])).toMatchObject({ exitCode: 0, stderr: '' });
    const database = openReadableDatabase(dataDir);
    const messages = database.prepare<[], string>('SELECT message FROM entries ORDER BY id').pluck().all();
    const [gaps, quarantined] = ['gaps', 'quarantine'].map((table) =>
      database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    database.close();
    expect(messages).toEqual(Array.from({ length: written }, (_, index) => `line ${String(index + 1)}`));
    expect([gaps, quarantined]).toEqual([0, 0]);
    // Else the kills came where there was nothing to lose.
    expect(storedAtDeath.some((stored, kill) => stored < (kill + 1) * LINES_PER_KILL)).toBe(true);
  },
);
