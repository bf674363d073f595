import * as fc from 'fast-check';
import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { ROW_MESSAGE_MAX_LENGTH, entryDetailSchema } from '#contract/entry.ts';
import { cursorOf, entryText, streamOf, timeOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { ExportField } from '../../../test/journal/export-encoding.ts';
import { getEntry } from './get-entry.ts';
import { cutBytes, cutText, printableText } from './printable-text.ts';

const MEBIBYTE = 1024 * 1024;

function detailOf(...fields: readonly ExportField[]) {
  using lab = new StoreLab(temporaryFolder());
  lab.store(entryText(1, ...fields));
  return entryDetailSchema.parse(getEntry(lab.context(), 1));
}

describe('one entry', () => {
  it('has its position, its times and all its fields by name', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 3));
    lab.store(entryText(4, ['MESSAGE', 'm'], ['FOO', '2'], ['FOO', '1'], ['BIN', Buffer.from([255, 0])]));
    const detail = entryDetailSchema.parse(getEntry(lab.context(), 4));
    expect(detail.position).toBe(cursorOf(4));
    expect(detail.row.timeUnixUs).toBe(timeOf(4));
    const names = detail.fields.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    const valuesOf = (wanted: string) => detail.fields.find(({ name }) => name === wanted)?.values;
    expect(valuesOf('FOO')?.map(({ value }) => value)).toEqual(['2', '1']);
    expect(valuesOf('BIN')).toEqual([
      { encoding: 'base64', value: '/wA=', sizeBytes: 2, isTruncated: false },
    ]);
    expect(valuesOf('__CURSOR')?.[0]?.value).toBe(cursorOf(4));
  });

  it('was received with the batch that holds it', () => {
    using lab = new StoreLab(temporaryFolder());
    for (const [batch, last] of [2, 2, 5].entries()) {
      const parser = lab.parser();
      parser.startRun({ phase: 'follow', anchor: null });
      parser.push(streamOf(1, last));
      lab.writer.commit((batch + 1) * 1000);
    }
    // What came twice leaves its ids unused.
    expect(lab.entries().map(({ entry }) => entry[0])).toEqual([1, 2, 5, 6, 7]);
    const times = [1, 2, 5, 7].map((id) => getEntry(lab.context(), id).receivedAtUnixUs);
    expect(times).toEqual([1000, 1000, 3000, 3000]);
  });

  it('that is not there is an error that says so', () => {
    using lab = new StoreLab(temporaryFolder());
    expect(() => getEntry(lab.context(), 1)).toThrow(
      expect.objectContaining({ code: 'entry.not-found' }) as Error,
    );
  });

  it('of more than a mebibyte is cut between two characters, and says how long it is', () => {
    for (const message of [
      `x${'ä'.repeat(MEBIBYTE)}`,
      `xy${'€'.repeat(MEBIBYTE / 2)}`,
      `x${'😀'.repeat(MEBIBYTE / 2)}`,
    ]) {
      const detail = detailOf(['MESSAGE', message], ['COPY', message]);
      expect(message.startsWith(detail.message)).toBe(true);
      expect(Buffer.byteLength(detail.message)).toBeGreaterThan(MEBIBYTE - 4);
      const copy = detail.fields.find(({ name }) => name === 'COPY')?.values[0];
      expect(copy).toMatchObject({
        encoding: 'utf8',
        isTruncated: true,
        sizeBytes: Buffer.byteLength(message),
      });
      expect(copy?.value).toBe(detail.message);
    }
  });
});

describe('the message of a row', () => {
  it.each([
    ['a'.repeat(ROW_MESSAGE_MAX_LENGTH)],
    ['€'.repeat(ROW_MESSAGE_MAX_LENGTH)],
    ['before\0after'],
    [''],
    ['\u001b[31mred'],
  ])('is whole up to %.12s', (message) => {
    expect(detailOf(['MESSAGE', message]).row).toMatchObject({
      message,
      messageBytes: Buffer.byteLength(message),
      isMessageTruncated: false,
      isMessageBinary: false,
    });
  });

  it.each([
    ['a'.repeat(ROW_MESSAGE_MAX_LENGTH + 1)],
    ['a'.repeat(100_000)],
    [`x${'€'.repeat(100_000)}`],
    [`xyz${'😀'.repeat(ROW_MESSAGE_MAX_LENGTH)}`],
    [`before\0${'after '.repeat(10_000)}`],
  ])('is its beginning when it is long: %.12s', (message) => {
    const { row } = detailOf(['MESSAGE', message]);
    expect(row.message).toBe(cutText(message, ROW_MESSAGE_MAX_LENGTH));
    expect(row).toMatchObject({ isMessageTruncated: true, messageBytes: Buffer.byteLength(message) });
  });

  it('shows bytes that are no text as such, long or short', () => {
    const { row } = detailOf(['MESSAGE', Buffer.from([0x61, 0xff, 0xc3, 0xa4, 0xc3])]);
    expect(row).toMatchObject({ message: String.raw`a\xFFä\xC3`, isMessageBinary: true, messageBytes: 5 });
    const long = Buffer.concat([Buffer.from([0xff]), Buffer.alloc(50_000, 'b')]);
    expect(detailOf(['MESSAGE', long]).row).toMatchObject({
      message: `${String.raw`\xFF`}${'b'.repeat(ROW_MESSAGE_MAX_LENGTH - 4)}`,
      isMessageTruncated: true,
      messageBytes: 50_001,
    });
  });

  it('of an entry without one is empty', () => {
    expect(detailOf(['PRIORITY', '3']).row).toMatchObject({
      message: '',
      messageBytes: 0,
      isMessageTruncated: false,
    });
  });
});

describe('text for people', () => {
  it('is the same text where it is UTF-8, and never longer than four characters for a byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (values) => {
        const bytes = Buffer.from(values);
        const text = printableText(bytes);
        if (isUtf8(bytes)) expect(text).toBe(bytes.toString('utf8'));
        expect(text.length).toBeLessThanOrEqual(bytes.length * 4);
        expect(text).not.toMatch(/\ufffd/);
      }),
    );
  });

  it('is cut without leaving half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(40), (text, length) => {
        const cut = cutText(text, length);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
        expect(cut.length).toBeLessThanOrEqual(length);
        const bytes = cutBytes(Buffer.from(text), length);
        expect(isUtf8(bytes)).toBe(true);
        expect(bytes.length).toBeLessThanOrEqual(length);
        expect(text.startsWith(bytes.toString('utf8'))).toBe(true);
      }),
    );
  });
});
