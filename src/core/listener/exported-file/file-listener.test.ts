import { spawnSync } from 'node:child_process';
import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FileLab } from '../../../../test/core/file-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { RecordingPort } from '../../../../test/journal/recording-port.ts';
import type { Listener } from '../listener.ts';
import { createFileListener } from './file-listener.ts';
import { classifyReadError } from './read-error.ts';

function rowsOf(first: number, last: number): string {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `${String(first + index)},row ${String(first + index)}\n`,
  ).join('');
}

const HEADING = 'time,message\n';

function newFile(content: string | Buffer): { folder: string; path: string; dataDir: string } {
  const folder = temporaryFolder();
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  return { folder, path, dataDir: join(folder, 'data') };
}

function messagesOf(lab: FileLab): string[] {
  return lab.entries().map(({ message }) => String(message));
}

function expectedMessages(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `row ${String(first + index)}`);
}

describe('a file that cannot be opened', () => {
  async function problemOf(path: string) {
    await using lab = new FileLab(join(temporaryFolder(), 'data'), path);
    await lab.read();
    expect(lab.pipeline.state).toBe('failed');
    return lab.pipeline.problem;
  }

  it('is told of with what to do', async () => {
    const folder = temporaryFolder();
    expect(await problemOf(join(folder, 'missing'))).toMatchObject({
      code: 'file.not-found',
      message: `There is no file ${join(folder, 'missing')}.`,
    });
    expect(await problemOf(folder)).toMatchObject({
      code: 'file.unknown-format',
      message: `${folder} is no file.`,
    });
    expect(await problemOf('/dev/zero')).toMatchObject({ code: 'file.unknown-format' });
    const { path } = newFile('no export at all\n');
    expect(await problemOf(path)).toMatchObject({ code: 'file.unknown-format' });
    expect(await problemOf(join(path, 'below'))).toMatchObject({ code: 'file.not-found' });
  });

  it('is a pipe, which is not waited for', async () => {
    const pipe = join(temporaryFolder(), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(await problemOf(pipe)).toMatchObject({ code: 'file.unknown-format' });
  });

  it('is one that this user may not read', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(classifyReadError('/x', denied)).toMatchObject({ code: 'file.permission-denied' });
    const broken = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    expect(classifyReadError('/x', broken)).toMatchObject({ code: 'file.failed' });
    const bug = new Error('a bug');
    expect(classifyReadError('/x', bug)).toBe(bug);
  });

  it('can be tried again when it is there', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'late.csv');
    await using lab = new FileLab(join(folder, 'data'), path);
    await lab.read();
    expect(lab.pipeline.state).toBe('failed');
    writeFileSync(path, HEADING + rowsOf(1, 3));
    await lab.readAgain();
    expect(lab.pipeline).toMatchObject({ state: 'finished', problem: null });
    expect(messagesOf(lab)).toEqual(expectedMessages(1, 3));
  });
});

describe('a file that is read again', () => {
  it('adds nothing when it is the same, and only what is new when it grew', async () => {
    const { path, dataDir } = newFile(HEADING + rowsOf(1, 10));
    await using lab = new FileLab(dataDir, path);
    await lab.read();
    await lab.readAgain();
    expect(lab.pipeline.ledger.counters()).toMatchObject({ received: 10, stored: 10, duplicates: 0 });
    appendFileSync(path, rowsOf(11, 15));
    await lab.readAgain();
    expect(lab.pipeline.ledger.counters()).toMatchObject({ received: 15, stored: 15, duplicates: 0 });
    expect(messagesOf(lab)).toEqual(expectedMessages(1, 15));
  });

  it('by a later Hydrant goes on where the store ends, also under another name or compression', async () => {
    const { folder, path, dataDir } = newFile(HEADING + rowsOf(1, 10));
    {
      await using lab = new FileLab(dataDir, path);
      await lab.read();
    }
    {
      await using lab = new FileLab(dataDir, path);
      await lab.read();
      expect(lab.pipeline.ledger.counters()).toMatchObject({ received: 10, stored: 10, duplicates: 0 });
    }
    const copy = join(folder, 'copy.csv.gz');
    writeFileSync(copy, gzipSync(HEADING + rowsOf(1, 12)));
    await using other = new FileLab(dataDir, copy);
    await other.read();
    expect(other.pipeline.ledger.counters()).toMatchObject({ received: 12, stored: 2, duplicates: 10 });
    expect(messagesOf(other)).toEqual(expectedMessages(1, 12));
  });

  it('and no longer begins as it did is read as a whole: rows that are still there are not stored twice', async () => {
    const { path, dataDir } = newFile(HEADING + rowsOf(1, 10));
    await using lab = new FileLab(dataDir, path);
    await lab.read();
    writeFileSync(path, `${HEADING}${rowsOf(1, 5)}6,another row\n`);
    await lab.readAgain();
    expect(lab.pipeline.ledger.counters()).toMatchObject({ received: 16, stored: 11, duplicates: 5 });
    writeFileSync(path, `${HEADING}${rowsOf(3, 4)}`);
    await lab.readAgain();
    expect(lab.pipeline.ledger.counters()).toMatchObject({ received: 18, stored: 13, duplicates: 5 });
  });

  it('with other columns is another file', async () => {
    const { path, dataDir } = newFile(`time,message,A\n1,x,y\n`);
    await using lab = new FileLab(dataDir, path);
    await lab.read();
    writeFileSync(path, `time,message,B\n1,x,y\n`);
    await lab.readAgain();
    expect(lab.entries().map(({ fields }) => fields.map(([name]) => name))).toEqual([['A'], ['B']]);
  });

  it('after a crash at any commit is stored exactly once, and so is its quarantine', async () => {
    const rows = Array.from({ length: 4000 }, (_, index) =>
      index % 7 === 3
        ? `never,${'x'.repeat(90)}\n`
        : `${String(index)},row ${String(index)} ${'y'.repeat(90)}\n`,
    );
    const { path, dataDir } = newFile(HEADING + rows.join(''));
    for (let crash = 0; crash < 5; crash += 1) {
      const lab = new FileLab(dataDir, path);
      // So many pieces are parsed and committed, then all that is only in memory is gone.
      await lab.readPieces(crash + 1);
    }
    await using lab = new FileLab(dataDir, path);
    await lab.read();
    const bad = rows.filter((row) => row.startsWith('never')).length;
    expect(lab.pipeline.ledger.counters()).toEqual({
      received: rows.length,
      stored: rows.length - bad,
      quarantined: bad,
      dropped: 0,
      duplicates: 0,
      inFlight: 0,
    });
    expect(lab.entries().map(({ timeUnixUs }) => timeUnixUs / 1_000_000)).toEqual(
      rows.flatMap((row, index) => (row.startsWith('never') ? [] : [index])),
    );
  });
});

