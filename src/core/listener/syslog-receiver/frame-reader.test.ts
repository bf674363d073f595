import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FrameReader, MAX_MESSAGE_BYTES } from './frame-reader.ts';
import { CUT_OFF, TOO_LONG, WHOLE } from './syslog-envelope.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

interface Frame {
  fate: number;
  text: string;
  sizeBytes: number;
}

function read(...pieces: readonly (Buffer | string)[]): Frame[] {
  const frames: Frame[] = [];
  const reader = new FrameReader((fate, bytes, sizeBytes) => {
    frames.push({ fate, text: bytes.toString('latin1'), sizeBytes });
  });
  for (const piece of pieces) reader.push(Buffer.from(piece));
  reader.end();
  return frames;
}

const whole = (text: string): Frame => ({ fate: WHOLE, text, sizeBytes: text.length });

it('both framings are told by the first byte of each message', () => {
  expect(read('<13>one\n11 <13>two\nhey<13>three\r\n')).toEqual([
    whole('<13>one'),
    whole('<13>two\nhey'),
    whole('<13>three\r'),
  ]);
});

it('a last message without a line feed is one, and a counted one that was cut off is told', () => {
  expect(read('<13>one\n<13>last')).toEqual([whole('<13>one'), whole('<13>last')]);
  expect(read('50 <13>cut')).toEqual([{ fate: CUT_OFF, text: '50 <13>cut', sizeBytes: 10 }]);
});

it('a message that is too long is passed over to its end, and the next one is read', () => {
  const long = 'x'.repeat(MAX_MESSAGE_BYTES + 5);
  for (const framed of [`<13>${long}\n`, `${String(long.length + 4)} <13>${long}`]) {
    const [first, second] = read(`${framed}<14>next\n`);
    expect(first).toMatchObject({ fate: TOO_LONG, sizeBytes: long.length + 4 });
    expect(first?.text.startsWith('<13>xxx')).toBe(true);
    expect(second).toEqual(whole('<14>next'));
  }
});

it('whatever the pieces, the same messages come', () => {
  const message = fc
    .tuple(fc.constantFrom('<13>', '<165>1 '), fc.string({ maxLength: 40 }), fc.boolean())
    .map(([pri, text, isCounted]) => {
      const bytes = Buffer.from(`${pri}${isCounted ? text : text.replaceAll(/[\r\n]/g, ' ')}`);
      const wire = isCounted
        ? Buffer.concat([Buffer.from(`${String(bytes.length)} `), bytes])
        : Buffer.concat([bytes, Buffer.from('\n')]);
      return { bytes, wire };
    });
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 30 })),
      (messages, cuts) => {
        const wire = Buffer.concat(messages.map((one) => one.wire));
        const pieces: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(wire.subarray(at, at + cut));
          at += cut;
        }
        pieces.push(wire.subarray(at));
        expect(read(...pieces)).toEqual(messages.map(({ bytes }) => whole(bytes.toString('latin1'))));
      },
    ),
    { numRuns: fuzzRuns(3000) },
  );
});

it('garbage does no harm: every byte is in a message or is framing', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 12 }), (pieces) => {
      const sent = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const frames = read(...pieces.map((piece) => Buffer.from(piece)));
      const received = frames.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      expect(received).toBeLessThanOrEqual(sent);
      // Framing takes a line feed, or a count and a blank, for each message, and what stands between them.
      const text = Buffer.concat(pieces.map((piece) => Buffer.from(piece))).toString('latin1');
      const framing = text.length - text.replaceAll(/[\r\n]|\d{1,9} /g, '').length;
      expect(sent - received).toBeLessThanOrEqual(framing);
    }),
    { numRuns: fuzzRuns(3000) },
  );
});
