import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeJournal } from '../../../../test/journal/build-journal.ts';
import { childProcesses } from '../../../../test/journal/child-processes.ts';
import { addressFields, encodeExportEntry } from '../../../../test/journal/export-encoding.ts';
import { JournalLab } from '../../../../test/journal/journal-lab.ts';
import { PrivateJournald } from '../../../../test/journal/private-journald.ts';
import { readCursors } from '../../../../test/journal/read-journal.ts';
import { RecordingPort } from '../../../../test/journal/recording-port.ts';
import type { JournalListenerOptions } from './journal-listener.ts';
import type { ListenerMode } from '../listener.ts';

/** On a real systemd-journald in a namespace of its own, read as the system's journal. */
let lab: JournalLab;
let journald: PrivateJournald;
let released: AsyncDisposableStack;

beforeEach(async () => {
  released = new AsyncDisposableStack();
  lab = released.use(new JournalLab());
  journald = released.use(await PrivateJournald.start(lab.folder));
  released.defer(() => lab.stop());
});

afterEach(() => released.disposeAsync());

function asSystem(): Partial<JournalListenerOptions> {
  return { target: { kind: 'system' }, command: journald.command('journalctl') };
}

async function follow(): Promise<RecordingPort> {
  const port = new RecordingPort();
  lab.listen(port, asSystem());
  await port.until(() => port.state === 'following');
  return port;
}

async function logNumbered(first: number, count: number): Promise<void> {
  for (let number = first; number < first + count; number += 1) await journald.log(`message ${number}`);
  await journald.sync();
}

/** Resolves when the last message has arrived, and checks that the port holds exactly what the journal holds. */
async function expectEverything(port: RecordingPort, lastMessage: string): Promise<void> {
  await port.until(() => port.messages.includes(lastMessage));
  const inJournal = readCursors(journald.journalDirectory);
  await port.until(() => port.cursors.at(-1) === inJournal.at(-1));
  expect(port.cursors).toEqual(inJournal);
}

