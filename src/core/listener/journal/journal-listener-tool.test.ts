import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { buildJournal } from '../../../../test/journal/build-journal.ts';
import { childProcesses, isRunning } from '../../../../test/journal/child-processes.ts';
import { JournalLab } from '../../../../test/journal/journal-lab.ts';
import { readCursors } from '../../../../test/journal/read-journal.ts';
import { RecordingPort } from '../../../../test/journal/recording-port.ts';
import { requireTool } from '../../../../test/journal/require-tool.ts';
import type { Listener } from '../listener.ts';

let lab: JournalLab;

beforeEach(() => {
  lab = new JournalLab();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await lab[Symbol.asyncDispose]();
});

/** Takes away what waits, a turn of the event loop later, as a busy pipeline does. */
async function drainUntilFollowing(port: RecordingPort, listener: Listener): Promise<void> {
  while (port.state !== 'following') {
    await port.until(() => port.waitingBytes > 0 || port.state === 'following');
    await setImmediate();
    port.drain();
    listener.resume();
  }
}

function onlyChild(parent: number): number {
  const [pid, ...others] = childProcesses(parent);
  if (pid === undefined || others.length > 0) throw new Error('exactly one child was expected');
  return pid;
}

function double(name: string): string[] {
  return [fileURLToPath(new URL(`../../../../test/doubles/${name}`, import.meta.url))];
}

describe('a full queue', () => {
  test('makes journalctl wait; everything arrives once there is room, and no more than one chunk too much', async () => {
    await buildJournal(lab.journal, { count: 5000 });
    const capacityBytes = 256 * 1024;
    const port = new RecordingPort(capacityBytes);
    const listener = lab.listen(port, { mode: 'once' });
    for (;;) {
      await port.until(() => port.isFull || port.outputs.at(-1)?.kind === 'run-ended');
      if (!port.isFull) break;
      expect(childProcesses(process.pid, 'journalctl')).toHaveLength(1);
      port.drain();
      listener.resume();
    }
    port.drain();
    await port.until(() => port.state === 'finished');
    expect(port.cursors).toEqual(readCursors(lab.journal));
    expect(port.highestWaitingBytes).toBeLessThan(capacityBytes + 64 * 1024);
  });

  test('and a journalctl that is killed again and again lose and double nothing', async () => {
    await buildJournal(lab.journal, { count: 5000 });
    const port = new RecordingPort(256 * 1024);
    const listener = lab.listen(port);
    const drained = drainUntilFollowing(port, listener);
    for (let kills = 0; kills < 5; kills += 1) {
      await port.until(() => port.restarts === kills && port.cursors.length >= (kills + 1) * 800);
      process.kill(onlyChild(process.pid), 'SIGKILL');
    }
    await drained;
    expect(port.restarts).toBe(5);
    for (const reason of port.restartReasons) expect(reason).toContain('journalctl ended (signal SIGKILL)');
    expect(port.cursors).toEqual(readCursors(lab.journal));
    expect(port.gaps).toEqual([]);
  });

  test('does not keep stop waiting', async () => {
    await buildJournal(lab.journal, { count: 5000 });
    const port = new RecordingPort(1000);
    const listener = lab.listen(port);
    await port.until(() => port.isFull);
    const pid = onlyChild(process.pid);
    const delivered = port.outputs.length;
    await listener.stop();
    expect(isRunning(pid)).toBe(false);
    expect(port.outputs).toHaveLength(delivered);
    expect(port.state).toBe('stopped');
  });
});

