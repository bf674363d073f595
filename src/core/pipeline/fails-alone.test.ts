import { appendFileSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SourcesLab } from '../../../test/core/sources-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { SourceTarget } from '../listener/source-target.ts';
import { createParser } from '../parser/create-parser.ts';
import type { SourceParser } from '../parser/source-parser.ts';

const POISON = 'poison';
const lines = (name: string, ...seconds: readonly number[]) =>
  seconds
    .map(
      (second) =>
        `2026-11-22T09:00:${String(second).padStart(2, '0')}.000000+00:00 web ${name}[7]: ${name} ${String(second)}\n`,
    )
    .join('');

/** Two logs, and a parser with a bug: it throws when it meets a certain word. */
function places(): { dataDir: string; bad: string; good: string; mended: { isMended: boolean } } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'bad.log'), lines('bad', 1, 2));
  writeFileSync(join(folder, 'good.log'), lines('good', 1, 2));
  return {
    dataDir: join(folder, 'data'),
    bad: join(folder, 'bad.log'),
    good: join(folder, 'good.log'),
    mended: { isMended: false },
  };
}

function buggyParsers(mended: { isMended: boolean }): typeof createParser {
  return (target, surroundings) => {
    const parser = createParser(target, surroundings);
    const buggy: SourceParser = {
      get position() {
        return parser.position;
      },
      startRun: (run) => parser.startRun(run),
      push: (bytes) => {
        if (bytes.includes(POISON) && !mended.isMended) throw new TypeError('cannot read poison');
        parser.push(bytes);
      },
      settle: () => parser.settle?.(),
      endRun: (isComplete) => parser.endRun(isComplete),
    };
    return buggy;
  };
}

const INTERNAL = { state: 'failed', stateText: 'Stopped by a bug', problem: { code: 'internal' } };

it('a parser that throws fails its source alone, and the next try goes on behind what is stored', async () => {
  const { dataDir, bad, good, mended } = places();
  const sources = [`file:${bad}`, `file:${good}`];
  await using lab = new SourcesLab(dataDir, { sources, createParser: buggyParsers(mended) });
  await lab.untilStored(4);
  appendFileSync(bad, lines('bad', 3) + lines(POISON, 4) + lines('bad', 5));
  await lab.until(() => lab.statusOf(`file:${bad}`).state === 'failed');
  expect(lab.statusOf(`file:${bad}`)).toMatchObject(INTERNAL);
  appendFileSync(good, lines('good', 3));
  await lab.untilStored(5);
  expect(lab.messagesOf(`file:${good}`)).toEqual(['good 1', 'good 2', 'good 3']);
  // Again the same, as long as nobody mends it.
  await lab.call('sources.retry', { sourceId: lab.sourceIdOf(`file:${bad}`) });
  await lab.until(() => lab.statusOf(`file:${bad}`).state === 'failed');
  mended.isMended = true;
  await lab.call('sources.retry', { sourceId: lab.sourceIdOf(`file:${bad}`) });
  await lab.untilStored(8);
  expect(lab.messagesOf(`file:${bad}`)).toEqual(['bad 1', 'bad 2', 'bad 3', 'poison 4', 'bad 5']);
  const { received, duplicates, ...counters } = lab.statusOf(`file:${bad}`).counters;
  expect(counters).toEqual({ stored: 5, quarantined: 0, dropped: 0, inFlight: 0 });
  // What stood before the poison in its piece was read again with it, once for each try.
  expect(received - duplicates).toBe(5);
});

it('what a parser throws on is kept in quarantine where nothing else keeps it', async () => {
  const { dataDir, good, mended } = places();
  const spec = 'syslog:udp://127.0.0.1:0';
  const sources = [spec, `file:${good}`];
  await using lab = new SourcesLab(dataDir, { sources, createParser: buggyParsers(mended) });
  await lab.until(() => lab.statusOf(spec).state === 'following');
  const port = Number(/:(\d+)/.exec(lab.statusOf(spec).stateText)?.[1]);
  const socket = createSocket('udp4');
  socket.send(`<13>1 - web app - - - ${POISON}`, port, '127.0.0.1', () => socket.close());
  await lab.until(() => lab.count('quarantine') > 0);
  expect(lab.statusOf(spec)).toMatchObject(INTERNAL);
  const kept = lab.database.prepare<[], Buffer>('SELECT bytes FROM quarantine').pluck().get();
  expect(String(kept)).toContain(POISON);
  expect(lab.gaps()).toContain('Stopped by a bug: some of what came since is missing.');
  await lab.untilStored(2);
});

it.each([
  ['at once', { kind: 'nonsense' }],
  ['later', { kind: 'journal' }],
])('a listener that throws %s fails its source alone', async (_when, target) => {
  const { dataDir, good } = places();
  await using lab = new SourcesLab(dataDir, {
    sources: ['demo', `file:${good}`],
    createParser: (known, surroundings) =>
      createParser(known.kind === 'text-log' ? known : { kind: 'demo', seed: 1 }, surroundings),
    readTarget: (spec) => (spec === 'demo' ? (target as SourceTarget) : undefined),
  });
  await lab.until(() => lab.statusOf('demo').state === 'failed');
  expect(lab.statusOf('demo')).toMatchObject(INTERNAL);
  await lab.untilStored(2);
  await lab.call('sources.retry', { sourceId: lab.sourceIdOf('demo') });
  await lab.until(() => lab.statusOf('demo').state === 'failed');
  appendFileSync(good, lines('good', 3));
  await lab.untilStored(3);
});

it('a parser that cannot be made, and a specification that means nothing any more, fail their sources alone', async () => {
  const { dataDir, bad, good } = places();
  await using lab = new SourcesLab(dataDir, {
    sources: [`file:${bad}`, 'gone:away', `file:${good}`],
    createParser: (target, surroundings) => {
      if (target.kind === 'text-log' && target.path === bad) throw new RangeError('no such parser');
      return createParser(target, surroundings);
    },
  });
  await lab.untilStored(2);
  expect(lab.statusOf(`file:${bad}`)).toMatchObject(INTERNAL);
  expect(lab.statusOf('gone:away')).toMatchObject({ state: 'failed', problem: { code: 'source.invalid' } });
  expect(lab.messages()).toEqual(['good 1', 'good 2']);
});