/** Makes room whenever the queue is full, until the listener has reported its end. */
async function takeAll(port: RecordingPort, listener: Listener): Promise<void> {
  const isOver = () => port.state === 'finished' || port.state === 'failed';
  while (!isOver()) {
    await port.until(() => port.waitingBytes > 0 || isOver());
    port.drain();
    listener.resume();
  }
}

describe('a file that changes while it is read', () => {
  /** Reads with a queue that is full after the first piece; `change` happens while the listener waits. */
  async function readWith(content: string, change: (path: string) => void) {
    const { path } = newFile(content);
    const port = new RecordingPort(1);
    const listener = createFileListener({ path, port, initialPosition: null });
    listener.start();
    await port.until(() => port.isFull);
    change(path);
    await takeAll(port, listener);
    await listener.stop();
    const [, , end] = port.reports;
    return { port, end, text: port.bytesOf('catch-up').toString() };
  }

  const LARGE = HEADING + rowsOf(1, 20_000);

  it('gives what it held when it was opened, leaves a half row alone, and says so', async () => {
    const { end, text, port } = await readWith(LARGE, (path) => appendFileSync(path, '20001,half a r'));
    expect(text).toBe(rowsOf(1, 20_000));
    expect(end).toMatchObject({ state: 'finished', problem: { code: 'file.failed' } });
    expect(end?.problem?.message).toContain('was written to while it was read');
    expect(port.outputs.at(-1)).toEqual({ kind: 'run-ended', isComplete: false });
  });

  it('and gets shorter is told of, too', async () => {
    const { end, text } = await readWith(LARGE, (path) => truncateSync(path, 100_000));
    expect(text.length).toBeLessThan(LARGE.length);
    expect(LARGE.slice(HEADING.length).startsWith(text)).toBe(true);
    expect(end).toMatchObject({ state: 'finished', problem: { code: 'file.failed' } });
  });
});

describe('a full queue', () => {
  it('makes the file wait, in bounded memory', async () => {
    const { path } = newFile(HEADING + rowsOf(1, 100_000));
    const port = new RecordingPort(256 * 1024);
    const listener = createFileListener({ path, port, initialPosition: null });
    listener.start();
    await port.until(() => port.isFull);
    await takeAll(port, listener);
    expect(port.highestWaitingBytes).toBeLessThanOrEqual(256 * 1024 + 64 * 1024);
    expect(port.bytesOf('catch-up').toString()).toBe(rowsOf(1, 100_000));
    await listener.stop();
  });

  it('does not keep the listener from being stopped', async () => {
    const { path } = newFile(HEADING + rowsOf(1, 100_000));
    const port = new RecordingPort(1);
    const listener = createFileListener({ path, port, initialPosition: null });
    listener.start();
    await port.until(() => port.isFull);
    const { length } = port.outputs;
    await listener.stop();
    expect(port.state).toBe('stopped');
    expect(port.outputs).toHaveLength(length);
  });
});

describe('what a file is said to be', () => {
  it('names its format, its compression and what to know of it', async () => {
    const stateOf = async (content: string | Buffer) => {
      const { path, dataDir } = newFile(content);
      await using lab = new FileLab(dataDir, path);
      await lab.read();
      return lab.pipeline.stateText;
    };
    expect(await stateOf(gzipSync(`${HEADING}1,x\n`))).toBe('Read the whole CSV file (gzip)');
    expect(await stateOf(HEADING)).toBe('Read the whole CSV file; it holds no entries');
    expect(await stateOf('')).toBe('Read the whole JSON Lines file; it holds no entries');
    expect(await stateOf(`${HEADING}2026-11-22 10:25:01.123,x\n`)).toMatch(
      /^Read the whole CSV file; its times name no zone and were read as this machine’s \(.+\)$/,
    );
  });

  it('that is damaged, is told with how far it goes', async () => {
    const packed = gzipSync(
      HEADING +
        Array.from({ length: 50_000 }, (_, index) => `${String(index)},row ${String(index * 7919)}\n`).join(
          '',
        ),
    );
    const { path, dataDir } = newFile(packed.subarray(0, Math.floor(packed.length / 2)));
    await using lab = new FileLab(dataDir, path);
    await lab.read();
    expect(lab.pipeline).toMatchObject({
      state: 'finished',
      stateText: 'Read the CSV file (gzip) as far as it goes',
      problem: { code: 'file.failed' },
    });
    expect(lab.pipeline.ledger.stored).toBeGreaterThan(10_000);
  });
});
