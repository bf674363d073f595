import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';
import { FrameReader } from './frame-reader.ts';
import { MAX_MESSAGE_BYTES } from './half-message.ts';
import {
  BAD_COUNT,
  CUT_OFF,
  REST,
  STALLED,
  STOPPED,
  TOO_LONG,
  WHOLE,
  type MessageFate,
} from './syslog-envelope.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

interface Frame {
  fate: number;
  text: string;
  sizeBytes: number;
}

/** A connection whose messages are collected. */
class Connection {
  readonly frames: Frame[] = [];
  readonly reader = new FrameReader((fate, bytes, sizeBytes) => {
    this.frames.push({ fate, text: bytes.toString('latin1'), sizeBytes });
  });

  send(...pieces: readonly (Buffer | string)[]): this {
    for (const piece of pieces) this.reader.push(Buffer.from(piece));
    return this;
  }

  take(): Frame[] {
    return this.frames.splice(0);
  }
}

function read(...pieces: readonly (Buffer | string)[]): Frame[] {
  const connection = new Connection().send(...pieces);
  connection.reader.end();
  return connection.frames;
}

const frame = (fate: MessageFate, text: string): Frame => ({ fate, text, sizeBytes: text.length });
const whole = (text: string): Frame => frame(WHOLE, text);

/** The same, read from everything at once and slowly. What it gives and what it calls framing together are all that was sent. */
function readPlainly(text: string): { frames: Frame[]; framing: number } {
  const frames: Frame[] = [];
  let framing = 0;
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  while (at < text.length) {
    framing += match(/[\r\n]+/y)?.length ?? 0;
    if (at === text.length) break;
    const count = match(/[1-9]\d{0,6} (?=<)/y);
    if (count !== undefined) {
      const isCut = text.length - at < Number(count);
      frames.push(isCut ? frame(CUT_OFF, count + text.slice(at)) : whole(text.slice(at, at + Number(count))));
      framing += isCut ? 0 : count.length;
      at += Number(count);
      continue;
    }
    const bad = match(/\d{1,20} (?=<)|0{1,20} (?=\d)/y);
    if (bad !== undefined) {
      frames.push(frame(BAD_COUNT, bad));
      continue;
    }
    const head = match(/\d{1,20} ?$/y);
    if (head !== undefined) {
      frames.push(frame(CUT_OFF, head));
      continue;
    }
    frames.push(whole(match(/[^\n]+/y) ?? ''));
    framing += match(/\n/y)?.length ?? 0;
  }
  return { frames, framing };
}

function cutInto(wire: Buffer, cuts: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const cut of cuts) {
    pieces.push(wire.subarray(at, at + cut));
    at += cut;
  }
  return [...pieces, wire.subarray(at)];
}

it('both framings are told by how each message begins', () => {
  expect(read('<13>one\n11 <13>two\nhey<13>three\r\n')).toEqual([
    whole('<13>one'),
    whole('<13>two\nhey'),
    whole('<13>three\r'),
  ]);
});

it('a length has no zero in front and no more than seven digits, and the message behind one that is none is read', () => {
  expect(read('0 <13>one\n007 <13>two\n12345678 <13>three\n0 7 <13>fou')).toEqual([
    frame(BAD_COUNT, '0 '),
    whole('<13>one'),
    frame(BAD_COUNT, '007 '),
    whole('<13>two'),
    frame(BAD_COUNT, '12345678 '),
    whole('<13>three'),
    frame(BAD_COUNT, '0 '),
    whole('<13>fou'),
  ]);
});

it('a line that begins with a number is no length that swallows what follows', () => {
  expect(read('2026 was a year\n17\n00:01 up\n<13>next\n')).toEqual([
    whole('2026 was a year'),
    whole('17'),
    whole('00:01 up'),
    whole('<13>next'),
  ]);
});

it('a last message without a line feed is one, and a counted one that was cut off is told', () => {
  expect(read('<13>one\n<13>last')).toEqual([whole('<13>one'), whole('<13>last')]);
  expect(read('50 <13>cut')).toEqual([frame(CUT_OFF, '50 <13>cut')]);
  expect(read('50 ')).toEqual([frame(CUT_OFF, '50 ')]);
});

it('what was half received is cut in either framing when nothing more can come', () => {
  for (const half of ['<13>ha', '50 <13>ha', '50', '50 ']) {
    const connection = new Connection().send('<13>one\n', half);
    connection.reader.cut(STOPPED);
    expect(connection.take()).toEqual([whole('<13>one'), frame(STOPPED, half)]);
    connection.reader.cut(STOPPED);
    expect(connection.take()).toEqual([]);
  }
});

it('a message that stops in the middle is given up, its rest told, and the next one read', () => {
  const connection = new Connection().send('11 <13>ha');
  connection.reader.giveUp();
  expect(connection.take()).toEqual([frame(STALLED, '11 <13>ha')]);
  connection.reader.giveUp();
  expect(connection.take()).toEqual([]);
  connection.send('lf', ' ab<14>ne');
  connection.reader.giveUp();
  connection.send('xt\n<15>third\n');
  expect(connection.take()).toEqual([
    frame(REST, 'lf ab'),
    frame(STALLED, '<14>ne'),
    frame(REST, 'xt'),
    whole('<15>third'),
  ]);
});

