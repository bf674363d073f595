import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieceSizes } from '../../../../test/core/damage.ts';
import { OutputDecoder } from './output-decoder.ts';

function decode(bytes: Buffer, sizes: readonly number[], codePage?: number) {
  const decoder = new OutputDecoder(codePage);
  const pieces: Buffer[] = [];
  let pushed = 0;
  for (let turn = 0; pushed < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(Buffer.from(decoder.decode(bytes.subarray(pushed, pushed + size))));
    pushed += size;
  }
  pieces.push(decoder.decode(Buffer.alloc(0), true));
  expect(decoder.pendingBytes).toBe(0);
  return { text: Buffer.concat(pieces), encoding: decoder.encoding };
}

describe('what a Windows tool prints', () => {
  it('in UTF-16LE comes out as its text, halves of surrogate pairs included', () => {
    const text = fc.string({ unit: 'binary', minLength: 4, maxLength: 200 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(0xffff), { maxLength: 5 }), pieceSizes, (some, units, sizes) => {
        const all = `<E${some}${String.fromCharCode(...units)}`;
        const decoded = decode(Buffer.from(all, 'utf16le'), sizes);
        expect(decoded.encoding).toBe('utf-16le');
        if (all.isWellFormed()) expect(decoded.text.toString()).toBe(all);
        else expect(decoded.text.length).toBeGreaterThan(Buffer.from(all.toWellFormed()).length - 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('in UTF-8 comes out byte for byte', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 3000 });
    fc.assert(
      fc.property(text, pieceSizes, (some, sizes) => {
        const bytes = Buffer.from(`<Event>${some}`);
        expect(decode(bytes, sizes).text.equals(bytes)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [437, [0x84, 0x94, 0xe1], 'äöß'],
    [850, [0x9c, 0xb5, 0xd5], '£Áı'],
    [852, [0xa5, 0xe3, 0x88], 'ąŃł'],
    [866, [0x8f, 0xe0, 0xa8], 'При'],
    [932, [0x93, 0xfa, 0x96, 0x7b], '日本'],
    [936, [0xd6, 0xd0, 0xce, 0xc4], '中文'],
    [4711, [0x84], 'ä'],
  ])('in code page %i comes out as its text, whatever the chunks', (codePage, bytes, text) => {
    const output = Buffer.concat([Buffer.from('<E>'), Buffer.from(bytes), Buffer.from('</E>')]);
    for (const size of [1, 2, 100]) {
      const decoded = decode(output, [size], codePage);
      expect([decoded.encoding, decoded.text.toString()]).toEqual(['oem', `<E>${text}</E>`]);
    }
  });

  it('is not taken for UTF-8 because of one letter that could be it', () => {
    // "рап" of code page 866 is one well-formed character of UTF-8; the letter behind it is none.
    const bytes = Buffer.from([0xe0, 0xa0, 0xaf, 0x20, 0xaf]);
    expect(decode(Buffer.concat([Buffer.from('<E>'), bytes]), [1], 866).text.toString()).toBe('<E>рап п');
  });

  it('is handed on at once as long as it is ASCII, and at the latest with 4 KiB more', () => {
    const decoder = new OutputDecoder();
    expect(decoder.decode(Buffer.from('<Event>')).toString()).toBe('<Event>');
    expect(decoder.decode(Buffer.from('aé')).toString()).toBe('a');
    expect(decoder.pendingBytes).toBe(2);
    expect(decoder.decode(Buffer.from('x'.repeat(4094))).toString()).toBe(`é${'x'.repeat(4094)}`);
    expect(decoder.encoding).toBe('utf-8');
  });
});
