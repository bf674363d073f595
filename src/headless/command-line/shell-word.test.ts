import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

it('leaves simple words alone', () => {
  expect(shellWord('/var/log/a-b_1.csv')).toBe('/var/log/a-b_1.csv');
  expect(shellWord('it is')).toBe("'it is'");
  expect(shellWord('')).toBe("''");
});

it('is read back by a shell', () => {
  const noNul = fc.string({ unit: 'binary-ascii' }).map((text) => text.replaceAll('\0', ''));
  fc.assert(
    fc.property(noNul, noNul, (one, other) => {
      const script = `printf '%s\\0' ${shellWord(one)} ${shellWord(other)}`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${one}\0${other}\0`);
    }),
    {
      numRuns: 50,
      examples: [
        ["a'b", '$(x) `y` "z" \\'],
        ['-n', '*'],
      ],
    },
  );
});
