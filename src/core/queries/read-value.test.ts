import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuePartSchema } from '#contract/entry.ts';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { ExportField } from '../../../test/journal/export-encoding.ts';
import type { QueryContext } from './compile-query.ts';
import { readValue } from './read-value.ts';

const MEBIBYTE = 1024 * 1024;

function storeOf(...fields: readonly ExportField[]): StoreLab {
  const lab = new StoreLab(temporaryFolder());
  const parser = lab.parser(64 * MEBIBYTE);
  parser.startRun({ phase: 'follow', anchor: null });
  parser.push(entryText(1, ...fields));
  parser.endRun(true);
  lab.commit();
  return lab;
}

/** All parts of a value, one after the other, as the contract says: each begins where the one before ended. */
function partsOf(context: QueryContext, field: string, index = 0) {
  const parts = [];
  for (let offsetBytes: number | null = 0; offsetBytes !== null;) {
    const part = valuePartSchema.parse(readValue(context, { id: 1, field, index, offsetBytes }));
    parts.push(part);
    offsetBytes = part.nextOffsetBytes;
  }
  return parts;
}

const failure = expect.objectContaining({ code: 'entry.not-found' }) as Error;

describe('a long value, read in parts', () => {
  it('of 20 MB is the stored text, every character in one part', () => {
    const message = `x${'aä€😀'.repeat(2_000_000)}`;
    using lab = storeOf(['MESSAGE', message]);
    const parts = partsOf(lab.context(), 'message');
    expect(parts.map(({ value }) => value).join('') === message).toBe(true);
    expect(parts.length).toBe(Math.ceil(Buffer.byteLength(message) / MEBIBYTE));
    for (const { encoding, value, sizeBytes } of parts) {
      expect(encoding).toBe('utf8');
      expect(Buffer.byteLength(value)).toBeLessThanOrEqual(MEBIBYTE);
      expect(sizeBytes).toBe(Buffer.byteLength(message));
    }
  });

  it('that is no UTF-8 is base64, whose parts can be joined as text', () => {
    const bytes = Buffer.alloc(3 * MEBIBYTE, Buffer.from([0xff, 0, 0x41, 0x80, 0x0a]));
    using lab = storeOf(['MESSAGE', bytes], ['CORE', bytes]);
    for (const field of ['message', 'MESSAGE', 'CORE']) {
      const parts = partsOf(lab.context(), field);
      expect(parts.every(({ encoding }) => encoding === 'base64')).toBe(true);
      const joined = Buffer.from(parts.map(({ value }) => value).join(''), 'base64');
      expect(joined.equals(bytes)).toBe(true);
    }
  });

  it.each([0, 1, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1])('of %i bytes ends where it ends', (size) => {
    const value = 'a'.repeat(size);
    using lab = storeOf(['MESSAGE', value], ['FIELD', value]);
    for (const field of ['message', 'FIELD']) {
      const parts = partsOf(lab.context(), field);
      expect(parts.map((part) => part.value).join('') === value).toBe(true);
      expect(parts).toHaveLength(size > MEBIBYTE ? 2 : 1);
    }
  });

  it('from any place begins with the character there, and from behind its end is empty', () => {
    const text = 'aä€😀\u0000b';
    const bytes = Buffer.from(text);
    using lab = storeOf(['MESSAGE', text], ['FIELD', text]);
    fc.assert(
      fc.property(fc.nat(20), fc.constantFrom('message', 'FIELD'), (offsetBytes, field) => {
        const { value, nextOffsetBytes } = readValue(lab.context(), { id: 1, field, index: 0, offsetBytes });
        const rest = Buffer.from(value);
        expect(nextOffsetBytes).toBeNull();
        expect(bytes.subarray(bytes.length - rest.length).equals(rest)).toBe(true);
        expect(rest.length).toBeGreaterThanOrEqual(Math.max(0, bytes.length - offsetBytes));
        expect(rest.length).toBeLessThan(Math.max(1, bytes.length - offsetBytes + 4));
      }),
    );
  });
});

describe('a value', () => {
  it('is one of several of its field', () => {
    using lab = storeOf(['MESSAGE', 'm'], ['FOO', 'first'], ['FOO', 'second']);
    expect(partsOf(lab.context(), 'FOO', 1)).toMatchObject([{ value: 'second', sizeBytes: 6 }]);
  });

  it('of an entry, a field or a number that is not there is an error that says so', () => {
    using lab = storeOf(['FOO', 'first']);
    const context = lab.context();
    const at = { id: 1, field: 'FOO', index: 0, offsetBytes: 0 };
    expect(readValue(context, at)).toMatchObject({ value: 'first', nextOffsetBytes: null });
    for (const wrong of [{ id: 2 }, { id: 2, field: 'message' }, { field: 'BAR' }, { index: 1 }]) {
      expect(() => readValue(context, { ...at, ...wrong })).toThrow(failure);
    }
    // The source gave no message.
    expect(() => readValue(context, { ...at, field: 'message' })).toThrow(failure);
  });
});
