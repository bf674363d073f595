import { describe, expect, it } from 'vitest';
import { cursorOf, entryText, streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { accountedBytes } from '../../../test/core/through-store.ts';
import { MAX_KEPT_BYTES } from './source-parser.ts';

describe('an entry that is too large', () => {
  const huge = 'x'.repeat(5000);
  const fake = `y\n\n__CURSOR=${cursorOf(900)}\n__REALTIME_TIMESTAMP=1\nMESSAGE=forged\n\n`;

  function read(text: Buffer, chunkBytes: number, maxEntryBytes = 2000) {
    using lab = new StoreLab(temporaryFolder());
    const parser = lab.parser(maxEntryBytes);
    parser.startRun({ phase: 'follow', anchor: null });
    for (let at = 0; at < text.length; at += chunkBytes) parser.push(text.subarray(at, at + chunkBytes));
    parser.endRun(true);
    expect(accountedBytes(parser.bytes)).toBe(text.length);
    expect(parser.bytes.buffered).toBe(0);
    return { messages: lab.sink.messages, rejections: lab.sink.rejections, position: parser.position };
  }

  it.each([1, 7, 64 * 1024])(
    'is quarantined and the next one is read, in chunks of %i bytes',
    (chunkBytes) => {
      const oversized = entryText(2, ['MESSAGE', huge], ['PRIORITY', '3']);
      const { messages, rejections } = read(
        Buffer.concat([entryText(1), oversized, entryText(3)]),
        chunkBytes,
      );
      expect(messages).toEqual(['entry number 1', 'entry number 3']);
      expect(rejections.map(({ sizeBytes }) => sizeBytes)).toEqual([oversized.length]);
      expect(rejections[0]).toMatchObject({ position: cursorOf(2), bytes: oversized });
      expect(rejections[0]?.reason).toContain('2000');
    },
  );

  it.each([1, 7, 64 * 1024])(
    'hides no forged entry in its other fields, in chunks of %i bytes',
    (chunkBytes) => {
      const oversized = entryText(2, ['FIRST', fake], ['COREDUMP', Buffer.from(huge)], ['MESSAGE', fake]);
      const { messages, rejections } = read(
        Buffer.concat([entryText(1), oversized, entryText(3)]),
        chunkBytes,
      );
      expect(messages).toEqual(['entry number 1', 'entry number 3']);
      expect(rejections.map(({ sizeBytes }) => sizeBytes)).toEqual([oversized.length]);
    },
  );

  it('hides no forged entry inside the field that is too large', () => {
    const oversized = entryText(2, ['MESSAGE', fake.repeat(50)]);
    const { messages } = read(Buffer.concat([entryText(1), oversized, entryText(3)]), 13);
    expect(messages).toEqual(['entry number 1', 'entry number 3']);
  });

  it('may be too large several times over', () => {
    const oversized = entryText(2, ['A', huge], ['B', Buffer.from(huge)], ['MESSAGE', huge], ['C', 'c']);
    const { messages, rejections } = read(
      Buffer.concat([oversized, entryText(3), entryText(4, ['MESSAGE', huge]), entryText(5)]),
      100,
    );
    expect(messages).toEqual(['entry number 3', 'entry number 5']);
    expect(rejections.map(({ position }) => position)).toEqual([cursorOf(2), cursorOf(4)]);
  });

  it('exactly of the largest size is still an entry', () => {
    const entry = entryText(1, ['MESSAGE', huge]);
    const limit = entry.length - 2;
    expect(read(Buffer.concat([entry, entryText(2)]), 64, limit).messages.length).toBe(2);
    expect(read(Buffer.concat([entry, entryText(2)]), 64, limit - 1).messages).toEqual(['entry number 2']);
  });

  it('leaves only its beginning in quarantine', () => {
    const oversized = entryText(2, ['MESSAGE', 'x'.repeat(200_000)]);
    const { rejections } = read(Buffer.concat([oversized, entryText(3)]), 64 * 1024);
    expect(rejections[0]?.sizeBytes).toBe(oversized.length);
    expect(rejections[0]?.bytes.equals(oversized.subarray(0, MAX_KEPT_BYTES))).toBe(true);
  });

  it('may be damaged, too, and the next one is still read', () => {
    // The entry before is longer than the damaged one: where it ended must not be taken for an end again.
    const before = entryText(1, ['MESSAGE', 'y'.repeat(1500)]);
    const oversized = entryText(2, ['MESSAGE', huge], ['PRIORITY', '3']);
    const damaged = Buffer.from(oversized.toString('latin1').replace('PRIORITY=', 'priority='), 'latin1');
    const { messages, rejections } = read(Buffer.concat([before, damaged, streamOf(3, 20)]), 64 * 1024);
    expect(messages.slice(1)).toEqual(Array.from({ length: 18 }, (_, index) => `entry number ${index + 3}`));
    expect(rejections.map(({ sizeBytes }) => sizeBytes)).toEqual([damaged.length - 1]);
  });
});
