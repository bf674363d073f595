import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { TextLogFileLab } from '../../../../test/core/text-log-file-lab.ts';

/** Numbered lines of rsyslog, a second apart. */
function lines(first: number, last: number): string {
  let text = '';
  for (let number = first; number <= last; number += 1) {
    const time = new Date(Date.UTC(2026, 10, 22, 9) + number * 1000).toISOString().replace('Z', '000+00:00');
    text += `${time} web app[7]: line ${String(number)}\n`;
  }
  return text;
}

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `line ${String(first + index)}`);

interface Places {
  dataDir: string;
  log: string;
}

function places(): Places {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'logs'));
  return { dataDir: join(folder, 'data'), log: join(folder, 'logs', 'app.log') };
}

describe('a text log that is followed', () => {
  it('is read to its end, and then what is added, line by line', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 100));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(100);
    await lab.until(() => lab.state === 'following');
    expect(lab.stateText).toContain('rsyslog');
    appendFileSync(log, lines(101, 103));
    await lab.untilStored(103);
    // Half a line is no line.
    const [whole = ''] = lines(104, 104).split('\n');
    appendFileSync(log, whole.slice(0, 40));
    appendFileSync(log, `${whole.slice(40)}\n`);
    await lab.untilStored(104);
    expect(lab.messages()).toEqual(numbers(1, 104));
    expect(lab.count('gaps') + lab.count('quarantine')).toBe(0);
  });

  it('is waited for where it is not there, and where it is empty', async () => {
    const { dataDir, log } = places();
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.until(() => lab.state === 'waiting');
    expect(lab.capture.status()[0]?.problem).toMatchObject({ code: 'file.not-found' });
    writeFileSync(log, '');
    await lab.until(() => lab.stateText.includes('is empty'));
    appendFileSync(log, lines(1, 10));
    await lab.untilStored(10);
    expect(lab.messages()).toEqual(numbers(1, 10));
  });

  it('goes on after a restart where it was, to the byte', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 500));
    for (let round = 1; round <= 4; round += 1) {
      await using lab = new TextLogFileLab(dataDir, log);
      await lab.untilStored(round * 500);
      appendFileSync(log, lines(round * 500 + 1, (round + 1) * 500));
    }
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(2500);
    expect(lab.messages()).toEqual(numbers(1, 2500));
    expect(lab.capture.status()[0]?.counters).toMatchObject({ duplicates: 0, stored: 2500 });
  });

  it('takes the last entry for complete when nothing comes, though it could go on', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, `${lines(1, 4)}${lines(5, 5).trimEnd()}\n\tat main.js:1\n`);
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(5);
    expect(lab.messages().at(-1)).toBe('line 5\n\tat main.js:1');
  });
});

