import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { QueryToken } from '#core/queries/query-language/query-token.ts';
import { tokenizeQuery } from '#core/queries/query-language/tokenize-query.ts';
import { queryPieces } from '../../src/renderer/state/query-pieces.ts';
import { queryText } from './query-text.ts';

function tokensOrNull(text: string): QueryToken[] | null {
  try {
    return tokenizeQuery(text).filter(({ kind }) => kind !== 'end');
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

it('cuts every query that can be read exactly where the query language does', () => {
  fc.assert(
    fc.property(queryText, (text) => {
      const tokens = tokensOrNull(text);
      const pieces = queryPieces(text);
      if (tokens === null) return;
      expect(pieces.map(({ kind, start, end }) => ({ kind, start, end }))).toEqual(
        tokens.map(({ kind, start, end }) => ({ kind, start, end })),
      );
      for (const [index, token] of tokens.entries()) {
        const piece = pieces[index];
        if (token.kind !== 'condition' || piece?.kind !== 'condition') continue;
        expect(piece.values.map((value) => value.hasWildcard)).toEqual(
          token.values.map(({ parts }) => parts.length > 1),
        );
        for (const [place, { parts, start, end }] of token.values.entries()) {
          expect(piece.values[place]).toMatchObject({ start, end });
          if (parts.length === 1) expect(piece.values[place]?.text).toBe(parts[0]);
        }
      }
    }),
  );
});

it('takes any text apart, in order and without overlaps', () => {
  fc.assert(
    fc.property(queryText, (text) => {
      let at = 0;
      for (const { start, end } of queryPieces(text)) {
        expect(text.slice(at, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe('');
    }),
  );
});

it('sees what is not finished yet', () => {
  expect(queryPieces('unit:"a b')).toMatchObject([
    { kind: 'condition', name: 'unit', values: [{ start: 5, end: 9, text: 'a b', isUnclosed: true }] },
  ]);
  expect(queryPieces('unit:a,')).toMatchObject([
    {
      kind: 'condition',
      values: [
        { start: 5, end: 6 },
        { start: 7, end: 7, text: '' },
      ],
    },
  ]);
  expect(queryPieces('/a[/]')).toMatchObject([{ kind: 'regex', isUnclosed: true }]);
});
