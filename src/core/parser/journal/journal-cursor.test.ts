import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { CursorReader } from './cursor-reader.ts';
import { formatCursor, opaqueStreamKey, parseCursor } from './journal-cursor.ts';

const id = fc.stringMatching(/^[0-9a-f]{32}$/);
const number = fc.integer({ min: 0, max: 2 ** 52 - 1 }).map((value) => value.toString(16));
const check = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => value.toString(16));
const cursors = fc
  .tuple(id, number, id, number, number, check)
  .map(([s, i, b, m, t, x]) => `s=${s};i=${i};b=${b};m=${m};t=${t};x=${x}`);

const USUAL =
  's=3ec0e0240a3c48b5a83dda66a446935d;i=3c6;b=cd69ba5e106d489fb461d6f9c79da6a3;m=952f8f63;t=660da146905b4;x=101d';

it('a cursor comes back to the letter', () => {
  fc.assert(
    fc.property(cursors, (text) => {
      const cursor = parseCursor(text);
      expect(cursor === undefined ? undefined : formatCursor(cursor)).toBe(text);
    }),
  );
});

it.each([
  '',
  's=',
  USUAL.toUpperCase(),
  USUAL.replace('i=3c6', 'i=03c6'),
  USUAL.replace('x=101d', 'x=10000000000000000'),
  USUAL.replace('i=3c6', 'i=10000000000000'),
  USUAL.replace(';m=', ';m= '),
  `${USUAL};z=1`,
  `${USUAL}\n`,
  USUAL.replace('b=cd', 'b=d'),
])('text of another shape is not read as a cursor: %j', (text) => {
  expect(parseCursor(text)).toBeUndefined();
});

it('a cursor of another shape is kept as text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const unknown = { streamKey: opaqueStreamKey(text), sequence: 0, monotonicUs: 0, timeUnixUs: 0 };
      expect(formatCursor({ ...unknown, checkLow: 0, checkHigh: 0 })).toBe(text);
    }),
  );
});

it('the reader of bytes and the reader of text agree, whatever came before', () => {
  using lab = new StoreLab(temporaryFolder());
  const reader = new CursorReader(lab.dictionaries);
  // Few ids, so that neighbours often belong to one stream; damage, so that they often nearly do.
  const few = fc.constantFrom('0'.repeat(32), 'f'.repeat(32));
  const like = fc
    .tuple(
      few,
      number,
      few,
      number,
      number,
      check,
      fc.nat(),
      fc.option(fc.constantFrom('', '0', 'g', ';', '=')),
    )
    .map(([s, i, b, m, t, x, place, change]) => {
      const text = `s=${s};i=${i};b=${b};m=${m};t=${t};x=${x}`;
      const at = place % text.length;
      return change === null ? text : text.slice(0, at) + change + text.slice(at + 1);
    });
  fc.assert(
    fc.property(fc.array(like, { minLength: 1, maxLength: 8 }), (texts) => {
      for (const text of texts) {
        const bytes = Buffer.from(`__CURSOR=${text}\n__SEQNUM=1\n`, 'latin1');
        reader.read(bytes, 9, 9 + text.length);
        const { streamKey, sequence, monotonicUs, timeUnixUs, checkLow, checkHigh, isOpaque } = reader;
        expect(isOpaque).toBe(parseCursor(text) === undefined);
        expect(formatCursor({ streamKey, sequence, monotonicUs, timeUnixUs, checkLow, checkHigh })).toBe(
          text,
        );
        expect(reader.streamId).toBe(lab.dictionaries.streamId(streamKey));
      }
    }),
    { numRuns: 500 },
  );
});