describe('a text log that is rotated', () => {
  it('by rename is read to its end under its new name, then the next one', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(10);
    await lab.until(() => lab.state === 'following');
    renameSync(log, `${log}.1`);
    // The writer has not been told yet.
    appendFileSync(`${log}.1`, lines(11, 20));
    writeFileSync(log, '');
    appendFileSync(`${log}.1`, lines(21, 25));
    await lab.untilStored(25);
    appendFileSync(log, lines(26, 30));
    await lab.untilStored(30);
    expect(lab.messages()).toEqual(numbers(1, 30));
    expect(lab.gaps()).toEqual([]);
  });

  it('several times at once loses nothing of the files between', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(10);
    await lab.until(() => lab.state === 'following');
    appendFileSync(log, lines(11, 12));
    renameSync(log, `${log}.3`);
    writeFileSync(`${log}.2`, lines(13, 20));
    writeFileSync(`${log}.1`, lines(21, 30));
    writeFileSync(log, lines(31, 40));
    await lab.untilStored(40);
    expect(lab.messages()).toEqual(numbers(1, 40));
    expect(lab.gaps()).toEqual([]);
  });

  it('while nobody was there, compressed as well, is found again', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    {
      await using lab = new TextLogFileLab(dataDir, log);
      await lab.untilStored(10);
    }
    writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(log, 'utf8') + lines(11, 15)));
    rmSync(log);
    writeFileSync(`${log}.1`, lines(16, 20));
    writeFileSync(log, lines(21, 25));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(25);
    expect(lab.messages()).toEqual(numbers(1, 25));
    expect(lab.gaps()).toEqual([]);
  });

  it('has its history read first, the oldest file first, gzip of several members and zstd too', async () => {
    const { dataDir, log } = places();
    writeFileSync(`${log}.3.gz`, Buffer.concat([gzipSync(lines(1, 3)), gzipSync(lines(4, 6))]));
    writeFileSync(`${log}.2.zst`, zstdCompressSync(lines(7, 9)));
    writeFileSync(`${log}.1`, lines(10, 12));
    writeFileSync(log, lines(13, 20));
    writeFileSync(`${log}.bak`, lines(900, 910));
    await using lab = new TextLogFileLab(dataDir, log, 'once');
    await lab.untilFinished();
    expect(lab.messages()).toEqual(numbers(1, 20));
  });

  it('with dates in the names is read in their order', async () => {
    const { dataDir, log } = places();
    writeFileSync(`${log}-20261120`, lines(1, 3));
    writeFileSync(`${log}-20261121.gz`, gzipSync(lines(4, 6)));
    writeFileSync(log, lines(7, 12));
    for (const name of [log, `${log}-20261120`]) utimesSync(name, 1, 1);
    await using lab = new TextLogFileLab(dataDir, log, 'once');
    await lab.untilFinished();
    expect(lab.messages()).toEqual(numbers(1, 12));
  });

  it('by copytruncate is read on in the copy, and says what may be lost', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(10);
    await lab.until(() => lab.state === 'following');
    appendFileSync(log, lines(11, 20));
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, lines(21, 30));
    await lab.untilStored(30);
    expect(lab.messages()).toEqual(numbers(1, 30));
    await lab.until(() => lab.gaps().length === 1);
    expect(lab.gaps()[0]).toContain('copytruncate');
  });

  it('by copytruncate while nobody was there says for each cut what may be lost, once', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    {
      await using lab = new TextLogFileLab(dataDir, log);
      await lab.untilStored(10);
    }
    copyFileSync(log, `${log}.2`);
    truncateSync(log);
    appendFileSync(log, lines(11, 20));
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, lines(21, 30));
    for (let start = 0; start < 2; start += 1) {
      await using lab = new TextLogFileLab(dataDir, log);
      await lab.untilStored(30);
      await lab.until(() => lab.state === 'following');
      expect(lab.messages()).toEqual(numbers(1, 30));
      expect(lab.gaps()).toHaveLength(2);
    }
  });

  it('and deleted leaves a gap', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    {
      await using lab = new TextLogFileLab(dataDir, log);
      await lab.untilStored(10);
    }
    rmSync(log);
    writeFileSync(log, lines(50, 60));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(21);
    expect(lab.messages()).toEqual([...numbers(1, 10), ...numbers(50, 60)]);
    expect(lab.gaps()).toHaveLength(1);
    expect(lab.gaps()[0]).toContain('not there any more');
  });

  it('is emptied without a copy: what was not read is a gap, and the rest goes on', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, lines(1, 10));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(10);
    await lab.until(() => lab.state === 'following');
    writeFileSync(log, lines(1, 2));
    appendFileSync(log, lines(40, 50));
    await lab.untilStored(21);
    expect(lab.messages()).toEqual([...numbers(1, 10), ...numbers(40, 50)]);
    expect(lab.gaps()).toHaveLength(1);
  });
});

describe('a text log whose newest entry is first', () => {
  const reversed = (first: number, last: number) =>
    lines(first, last).trimEnd().split('\n').toReversed().join('\n').concat('\n');

  it('is read anew when it grows, and stores nothing twice', async () => {
    const { dataDir, log } = places();
    writeFileSync(log, reversed(1, 20));
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.untilStored(20);
    await lab.until(() => lab.state === 'following');
    writeFileSync(log, reversed(1, 25));
    await lab.untilStored(25);
    expect(lab.messages().toSorted()).toEqual(numbers(1, 25).toSorted());
    expect(lab.gaps()).toEqual([]);
    expect(lab.capture.status()[0]?.counters.duplicates).toBe(20);
  });
});

describe('what cannot be read', () => {
  it('is said of a file whose lines nothing explains', async () => {
    const { dataDir, log } = places();
    await using lab = new TextLogFileLab(dataDir, log);
    await lab.until(() => lab.state === 'waiting');
    writeFileSync(log, 'lorem\nipsum\ndolor\nsit\namet\nconsectetur\n');
    await lab.until(() => lab.capture.status()[0]?.problem?.code === 'file.unknown-format');
    expect(lab.capture.status()[0]?.problem?.remedy).toContain('--log-format');
    // Nothing was passed over: as soon as it can be read, it is.
    rmSync(log);
    writeFileSync(log, lines(1, 10));
    await lab.untilStored(10);
  });

  it('is kept byte for byte where it is no UTF-8, and in quarantine where it is no entry', async () => {
    const { dataDir, log } = places();
    const latin = Buffer.concat([Buffer.from(lines(6, 6).trimEnd()), Buffer.from([0x20, 0xe9, 0xff, 0x0a])]);
    writeFileSync(log, Buffer.concat([Buffer.from('\tno beginning\n'), Buffer.from(lines(1, 5)), latin]));
    await using lab = new TextLogFileLab(dataDir, log, 'once');
    await lab.untilFinished();
    const [message] = lab.database
      .prepare<[], Buffer>("SELECT message FROM entries WHERE typeof(message) = 'blob'")
      .pluck()
      .all();
    expect(message).toEqual(Buffer.from('line 6 \xe9\xff', 'latin1'));
    expect(lab.database.prepare('SELECT bytes FROM quarantine').pluck().all()).toEqual([
      Buffer.from('\tno beginning\n'),
    ]);
  });
});