describe('the end', () => {
  test.each([
    ['follows', ''],
    ['is stuck on a full queue', '1000'],
  ])('journalctl does not outlive a listener that is killed while it %s', async (_, capacityBytes) => {
    await buildJournal(lab.journal, { count: 5000 });
    const script = fileURLToPath(new URL('../../../../test/journal/listener-process.ts', import.meta.url));
    const listener = spawn(process.execPath, [script, lab.journal, capacityBytes], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void listener.kill('SIGKILL'));
    await once(listener.stdout, 'data');
    const journalctl = onlyChild(listener.pid ?? 0);
    expect(isRunning(journalctl)).toBe(true);
    listener.kill('SIGKILL');
    await once(listener, 'exit');
    // It is nobody's child any more, so nothing tells of its end.
    while (isRunning(journalctl)) await sleep(10);
  });

  test('a journalctl that ignores SIGTERM is killed after the deadline', async () => {
    const port = new RecordingPort();
    const listener = lab.listen(port, { command: double('journalctl-deaf.sh'), stopDeadlineMs: 50 });
    await port.until(() => port.messages.length === 1);
    const pid = onlyChild(process.pid);
    expect(isRunning(pid)).toBe(true);
    await listener.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('stopping ends a pause at once, and stopping twice or before the start does no harm', async () => {
    const port = new RecordingPort();
    const backOff = { firstMs: 3_600_000, longestMs: 3_600_000, healthyAfterMs: 1 };
    const listener = lab.listen(port, { backOff });
    await port.until(() => port.state === 'waiting');
    await listener.stop();
    await listener.stop();
    expect(port.state).toBe('stopped');
  });
});

describe('a journalctl that misbehaves', () => {
  test('is started again with growing pauses when it dies, and half an entry is framed as such', async () => {
    const port = new RecordingPort();
    lab.listen(port, { command: double('journalctl-dying.sh') });
    await port.until(() => port.restarts === 4);
    await lab.stop();
    const texts = port.reports
      .filter((report) => report.state === 'restarting')
      .map((report) => report.stateText);
    expect(texts.slice(0, 4)).toEqual(
      [0.005, 0.01, 0.02, 0.02].map((pause) => `journalctl ended (exit 1); starting it again in ${pause} s`),
    );
    expect(port.reports.find((report) => report.problem !== null)?.problem?.message).toContain(
      'Failed to iterate through journal: Bad message',
    );
    expect(port.messages).toEqual(['whole']);
    const ends = port.outputs.filter((output) => output.kind === 'run-ended');
    expect(ends.slice(0, 4).map((end) => end.isComplete)).toEqual([false, false, false, false]);
  });

  test('is given up by a single reading when it dies again and again at the same place', async () => {
    const port = await lab.readOnce({ command: double('journalctl-dying.sh') });
    expect(port.state).toBe('failed');
    expect(port.problem?.code).toBe('source.failed');
    expect(port.restarts).toBe(4);
  });

  test('is asked again soon when journald has not written since the machine was started', async () => {
    const port = new RecordingPort();
    lab.listen(port, { target: { kind: 'system' }, command: double('journalctl-257-without-boot.sh') });
    await port.until(() => port.state === 'waiting');
    expect(port.messages).toEqual(['of an older boot']);
    expect(port.problem?.message).toBe('The journal has no entry since this system was started.');
    expect(port.restarts).toBe(0);
  });
});

describe('a machine without the tools', () => {
  test('waits when there is no journalctl, and reads when it was installed', async () => {
    await buildJournal(lab.journal, { count: 10 });
    const bin = join(lab.folder, 'bin');
    mkdirSync(bin);
    const journalctl = requireTool('journalctl');
    vi.stubEnv('PATH', bin);
    const port = new RecordingPort();
    lab.listen(port);
    await port.until(() => port.state === 'waiting');
    expect(port.problem?.code).toBe('source.tool-missing');
    symlinkSync(journalctl, join(bin, 'journalctl'));
    await port.until(() => port.state === 'following');
    expect(port.messages).toHaveLength(10);
  });

  test('fails a single reading at once when there is no journalctl', async () => {
    const port = await lab.readOnce({ command: [join(lab.folder, 'no-journalctl')] });
    expect(port.state).toBe('failed');
    expect(port.problem?.code).toBe('source.tool-missing');
  });
});
