import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy-match.ts';

function best(query: string, texts: readonly string[]): string | undefined {
  return texts
    .flatMap((text) => {
      const match = fuzzyMatch(query, text);
      return match === null ? [] : [{ text, score: match.score }];
    })
    .toSorted((a, b) => b.score - a.score)[0]?.text;
}

function marked(query: string, text: string): string | undefined {
  return fuzzyMatch(query, text)
    ?.positions.map((position) => text[position])
    .join('');
}

it('finds letters in their order, wherever they stand', () => {
  expect(marked('nwe', 'Jump to newest')).toBe('nwe');
  expect(fuzzyMatch('xyz', 'Jump to newest')).toBeNull();
  expect(fuzzyMatch('tsewen', 'newest')).toBeNull();
});

it('finds words in any order, without regard to case', () => {
  expect(fuzzyMatch('ERROR next', 'Go to: Next error')).not.toBeNull();
  expect(fuzzyMatch('error next nothing', 'Go to: Next error')).toBeNull();
});

it('prefers beginnings of words, then letters side by side', () => {
  expect(best('ne', ['Next error', 'Jump to oldest one'])).toBe('Next error');
  expect(best('warn', ['Next warning', 'Show war and peace again'])).toBe('Next warning');
  expect(best('nh', ['Next hit', 'Launch'])).toBe('Next hit');
  expect(best('berlin', ['Set time zone: Europe/Berlin', 'Blue error in line'])).toBe(
    'Set time zone: Europe/Berlin',
  );
});

it('fits everything when nothing is typed', () => {
  expect(fuzzyMatch('  ', 'anything')).toEqual({ score: 0, positions: [] });
});

it('marks letters of the text that were typed, each once', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      (query, text) => {
        const positions = fuzzyMatch(query, text)?.positions ?? [];
        expect(new Set(positions).size).toBe(positions.length);
        for (const position of positions) expect(position).toBeLessThan(text.length);
      },
    ),
  );
});

it('finds every part of a text in it', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '/'), maxLength: 30 });
  fc.assert(
    fc.property(letters, fc.nat(30), fc.nat(10), (text, start, length) => {
      expect(fuzzyMatch(text.slice(start, start + length), text)).not.toBeNull();
    }),
  );
});
