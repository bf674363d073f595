import { describe, expect, it } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import {
  accountOf,
  expectWhole,
  readTextLog,
  STREAM_KEY,
  textLogStart,
  type LogReading,
} from '../../../../test/core/text-log-lab.ts';
import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';
import { TextLogParser } from './text-log-parser.ts';
import { parseTextPosition, textStreamKey } from './text-position.ts';

const APPLICATION: TextLogFormat = {
  name: 'pattern',
  patterns: ['{time} {severity} {message}'],
  knownSeveritiesOnly: true,
};
const read = (text: string | Buffer, reading: LogReading = {}) => readTextLog(text, APPLICATION, reading);
const second = (number: number) => `2026-11-22 10:00:${String(number).padStart(2, '0')}`;

describe('lines that begin no entry', () => {
  it('belong to the entry before them, with the blank lines between', () => {
    const trace = 'java.lang.Error: x\n\tat a.b.C.d(C.java:1)\n\n  ... 3 more';
    const { entries, rejections, bytes } = read(
      `${second(1)} ERROR bad\n${trace}\n\n\n${second(2)} INFO good\n`,
    );
    expect(rejections).toEqual([]);
    expect(entries.map(({ message }) => message)).toEqual([`bad\n${trace}`, 'good']);
    expect(bytes.separators).toBe(2);
  });

  it('keep their line ends, and lose only the last one', () => {
    const { entries } = read(`${second(1)} ERROR bad\r\n\tat x\r\n\tat y\r\n${second(2)} INFO good\r`);
    expect(entries.map(({ message }) => message)).toEqual(['bad\r\n\tat x\r\n\tat y', 'good']);
  });

  it('before the first entry go to quarantine together', () => {
    const { entries, rejections } = read(`# heading\n\nof two lines\n${second(1)} INFO good\n`);
    expect(entries).toMatchObject([{ message: 'good', position: `${STREAM_KEY};at=24` }]);
    expect(rejections).toEqual([
      {
        reason: 'no line before it begins an entry',
        bytes: Buffer.from('# heading\n\nof two lines\n'),
        sizeBytes: 24,
        position: `${STREAM_KEY};at=0`,
      },
    ]);
  });

  it('go to quarantine in pieces that are kept whole, so that they can be tried again', () => {
    const line = (number: number) => `# ${String(number).padStart(5, '0')} ${'x'.repeat(120)}\n`;
    const lines = Array.from({ length: 1200 }, (_, number) => line(number));
    for (const chunkBytes of [1000, 65_536, 200_000]) {
      const { rejections } = read(lines.join(''), { chunkBytes });
      expect(rejections.length).toBe(3);
      expect(rejections.every(({ bytes, sizeBytes }) => bytes.length === sizeBytes)).toBe(true);
      expect(Buffer.concat(rejections.map(({ bytes }) => bytes)).toString()).toBe(lines.join(''));
      const places = rejections.map(({ position }) => Number(position.split('=')[1]));
      expect(places).toEqual([0, rejections[0]?.sizeBytes, 2 * (rejections[0]?.sizeBytes ?? 0)]);
    }
  });

  it('go to quarantine when the entry would become too large', () => {
    const line = `${second(1)} ERROR bad\n`;
    const further = '\tat somewhere\n'.repeat(3);
    const maxRecordBytes = line.length + further.length - 1;
    expect(read(line + further, { maxRecordBytes }).rejections).toEqual([]);
    const { entries, rejections } = read(
      `${line}${further}\tone more\n\tand more\n${second(2)} INFO good\n`,
      {
        maxRecordBytes,
      },
    );
    expect(entries.map(({ message }) => message)).toEqual([`bad\n${further.trimEnd()}`, 'good']);
    expect(rejections).toMatchObject([
      {
        reason: `the entry before it would be larger than ${String(maxRecordBytes)} bytes with it`,
        bytes: Buffer.from('\tone more\n\tand more\n'),
      },
    ]);
  });

  it('are not waited for behind blank lines without end', () => {
    using lab = new StoreLab(temporaryFolder());
    const sink = new CollectingSink();
    const parser = parserFor(lab, sink, { maxRecordBytes: 100 });
    parser.push(Buffer.from(`${second(1)} ERROR bad\n${'\n'.repeat(100)}`));
    expect(sink.messages).toEqual([]);
    parser.push(Buffer.from('\n'));
    expect(sink.messages).toEqual(['bad']);
  });
});

