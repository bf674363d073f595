import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_NAME_ID,
  FORM_INLINE_NAME,
  FORM_PID_FROM_SYSLOG,
  FORM_SEQNUM,
  FORM_SEQNUM_ID,
  FORM_SOURCE_TIME,
  FORM_SYSLOG_PID_SAME,
  FieldEncoder,
  decodeFields,
} from './field-codec.ts';

const plainForm = fc
  .constantFrom(FORM_SYSLOG_PID_SAME, FORM_PID_FROM_SYSLOG, FORM_SEQNUM, FORM_SEQNUM_ID)
  .map((id) => ({ id, bytes: Buffer.alloc(0) }));
const sourceTime = fc
  .integer({ min: -(2 ** 52), max: 2 ** 52 })
  .map((number) => ({ id: FORM_SOURCE_TIME, number, bytes: Buffer.alloc(0) }));
const named = fc
  .record({
    id: fc.oneof(fc.integer({ min: FIRST_NAME_ID, max: 300_000 }), fc.constant(FORM_INLINE_NAME)),
    bytes: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ id, bytes }) => ({ id, bytes: Buffer.from(bytes) }));
const fields = fc.array(fc.oneof(plainForm, sourceTime, named), { maxLength: 40 });

function encode(
  encoder: FieldEncoder,
  all: readonly { id: number; number?: number; bytes: Buffer }[],
): Buffer {
  encoder.clear();
  for (const { id, number, bytes } of all) {
    if (number !== undefined) encoder.addSourceTime(number);
    else if (id < FIRST_NAME_ID && id !== FORM_INLINE_NAME) encoder.addForm(id);
    // The value stands somewhere in a larger buffer.
    else
      encoder.addField(id, Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('y')]), 2, 2 + bytes.length);
  }
  return encoder.copyOut() ?? Buffer.alloc(0);
}

describe('the blob of fields', () => {
  it('comes back as it was written, with an encoder that is used again', () => {
    const encoder = new FieldEncoder();
    fc.assert(
      fc.property(fields, (all) => {
        expect(decodeFields(encode(encoder, all))).toEqual(all);
      }),
    );
  });

  it('takes texts as UTF-8, of any length', () => {
    const encoder = new FieldEncoder();
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('ß🦊'.repeat(3000)));
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 10 }), (all) => {
        encoder.clear();
        for (const text of all) encoder.addText(30, text);
        expect(decodeFields(encoder.copyOut() ?? Buffer.alloc(0))).toEqual(
          all.map((text) => ({ id: 30, bytes: Buffer.from(text) })),
        );
      }),
    );
  });

  it('may be larger than any buffer that was there before', () => {
    const encoder = new FieldEncoder();
    const bytes = Buffer.alloc(3 * 2 ** 20, 'abc');
    const all = [
      { id: 20, bytes },
      { id: FORM_SEQNUM, bytes: Buffer.alloc(0) },
      { id: 21, bytes },
    ];
    expect(decodeFields(encode(encoder, all))).toEqual(all);
  });

  it('of no fields is none', () => {
    expect(new FieldEncoder().copyOut()).toBeNull();
    expect(decodeFields(Buffer.alloc(0))).toEqual([]);
  });

  it('does not change when the encoder is used again', () => {
    const encoder = new FieldEncoder();
    const first = encode(encoder, [{ id: 20, bytes: Buffer.from('first') }]);
    encode(encoder, [{ id: 21, bytes: Buffer.from('other') }]);
    expect(decodeFields(first)).toEqual([{ id: 20, bytes: Buffer.from('first') }]);
  });

  it('that is cut short is refused or is shorter, but never read past its end', () => {
    const encoder = new FieldEncoder();
    fc.assert(
      fc.property(fields, fc.nat(), (all, place) => {
        const blob = encode(encoder, all);
        const cut = blob.subarray(0, blob.length === 0 ? 0 : place % blob.length);
        let decoded: unknown[] = [];
        try {
          decoded = decodeFields(cut);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        expect(decoded).toEqual(all.slice(0, decoded.length));
      }),
    );
  });
});
