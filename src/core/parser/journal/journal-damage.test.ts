import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { cursorOf, entryText, streamOf } from '../../../../test/core/journal-text.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { accountedBytes } from '../../../../test/core/through-store.ts';
import { JournalExportParser } from './journal-export-parser.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

interface Damage {
  kind: 'flip' | 'delete' | 'insert' | 'repeat';
  at: number;
  size: number;
  bytes: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('flip', 'delete', 'insert', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  size: fc.integer({ min: 1, max: 400 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});
const chunkSizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 });

/** Does the damage; the bytes of the original from `end` on are whole. */
function apply(text: Buffer, { kind, at, size, bytes }: Damage): { text: Buffer; end: number } {
  const start = Math.floor(at * text.length);
  const before = text.subarray(0, start);
  const slice = text.subarray(start, start + size);
  switch (kind) {
    case 'flip': {
      const flipped = Buffer.from(text);
      for (const [index, byte] of bytes.entries()) {
        if (start + index < text.length) flipped[start + index] = (flipped[start + index] ?? 0) ^ byte;
      }
      return { text: flipped, end: Math.min(text.length, start + bytes.length) };
    }
    case 'delete':
      return { text: Buffer.concat([before, text.subarray(start + size)]), end: start + slice.length };
    case 'insert':
      return { text: Buffer.concat([before, bytes, text.subarray(start)]), end: start };
    case 'repeat':
      return { text: Buffer.concat([before, slice, text.subarray(start)]), end: start };
  }
}

/** Parses in chunks whose sizes repeat, checking the account at every step. */
function parse(lab: StoreLab, text: Buffer, sizes: readonly number[], maxEntryBytes: number): CollectingSink {
  const sink = new CollectingSink();
  const { dictionaries } = lab;
  const parser = new JournalExportParser({ dictionaries, sourceId: 1, sink, maxEntryBytes });
  parser.startRun({ phase: 'catch-up', anchor: null });
  let pushed = 0;
  for (let turn = 0; pushed < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    parser.push(text.subarray(pushed, pushed + size));
    pushed = Math.min(text.length, pushed + size);
    expect(accountedBytes(parser.bytes)).toBe(pushed);
  }
  parser.endRun(true);
  expect(accountedBytes(parser.bytes)).toBe(text.length);
  expect(parser.bytes).toMatchObject({ buffered: 0, discarded: 0 });
  expect(sink.rejections.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(parser.bytes.rejected);
  return sink;
}

describe('a damaged stream', () => {
  it('loses no entry before or behind the damage', () => {
    using lab = new StoreLab(temporaryFolder());
    const numbers = Array.from({ length: 24 }, (_, index) => index + 1);
    const starts: number[] = [];
    let size = 0;
    for (const number of numbers) {
      starts.push(size);
      size += entryText(number).length;
    }
    const text = streamOf(1, 24);
    fc.assert(
      fc.property(damage, chunkSizes, (harm, sizes) => {
        const damaged = apply(text, harm);
        const { messages } = parse(lab, damaged.text, sizes, 100_000);
        const start = Math.floor(harm.at * text.length);
        const intact = numbers.filter((_, index) => {
          const ownEnd = starts[index + 1] ?? size;
          // The blank line before an entry belongs to it: without that nothing tells where it begins.
          return ownEnd <= start || (starts[index] ?? 0) - 2 >= damaged.end;
        });
        const wanted = new Set(intact.map((number) => `entry number ${number}`));
        const read = messages.filter((message) => wanted.has(message));
        // A repeated slice may repeat a whole entry.
        expect([...new Set(read)]).toEqual([...wanted]);
      }),
      { numRuns: fuzzRuns(1500) },
    );
  });

  it('never stops the parser, and every byte of it is accounted for', () => {
    using lab = new StoreLab(temporaryFolder());
    const pieces = Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0
        ? entryText(index + 1)
        : entryText(
            index + 1,
            ['MESSAGE', `a\n\n__CURSOR=${cursorOf(90)}\n`],
            ['COREDUMP', Buffer.from(Array.from({ length: 50 + index }, (__, byte) => (byte * 7) % 256))],
            ['_SYSTEMD_UNIT', Buffer.from('a\nb')],
          ),
    );
    const text = Buffer.concat(pieces);
    const harms = fc.array(damage, { minLength: 1, maxLength: 6 });
    const limits = fc.constantFrom(64, 300, 700, 100_000);
    fc.assert(
      fc.property(harms, chunkSizes, limits, (all, sizes, maxEntryBytes) => {
        let damaged: Buffer = text;
        for (const harm of all) damaged = apply(damaged, harm).text;
        expect(() => parse(lab, damaged, sizes, maxEntryBytes)).not.toThrow();
      }),
      { numRuns: fuzzRuns(1500) },
    );
  });

  it('gives the same whatever its chunks', () => {
    using lab = new StoreLab(temporaryFolder());
    const text = Buffer.concat([
      streamOf(1, 4),
      entryText(5, ['MESSAGE', 'x\ny'], ['COREDUMP', Buffer.alloc(900)]),
      streamOf(6, 9),
    ]);
    const outcome = (sink: CollectingSink) => ({
      messages: sink.messages,
      rejections: sink.rejections.map(({ reason, bytes, position }) => [
        reason,
        bytes.toString('latin1'),
        position,
      ]),
    });
    fc.assert(
      fc.property(damage, chunkSizes, fc.constantFrom(500, 100_000), (harm, sizes, maxEntryBytes) => {
        const damaged = apply(text, harm).text;
        const whole = parse(lab, damaged, [damaged.length], maxEntryBytes);
        expect(outcome(parse(lab, damaged, sizes, maxEntryBytes))).toEqual(outcome(whole));
      }),
      { numRuns: fuzzRuns(800) },
    );
  });

  it('of noise alone is quarantined whole', () => {
    using lab = new StoreLab(temporaryFolder());
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 3000 }), chunkSizes, (noise, sizes) => {
        expect(parse(lab, Buffer.from(noise), sizes, 1000).drafts).toEqual([]);
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  it('does not take two entries for one when nothing is left between them', () => {
    using lab = new StoreLab(temporaryFolder());
    const first = entryText(1);
    const text = Buffer.concat([first.subarray(0, first.length - 1), streamOf(2, 3)]);
    const { messages, rejections } = parse(lab, text, [50], 100_000);
    expect(messages).toEqual(['entry number 3']);
    expect(rejections).toMatchObject([{ reason: 'an entry has two cursors', position: cursorOf(1) }]);
  });
});
