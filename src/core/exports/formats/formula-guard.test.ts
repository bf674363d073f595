import { describe, expect, it } from 'vitest';
import { looksLikeFormula, looksLikeFormulaInBytes } from './formula-guard.ts';

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
    `${' '.repeat(5000)}=1`,
  ])('guards against %j', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
  });

  it.each(['', ' ', 'a=1', '1-1', 'text', '_x', '~=1', '"=1"', "'=1", '(=1)', '🦊=1', 'é=1', '\u3000'])(
    'leaves %j alone',
    (text) => {
      expect(looksLikeFormula(text)).toBe(false);
    },
  );

  it('reads bytes both as UTF-8 and as Latin-1', () => {
    expect(looksLikeFormulaInBytes(Buffer.from([0xa0, 0x3d, 0x31]))).toBe(true);
    expect(looksLikeFormulaInBytes(Buffer.concat([Buffer.from('＝1'), Buffer.from([0xff])]))).toBe(true);
    expect(looksLikeFormulaInBytes(Buffer.from([0xff, 0x3d]))).toBe(false);
  });
});
