import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { SourcesLab } from '../../../../test/core/sources-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { JournalRemote } from '../../../../test/journal/journal-remote.ts';
import { createJournalFolderListener } from './journal-folder-listener.ts';
import { lookIntoJournalFolder } from './remote-journals.ts';

vi.setConfig({ testTimeout: 120_000 });

const BOOTS = ['1', '2'].map((digit) => digit.repeat(32));
const START_UNIX_US = Date.UTC(2026, 10, 2) * 1000;
/** So many different values fill a file's table of them, and it is rotated. */
const WIDE_FIELDS = 20;

/** Entries of one sender, numbered on. @param lagUs - Its clock, or its line, is behind by so much. */
function entriesOf(
  host: string,
  first: number,
  count: number,
  options: { boot: number; lagUs?: number; wide?: boolean },
) {
  const { boot, lagUs = 0, wide = false } = options;
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const extra = Array.from(
      { length: wide ? WIDE_FIELDS : 0 },
      (_unused, field) => [`WIDE_${String(field)}`, `${host} ${String(number)} ${String(field)}`] as const,
    );
    return {
      unixUs: START_UNIX_US + number * 1000 - lagUs,
      monotonicUs: 1_000_000 + number * 1000,
      bootId: BOOTS[boot] ?? '',
      fields: [['_HOSTNAME', host] as const, ['MESSAGE', `${host} ${String(number)}`] as const, ...extra],
    };
  });
}

function expected(host: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${host} ${String(index)}`);
}

describe('a folder that systemd-journal-remote fills', () => {
  it('has a source for each sender: every entry once and in its order, whatever comes late and is rotated', async () => {
    const folder = temporaryFolder();
    const remote = join(folder, 'remote');
    const first = await JournalRemote.start(remote);
    await using lab = new SourcesLab(join(folder, 'data'), { sources: [`journal:${remote}`] });
    const one = await first.connect('127.0.0.2');
    const two = await first.connect('127.0.0.3');
    await one.send(entriesOf('one', 0, 200, { boot: 0 }), 777);
    await lab.untilStored(200);
    // An hour behind, and all of it new: journalctl shows nobody what is older than what it has shown of another sender.
    await two.send(entriesOf('two', 0, 300, { boot: 0, lagUs: 3_600_000_000 }), 1000);
    await lab.untilStored(500);
    // Enough to rotate the journal of one.
    await one.send(entriesOf('one', 200, 10_000, { boot: 0, wide: true }), 60_000);
    await two.send(entriesOf('two', 300, 300, { boot: 1, lagUs: 3_600_000_000 }), 50);
    await Promise.all([one.end(), two.end()]);
    await first.stop();
    expect(readdirSync(remote).filter((name) => name.includes('@')).length).toBeGreaterThan(0);
    const second = await JournalRemote.start(remote);
    const again = await second.connect('127.0.0.2');
    await again.send(entriesOf('one', 10_200, 300, { boot: 1 }), 333);
    await again.end();
    await lab.untilStored(11_100);
    await second.stop();
    const journalOf = (address: string) => `journal:${join(remote, `remote-${address}.journal`)}`;
    expect(lab.messagesOf(journalOf('127.0.0.2'))).toEqual(expected('one', 10_500));
    expect(lab.messagesOf(journalOf('127.0.0.3'))).toEqual(expected('two', 600));
    expect(lab.count('entries')).toBe(11_100);
    expect([lab.gaps(), lab.count('quarantine')]).toEqual([[], 0]);
    expect(lab.statusOf(`journal:${remote}`)).toMatchObject({
      state: 'following',
      stateText: `Journals of 2 senders in ${remote}`,
    });
  });

  it('is read once by collect --once, and goes on where it was left', async () => {
    const folder = temporaryFolder();
    const remote = join(folder, 'remote');
    const daemon = await JournalRemote.start(remote);
    for (const [from, count] of [
      [0, 100],
      [100, 50],
    ] as const) {
      for (const [address, host, lagUs] of [
        ['127.0.0.2', 'one', 0],
        ['127.0.0.3', 'two', 7_000_000_000],
      ] as const) {
        const sender = await daemon.connect(address);
        await sender.send(entriesOf(host, from, count, { boot: 0, lagUs }), 4000);
        await sender.end();
      }
      await vi.waitFor(async () => {
        await using lab = new SourcesLab(join(folder, 'data'), {
          sources: [`journal:${remote}`],
          mode: 'once',
        });
        await lab.untilFinished();
        expect(lab.count('entries')).toBe(2 * (from + count));
        expect(lab.gaps()).toEqual([]);
      }, 30_000);
    }
  });
});

it('of more senders than can be read it says how many are left out', async () => {
  const folder = temporaryFolder();
  for (let sender = 0; sender < 203; sender += 1)
    writeFileSync(join(folder, `remote-${String(sender)}.journal`), '');
  const found: unknown[] = [];
  const told = Promise.withResolvers<string>();
  const listener = createJournalFolderListener({
    path: folder,
    mode: 'follow',
    initialPosition: null,
    port: {
      deliver: (output) => found.push(output) > 0,
      report: (_state, text) => told.resolve(text),
      settled: () => Promise.resolve(null),
      countRestart: () => undefined,
    },
  });
  listener.start();
  expect(await told.promise).toBe(
    `Journals of 200 senders in ${folder}; 3 more are not read, as 200 are the limit`,
  );
  expect(found).toHaveLength(200);
  await listener.stop();
});

it('only a folder with nothing but such journals is taken for one', async () => {
  const folder = temporaryFolder();
  expect(await lookIntoJournalFolder(folder)).toEqual({ kind: 'empty' });
  const names = [
    'remote-a.journal',
    'remote-a.b.journal',
    'remote-a@0-1-2.journal',
    'remote-gone@0-1-2.journal',
  ];
  for (const name of names) writeFileSync(join(folder, name), '');
  const journals = ['a.b', 'a', 'gone'].map((sender) => join(folder, `remote-${sender}.journal`));
  expect(await lookIntoJournalFolder(folder)).toEqual({ kind: 'senders', journals });
  writeFileSync(join(folder, 'system.journal'), '');
  expect(await lookIntoJournalFolder(folder)).toEqual({ kind: 'other' });
  const other = temporaryFolder();
  writeFileSync(join(other, 'remote-a.journal'), '');
  mkdirSync(join(other, '0123456789abcdef0123456789abcdef'));
  expect(await lookIntoJournalFolder(other)).toEqual({ kind: 'other' });
  expect(await lookIntoJournalFolder(join(other, 'not-there'))).toEqual({ kind: 'other' });
});
