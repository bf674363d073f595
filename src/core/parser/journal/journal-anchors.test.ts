import { describe, expect, it } from 'vitest';
import { cursorOf, entryText, streamOf, timeOf } from '../../../../test/core/journal-text.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { accountedBytes } from '../../../../test/core/through-store.ts';

const MAX_ENTRY_BYTES = 3000;

const huge = entryText(3, ['MESSAGE', 'x'.repeat(5000)]);

describe('the entry that a run was asked to begin at', () => {
  it.each([true, false])('is left out when it is there (catch-up: %s)', (isCatchUp) => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    parser.startRun({ phase: isCatchUp ? 'catch-up' : 'follow', anchor: cursorOf(3) });
    parser.push(entryText(3));
    expect(parser.position).toBe(cursorOf(3));
    parser.push(streamOf(4, 5));
    expect(sink.messages).toEqual(['entry number 4', 'entry number 5']);
    expect(sink.missedAnchors).toEqual([]);
    expect(parser.position).toBe(cursorOf(5));
  });

  it('is missed in a catch-up that begins with another one, which is kept', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    parser.startRun({ phase: 'catch-up', anchor: cursorOf(3) });
    parser.push(streamOf(8, 9));
    expect(sink.messages).toEqual(['entry number 8', 'entry number 9']);
    expect(sink.missedAnchors).toMatchObject([
      {
        fromUnixUs: timeOf(3),
        untilUnixUs: timeOf(8),
        reason: expect.stringContaining('at most 4 entries') as string,
      },
    ]);
  });

  it('is not missed while following', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    parser.startRun({ phase: 'follow', anchor: cursorOf(3) });
    parser.push(streamOf(8, 9));
    expect(sink.messages).toEqual(['entry number 8', 'entry number 9']);
    expect(sink.missedAnchors).toEqual([]);
  });

  it('is compared with the first entry only', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    parser.startRun({ phase: 'catch-up', anchor: cursorOf(3) });
    parser.push(Buffer.concat([entryText(2), entryText(3), entryText(4)]));
    expect(sink.messages).toEqual(['entry number 2', 'entry number 3', 'entry number 4']);
    expect(sink.missedAnchors.length).toBe(1);
  });

  it('is not put into quarantine a second time when it was too large, nor missed', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    parser.startRun({ phase: 'catch-up', anchor: null });
    parser.push(Buffer.concat([streamOf(1, 2), huge]));
    parser.endRun(true);
    expect(parser.position).toBe(cursorOf(3));
    expect(sink.rejections.length).toBe(1);
    for (const isCatchUp of [true, false]) {
      parser.startRun({ phase: isCatchUp ? 'catch-up' : 'follow', anchor: cursorOf(3) });
      parser.push(huge);
      expect(accountedBytes(parser.bytes)).toBe(parser.bytes.entries + parser.bytes.rejected);
      parser.endRun(true);
    }
    parser.startRun({ phase: 'catch-up', anchor: cursorOf(3) });
    parser.push(Buffer.concat([huge, entryText(9)]));
    parser.endRun(true);
    expect(sink.rejections.length).toBe(1);
    expect(sink.missedAnchors).toEqual([]);
    expect(sink.messages).toEqual(['entry number 1', 'entry number 2', 'entry number 9']);
  });
});

describe('a tool that dies', () => {
  it('leaves half an entry that is let go, and the next run gives it whole', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    const text = streamOf(1, 3);
    parser.startRun({ phase: 'catch-up', anchor: null });
    parser.push(text.subarray(0, text.length - 20));
    parser.endRun(false);
    expect(parser.position).toBe(cursorOf(2));
    expect(parser.bytes.discarded).toBeGreaterThan(0);
    parser.startRun({ phase: 'catch-up', anchor: parser.position });
    parser.push(streamOf(2, 4));
    parser.endRun(true);
    expect(sink.messages).toEqual([1, 2, 3, 4].map((number) => `entry number ${number}`));
    expect(sink.rejections).toEqual([]);
  });

  it('inside an entry that is too large leaves it for the next run', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    parser.startRun({ phase: 'catch-up', anchor: null });
    parser.push(Buffer.concat([streamOf(1, 2), huge.subarray(0, 4500)]));
    expect(parser.position).toBe(cursorOf(2));
    parser.endRun(false);
    expect(parser.position).toBe(cursorOf(2));
    expect(sink.rejections).toEqual([]);
    expect(parser.bytes).toMatchObject({ rejected: 0, discarded: 4500, buffered: 0 });
    parser.startRun({ phase: 'catch-up', anchor: cursorOf(2) });
    parser.push(Buffer.concat([entryText(2), huge, entryText(4)]));
    parser.endRun(true);
    expect(sink.rejections).toMatchObject([{ sizeBytes: huge.length, position: cursorOf(3) }]);
    expect(sink.messages).toEqual(['entry number 1', 'entry number 2', 'entry number 4']);
  });

  it('leaves nothing of what had been read of it to the next run', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    const text = entryText(2);
    for (let cut = 1; cut < text.length; cut += 1) {
      parser.startRun({ phase: 'follow', anchor: null });
      parser.push(text.subarray(0, cut));
      parser.endRun(false);
    }
    parser.startRun({ phase: 'follow', anchor: null });
    parser.push(text);
    expect(sink.rejections).toEqual([]);
    expect(new Set(sink.messages)).toEqual(new Set(['entry number 2']));
    // Without its last line feed the entry is not whole.
    expect(sink.messages.length).toBe(1);
  });
});

describe('output that ends in the middle of an entry although the tool was done', () => {
  it('is damage, and the entry is not counted as read', () => {
    using lab = new StoreLab(temporaryFolder());
    const { sink } = lab;
    const parser = lab.parser(MAX_ENTRY_BYTES);
    const text = streamOf(1, 3);
    parser.startRun({ phase: 'catch-up', anchor: null });
    parser.push(text.subarray(0, text.length - 20));
    parser.endRun(true);
    expect(sink.messages).toEqual(['entry number 1', 'entry number 2']);
    expect(sink.rejections.length).toBe(1);
    expect(parser.position).toBe(cursorOf(2));
    expect(parser.bytes.buffered).toBe(0);
  });
});
