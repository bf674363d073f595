import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  looksLikeFormula,
  looksLikeFormulaInBytes,
  withoutGuard,
  withoutGuardInBytes,
} from './formula-guard.ts';

const BYTES = ["'", '=', ' ', '\u00a0=', '\xa0='].map((text) => Buffer.from(text, 'latin1'));

describe('looksLikeFormula', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\ttext',
    '\rtext',
    '\ntext',
    '\r\n =1',
    '\u00a0=1',
    '\u3000=1',
    '\ufeff=1',
    '\u200b\u200e=1',
    '\0=1',
    '\u0085=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '﹦1',
    '﹣1',
    "'=1",
    "''=1",
    "'\t",
    `${' '.repeat(5000)}=1`,
  ])('guards against %j', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
  });

  it.each(['', ' ', 'a=1', '1-1', 'text', '_x', '~=1', '"=1"', "'a=1", "'", '(=1)', '🦊=1', 'é=1', '\u3000'])(
    'leaves %j alone',
    (text) => {
      expect(looksLikeFormula(text)).toBe(false);
    },
  );

  it('can be undone: no two values are written alike', () => {
    const written = (text: string) => (looksLikeFormula(text) ? `'${text}` : text);
    const pieces = fc.constantFrom("'", '=', ' ', '\n', 'a', '-', '\u3000');
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(withoutGuard(written(text))).toBe(text);
      }),
    );
    const bytes = fc.oneof(fc.uint8Array(), fc.constantFrom(...BYTES));
    const guard = Buffer.from("'");
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 4 }), (parts) => {
        const value = Buffer.concat(parts);
        const inFile = looksLikeFormulaInBytes(value) ? Buffer.concat([guard, value]) : value;
        expect(withoutGuardInBytes(inFile)).toEqual(value);
      }),
    );
  });

  it('reads bytes both as UTF-8 and as Latin-1', () => {
    expect(looksLikeFormulaInBytes(Buffer.from([0xa0, 0x3d, 0x31]))).toBe(true);
    expect(looksLikeFormulaInBytes(Buffer.concat([Buffer.from('＝1'), Buffer.from([0xff])]))).toBe(true);
    expect(looksLikeFormulaInBytes(Buffer.from([0xff, 0x3d]))).toBe(false);
  });
});