it('a message that is too long is passed over to its end, and the next one is read', () => {
  const long = 'x'.repeat(MAX_MESSAGE_BYTES + 5);
  for (const framed of [`<13>${long}\n`, `${String(long.length + 4)} <13>${long}`]) {
    const pieces = cutInto(Buffer.from(`${framed}<14>next\n`), Array<number>(50).fill(10_007));
    const [first, second] = read(...pieces);
    expect(first).toMatchObject({ fate: TOO_LONG, sizeBytes: long.length + 4 });
    expect(first?.text.startsWith('<13>xxx')).toBe(true);
    expect(second).toEqual(whole('<14>next'));
  }
});

it('bytes that come one by one are copied a few times each, and not once for each that follows', () => {
  const connection = new Connection().send(`${String(MAX_MESSAGE_BYTES)} <`);
  const byte = Buffer.from('x');
  let copiedBytes = 0;
  const allocUnsafeSlow = Buffer.allocUnsafeSlow.bind(Buffer);
  const concat = Buffer.concat.bind(Buffer);
  // Without a spy, which would keep all that was allocated.
  Buffer.allocUnsafeSlow = (sizeBytes) => {
    copiedBytes += sizeBytes;
    return allocUnsafeSlow(sizeBytes);
  };
  Buffer.concat = (list, sizeBytes) => {
    const joined = concat(list, sizeBytes);
    copiedBytes += joined.length;
    return joined;
  };
  for (let sent = 1; sent < MAX_MESSAGE_BYTES; sent += 1) connection.reader.push(byte);
  Object.assign(Buffer, { allocUnsafeSlow, concat });
  expect(connection.frames).toHaveLength(1);
  expect(copiedBytes).toBeGreaterThanOrEqual(MAX_MESSAGE_BYTES);
  expect(copiedBytes).toBeLessThanOrEqual(4 * MAX_MESSAGE_BYTES);
});

const text = fc.string({ unit: fc.constantFrom('a', '1', '0', ' ', '<', '\n', '\r', 'é'), maxLength: 30 });
const message = fc.tuple(fc.constantFrom('<13>', '<165>1 '), text).map(([pri, rest]) => pri + rest);
const counted = message.map((one) => `${String(Buffer.byteLength(one))} ${one}`);
const line = message.map((one) => `${one.replaceAll('\n', ' ')}\n`);
const damagedCount = fc
  .tuple(fc.constantFrom('0 ', '00 ', '007 ', '12345678 ', '9'.repeat(25), '12', '3 4 ', '-5 ', '1e3 '), line)
  .map(([count, one]) => count + one);
const wrongCount = fc
  .tuple(fc.integer({ min: 1, max: 80 }), message)
  .map(([count, one]) => `${String(count)} ${one}`);
const wires = fc
  .array(fc.oneof(counted, line, damagedCount, wrongCount, text), { maxLength: 20 })
  .map((parts) => Buffer.from(parts.join('')));
const cuttings = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });

it('frames of both kinds, right and damaged, come out the same however they are cut, and no byte is lost', () => {
  fc.assert(
    fc.property(wires, cuttings, (wire, cuts) => {
      const { frames, framing } = readPlainly(wire.toString('latin1'));
      expect(read(...cutInto(wire, cuts))).toEqual(frames);
      expect(frames.reduce((sum, { sizeBytes }) => sum + sizeBytes, framing)).toBe(wire.length);
    }),
    { numRuns: fuzzRuns(3000) },
  );
});

it('messages that are framed right come out as they were sent', () => {
  const sent = fc.tuple(message, fc.boolean()).map(([one, isCounted]) => {
    const bytes = Buffer.from(isCounted ? one : one.replaceAll('\n', ' '));
    const wire = isCounted ? `${String(bytes.length)} ${bytes.toString()}` : `${bytes.toString()}\n`;
    return { bytes, wire };
  });
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 30 }), cuttings, (messages, cuts) => {
      const wire = Buffer.from(messages.map((one) => one.wire).join(''));
      const expected = messages.map(({ bytes }) => whole(bytes.toString('latin1')));
      expect(read(...cutInto(wire, cuts))).toEqual(expected);
    }),
    { numRuns: fuzzRuns(1000) },
  );
});

it('of garbage, given up in the middle again and again, no byte is lost either', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      counted.map((one) => Buffer.from(one)),
    ),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(pieces, (sent) => {
      const connection = new Connection();
      for (const piece of sent) {
        connection.send(Buffer.from(piece));
        connection.reader.giveUp();
      }
      connection.reader.end();
      const all = Buffer.concat(sent).toString('latin1');
      let at = 0;
      // Between two pieces there is nothing but framing.
      for (const { text: given, sizeBytes } of connection.frames) {
        expect(given).toHaveLength(sizeBytes);
        const found = all.indexOf(given, at);
        expect(all.slice(at, found)).toMatch(/^[\r\n]*(?:\d{1,7} )?$/);
        at = found + sizeBytes;
      }
      expect(all.slice(at)).toMatch(/^[\r\n]*$/);
    }),
    { numRuns: fuzzRuns(1000) },
  );
});