describe('a line', () => {
  it('of just the greatest length is read, one byte more goes to quarantine', () => {
    const short = `${second(1)} INFO `;
    const line = short + 'x'.repeat(200 - short.length);
    expect(read(`${line}\n${second(2)} INFO y\n`, { maxLineBytes: 200 }).rejections).toEqual([]);
    for (const chunkBytes of [1, 13, 1000]) {
      const { entries, rejections } = read(`${line}x\n${second(2)} INFO y\n`, {
        maxLineBytes: 200,
        chunkBytes,
      });
      expect(entries).toMatchObject([{ message: 'y' }]);
      expect(rejections).toMatchObject([
        { reason: 'the line is longer than 200 bytes', bytes: Buffer.from(`${line}x\n`), sizeBytes: 202 },
      ]);
    }
  });

  it('of 17 MiB goes to quarantine with its first 64 KiB, and its neighbours are entries', () => {
    const size = 17 * 1024 * 1024;
    const { entries, rejections } = read(
      Buffer.concat([
        Buffer.from(`${second(1)} INFO before\n${second(2)} INFO `),
        Buffer.alloc(size, 'x'),
        Buffer.from(`\n${second(3)} INFO behind\n`),
      ]),
      { chunkBytes: 64 * 1024 },
    );
    expect(entries.map(({ message }) => message)).toEqual(['before', 'behind']);
    const quarantined = rejections.map(({ bytes, sizeBytes }) => ({ kept: bytes.length, sizeBytes }));
    // In pieces of 16 MiB, so that no piece waits for the end of an endless line.
    expect(quarantined.map(({ kept }) => kept)).toEqual([65_536, 65_536]);
    expect(quarantined.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(size + 26);
  });

  it('without line end is an entry at the end of the file', () => {
    expect(read(`${second(1)} INFO a`).entries).toMatchObject([{ message: 'a' }]);
  });

  it('with NUL and with bytes that are no UTF-8 is kept byte for byte', () => {
    const message = Buffer.from([0x61, 0, 0xff, 0xc3, 0x28, 0x1b, 0x62]);
    const { entries } = read(
      Buffer.concat([Buffer.from(`${second(1)} INFO `), message, Buffer.from('\n\tat \u00e9\n')]),
    );
    expect(entries[0]?.message).toEqual(Buffer.concat([message, Buffer.from('\n\tat \u00e9')]));
    expect(read(`${second(1)} INFO a\0b\n`).entries[0]?.message).toBe('a\0b');
  });

  it('is text where only its other fields are no UTF-8', () => {
    const format: TextLogFormat = {
      name: 'pattern',
      patterns: ['{time} {host} {message}'],
      knownSeveritiesOnly: true,
    };
    const line = Buffer.concat([
      Buffer.from(`${second(1)} h`),
      Buffer.from([0xff]),
      Buffer.from(' \u00e9\u20ac'),
    ]);
    const { entries } = readTextLog(line, format);
    expect(entries).toMatchObject([
      { host: 'h\uFFFD', message: '\u00e9\u20ac', fields: { host: 'h\u00ff' } },
    ]);
  });
});

describe('reading', () => {
  const first = `${second(1)} INFO a\n${second(2)} ERROR b\n\tat x\n`;
  const then = `${second(3)} INFO c\n${second(4)} INFO d\n`;

  it('goes on where it stopped, and gives what one reading gives', () => {
    const text = Buffer.from(first + then);
    const whole = read(text);
    using lab = new StoreLab(temporaryFolder());
    for (let cut = 0; cut <= text.length; cut += 1) {
      const sink = new CollectingSink();
      const parser = parserFor(lab, sink);
      parser.push(text.subarray(0, cut));
      const position = parseTextPosition(parser.position ?? '');
      if (position === undefined) throw new Error('there is no position');
      parser.endRun(false);
      const { bytes: startBytes, lastEntryUnixUs } = position;
      const textLog = textLogStart(APPLICATION, { startBytes, lastEntryUnixUs });
      parser.startRun({ phase: 'catch-up', anchor: null, textLog });
      parser.push(text.subarray(startBytes));
      parser.endRun(true);
      expect(sink.messages).toEqual(whole.entries.map(({ message }) => message));
      expect(sink.drafts.map(({ sequence }) => `${STREAM_KEY};at=${String(sequence)}`)).toEqual(
        whole.entries.map(({ position: at }) => at),
      );
      expect(sink.rejections).toEqual([]);
    }
  });

  it('says where it stands as text that can be read again', () => {
    const { position } = read(first);
    expect(parseTextPosition(position ?? '')).toEqual({
      streamKey: STREAM_KEY,
      bytes: first.length,
      lastEntryUnixUs: Date.parse('2026-11-22T10:00:02Z') * 1000,
    });
    expect(parseTextPosition(`${STREAM_KEY};bytes=0;time=`)?.lastEntryUnixUs).toBeNull();
    expect(parseTextPosition('s=1;i=2')).toBeUndefined();
  });

  it('names the stream after the first line', () => {
    expect(textStreamKey(Buffer.from('a'))).toBe(textStreamKey(Buffer.from('a')));
    expect(textStreamKey(Buffer.from('a'))).not.toBe(textStreamKey(Buffer.from('b')));
    expect(parseTextPosition(`${textStreamKey(Buffer.from('a'))};bytes=1;time=2`)).toBeDefined();
  });

  it('that ended early lets go of what was not complete', () => {
    using lab = new StoreLab(temporaryFolder());
    const sink = new CollectingSink();
    const parser = parserFor(lab, sink);
    parser.push(Buffer.from(`# heading\n${first}${second(3)}`));
    parser.endRun(false);
    expect(sink.messages).toEqual(['a']);
    const { buffered, discarded, entries, rejected } = accountOf(parser);
    expect({ buffered, discarded, entries, rejected }).toEqual({
      buffered: 0,
      discarded: 53,
      entries: 27,
      rejected: 10,
    });
  });

  it('goes on after the store failed, and loses nothing', () => {
    using lab = new StoreLab(temporaryFolder());
    let failures = 0;
    const sink = new CollectingSink(() => {
      failures += 1;
      if (failures % 2 === 1) {
        sink.drafts.pop();
        throw new Error('the disk is full');
      }
    });
    const parser = parserFor(lab, sink);
    const text = Buffer.from(`# heading\n${first}${then}`);
    const retried = (step: () => void) => {
      try {
        step();
      } catch {
        retried(() => parser.push(Buffer.alloc(0)));
      }
    };
    retried(() => parser.push(text));
    expect(() => parser.endRun(true)).toThrow('the disk is full');
    parser.endRun(true);
    expect(sink.messages).toEqual(['a', 'b\n\tat x', 'c', 'd']);
    expectWhole(accountOf(parser), text.length, sink);
  });
});

describe('an entry that nothing follows', () => {
  it('is handed on when it is settled', () => {
    using lab = new StoreLab(temporaryFolder());
    const sink = new CollectingSink();
    const parser = parserFor(lab, sink);
    parser.push(Buffer.from(`${second(1)} ERROR a\n\tat x\n${second(2)} IN`));
    // The beginning of the next line is there, but nobody knows yet what it is.
    expect(sink.messages).toEqual([]);
    parser.settle();
    expect(sink.messages).toEqual(['a\n\tat x']);
    parser.push(Buffer.from('FO b\n'));
    parser.settle();
    parser.settle();
    expect(sink.messages).toEqual(['a\n\tat x', 'b']);
    expect(sink.rejections).toEqual([]);
  });

  it('takes no further lines once it is settled', () => {
    using lab = new StoreLab(temporaryFolder());
    const sink = new CollectingSink();
    const parser = parserFor(lab, sink);
    parser.push(Buffer.from(`${second(1)} ERROR a\n`));
    parser.settle();
    parser.push(Buffer.from(`\tat x\n${second(2)} INFO b\n`));
    parser.endRun(true);
    expect(sink.messages).toEqual(['a', 'b']);
    expect(sink.rejections).toMatchObject([
      { reason: 'it came long after the entry that it seems to continue', bytes: Buffer.from('\tat x\n') },
    ]);
  });
});

function parserFor(
  lab: StoreLab,
  sink: CollectingSink,
  bounds: { maxRecordBytes?: number } = {},
): TextLogParser {
  const { dictionaries } = lab;
  const parser = new TextLogParser({ dictionaries, sourceId: lab.ledger.sourceId, sink, ...bounds });
  parser.startRun({ phase: 'catch-up', anchor: null, textLog: textLogStart(APPLICATION) });
  return parser;
}