describe('the system’s journal', () => {
  test('shows what logger and systemd-cat write', async () => {
    const port = await follow();
    await journald.log('from logger', 'user.err');
    await journald.run('systemd-cat', '-p', 'warning', 'echo', 'from systemd-cat');
    await expectEverything(port, 'from systemd-cat');
    expect(port.messages).toContain('from logger');
  });

  test('loses nothing when the journal is rotated', async () => {
    const port = await follow();
    for (let round = 0; round < 3; round += 1) {
      await logNumbered(round * 5, 5);
      await journald.rotate();
    }
    await journald.log('after the last rotation');
    await expectEverything(port, 'after the last rotation');
    expect(port.restarts).toBe(0);
  });

  test('goes on when what it has read already is vacuumed', async () => {
    const port = await follow();
    await logNumbered(0, 20);
    await port.until(() => port.messages.includes('message 19'));
    await journald.vacuum();
    await journald.log('after the vacuum');
    await port.until(() => port.messages.includes('after the vacuum'));
    expect(port.messages.filter((message) => message.startsWith('message '))).toHaveLength(20);
    expect(new Set(port.cursors).size).toBe(port.cursors.length);
    expect(port.restarts).toBe(0);
  });

  test('goes on when journald is restarted, and when it is killed', async () => {
    const port = await follow();
    await logNumbered(0, 3);
    await journald.restart();
    await logNumbered(3, 3);
    await journald.stopDaemon('SIGKILL');
    await journald.startDaemon();
    await journald.log('after both');
    await expectEverything(port, 'after both');
    expect(port.restarts).toBe(0);
  });

  test('reads the end of the old boot and all of the new one when the machine was booted in between', async () => {
    await logNumbered(0, 20);
    const before = readCursors(journald.journalDirectory);
    const position = before[4] ?? '';
    await journald.reboot('c0ffee00c0ffee00c0ffee00c0ffee00');
    await logNumbered(20, 20);
    const port = new RecordingPort();
    lab.listen(port, { ...asSystem(), initialPosition: position });
    await port.until(() => port.state === 'following');
    await journald.log('after the boot');
    await port.until(() => port.messages.includes('after the boot'));
    const all = readCursors(journald.journalDirectory);
    expect(port.cursors).toEqual(all.slice(all.indexOf(position) + 1));
    expect(port.gaps).toEqual([]);
  });

  test('starts a killed journalctl again and continues without losing or doubling an entry', async () => {
    const port = await follow();
    for (let round = 0; round < 3; round += 1) {
      await logNumbered(round * 5, 5);
      await port.until(() => port.messages.includes(`message ${round * 5 + 4}`));
      const [pid] = childProcesses(process.pid, 'journalctl');
      if (pid === undefined) throw new Error('journalctl does not run');
      process.kill(pid, 'SIGKILL');
      await port.until(() => port.restarts === round + 1 && port.state === 'following');
    }
    await journald.log('still here');
    await expectEverything(port, 'still here');
    expect(port.reports.map((report) => report.stateText)).toContain(
      'journalctl ended (signal SIGKILL); starting it again in 0.005 s',
    );
    expect(port.gaps).toEqual([]);
  });

  test('finds the gap when the position was vacuumed while nobody listened', async () => {
    await logNumbered(0, 10);
    const lost = readCursors(journald.journalDirectory).at(-2) ?? '';
    await journald.vacuum();
    await logNumbered(10, 3);
    const port = await lab.readOnce({ ...asSystem(), initialPosition: lost });
    expect(port.gaps).toEqual([lost]);
    expect(port.cursors).toEqual(readCursors(journald.journalDirectory));
  });

  test('waits while there is no journal at all, and follows when there is one', async () => {
    await journald.stopDaemon();
    await journald.run('sh', '-c', 'rm -rf /var/log/journal/* /run/log/journal');
    const port = new RecordingPort();
    lab.listen(port, asSystem());
    await port.until(() => port.state === 'waiting');
    expect(port.problem).toMatchObject({
      code: 'source.empty',
      remedy: 'Check that systemd-journald runs: systemctl status systemd-journald',
    });
    await journald.startDaemon();
    await journald.log('the first');
    await expectEverything(port, 'the first');
    expect(port.problem).toBeNull();
  });
});

describe('permission', () => {
  /** Listens as somebody to whom the file of the system's entries is closed. */
  async function listenWithoutRights(mode: ListenerMode): Promise<RecordingPort> {
    await journald.log('secret');
    await journald.sync();
    await chmod(join(journald.machineDirectory, 'system.journal'), 0);
    const port = new RecordingPort();
    const command = journald.commandWithoutRights('journalctl');
    lab.listen(port, { target: { kind: 'system' }, command, mode });
    return port;
  }

  test('waits with the remedy when nothing is readable', async () => {
    const port = await listenWithoutRights('follow');
    await port.until(() => port.state === 'waiting');
    expect(port.problem).toEqual({
      code: 'source.permission-denied',
      message: 'No permission to read the journal.',
      remedy: 'sudo usermod -aG systemd-journal "$USER", then log out and in again',
    });
    expect(port.cursors).toEqual([]);
  });

  test('goes on with the user’s own entries and says what is missing', async () => {
    await writeJournal(join(journald.machineDirectory, 'user-4242.journal'), [
      encodeExportEntry([...addressFields(1, 1, 'a'.repeat(32)), ['MESSAGE', 'my own']]),
    ]);
    const port = await listenWithoutRights('follow');
    await port.until(() => port.state === 'following');
    expect(port.messages).toEqual(['my own']);
    expect(port.problem).toMatchObject({ code: 'source.permission-denied' });
    expect(port.problem?.message).toContain('Only a part');
  });

  test('fails at once when everything should be read once', async () => {
    const port = await listenWithoutRights('once');
    await port.until(() => port.state === 'failed');
    expect(port.problem?.code).toBe('source.permission-denied');
  });
});
