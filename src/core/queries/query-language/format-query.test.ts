import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { formatQuery } from './format-query.ts';
import { parseQuery } from './parse-query.ts';
import { parseSearch } from './parse-search.ts';
import type { QueryNode } from './query-node.ts';
import { wildcardParts, wildcardPattern } from './wildcard-pattern.ts';

const NOW_UNIX_US = Date.UTC(2026, 10, 22, 12, 0, 0) * 1000;

const PIECES = [
  '(',
  ')',
  '"',
  '/',
  '-',
  ' ',
  ',',
  ':',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '*',
  '\\',
  '+',
  '@',
  '.',
  'i',
  'AND',
  'OR',
  'NOT',
  ' AND ',
  ' OR ',
  ' NOT ',
  'word',
  'straße',
  '🦊',
  '\ud83e',
  '\0',
  '\u3000',
  '[',
  'raw.',
  'severity',
  'error',
  'warning+',
  'unit',
  'pid',
  '42',
  'after',
  'before',
  'yesterday',
  '"2h ago"',
  '06:00',
  '_SYSTEMD_UNIT',
  'message',
  'boot',
  'is:bookmarked',
  'note',
  '/a b/i ',
  'severity>=error ',
  'unit:a*b,"c d" ',
  '"a phrase" ',
];
const queryText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join('')),
);

function parseOrError(text: string, parse: (text: string) => QueryNode | null): QueryNode | null | AppError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const value = fc.oneof(fc.constantFrom('ssh.service', '', 'a b', 'a,b', '"', '\\', '*', '\\*'), fc.string());
const leaf: fc.Arbitrary<QueryNode> = fc.oneof(
  fc.string({ minLength: 1 }).map((text): QueryNode => ({ kind: 'phrase', text })),
  fc.stringMatching(/^[a-z]{1,8}$/).map((text): QueryNode => ({ kind: 'word', text })),
  fc.uniqueArray(fc.integer({ min: 0, max: 7 })).map((list): QueryNode => ({
    kind: 'severities',
    severities: list.toSorted((one, other) => one - other),
  })),
  fc
    .record({
      field: fc.constantFrom(
        'unit' as const,
        'host' as const,
        'message' as const,
        'note' as const,
        { raw: '_EXE' },
        { raw: 'x.y' },
      ),
      match: fc.oneof(
        value.map((text) => ({ kind: 'equals' as const, value: text })),
        fc
          .tuple(value, fc.array(value.filter((part) => part !== '')), value)
          .map(([first, middle, last]) => ({
            kind: 'wildcard' as const,
            pattern: wildcardPattern([first, ...middle, last]),
          })),
      ),
    })
    .map(({ field, match }): QueryNode => ({ kind: 'field', field, match })),
  fc
    .record({
      kind: fc.constantFrom('pid' as const, 'id' as const),
      operator: fc.constantFrom('=', '<', '<=', '>', '>='),
      value: fc.nat(),
    })
    .map(({ kind, operator, value: number }): QueryNode => ({ kind, operator, value: number })),
  fc.constant<QueryNode>({ kind: 'bookmarked' }),
  fc.nat().map((seconds): QueryNode => ({ kind: 'time', from: seconds * 1_000_003 })),
  fc.nat().map((seconds): QueryNode => ({ kind: 'time', until: seconds * 1_000_003 })),
);
const { tree } = fc.letrec<{ tree: QueryNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    tie('tree').map((child): QueryNode => ({ kind: 'not', child })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, children]): QueryNode => ({
        kind,
        children: children.flatMap((child) => (child.kind === kind ? child.children : [child])),
      })),
  ),
}));

describe('formatQuery', () => {
  it('writes the canonical form', () => {
    const canonical = (text: string) =>
      formatQuery(parseQuery(text, NOW_UNIX_US) ?? { kind: 'word', text: '' });
    expect(canonical('a AND (b OR NOT "c")')).toBe('a (b OR -"c")');
    expect(canonical('severity:warning+ severity:err,debug')).toBe('severity>=warning severity:error,debug');
    expect(canonical('unit="a" NOT NOT pid=1')).toBe('unit:a NOT -pid:1');
    expect(canonical('after:@5')).toBe('after:@5.000000');
  });

  it('reads every query back as it was', () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(parseQuery(formatQuery(node), NOW_UNIX_US)).toEqual(node);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads every text that is understood back as what was understood', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const node = parseOrError(text, (given) => parseQuery(given, NOW_UNIX_US));
        if (node === null || node instanceof AppError) return;
        expect(parseQuery(formatQuery(node), NOW_UNIX_US)).toEqual(node);
      }),
      { numRuns: 3000 },
    );
  });

  it('writes what plain search gives as a query that is understood', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const node = parseOrError(text, parseSearch);
        if (node === null || node instanceof AppError) return;
        expect(parseQuery(formatQuery(node), NOW_UNIX_US)).not.toBeNull();
      }),
    );
  });
});

describe('every text is either understood or refused with a place inside it', () => {
  it.each([
    ['the query language', (text: string) => parseQuery(text, NOW_UNIX_US)],
    ['plain search', parseSearch],
  ])('%s', (_, parse) => {
    fc.assert(
      fc.property(queryText, (text) => {
        const outcome = parseOrError(text, parse);
        if (!(outcome instanceof AppError)) return;
        expect(outcome.code).toBe('query.invalid');
        const { position, length, expected } = outcome.detail as {
          position: number;
          length: number;
          expected: string[];
        };
        expect(position).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThanOrEqual(0);
        expect(position + length).toBeLessThanOrEqual(text.length);
        expect(Array.isArray(expected)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('wildcard patterns', () => {
  it('give their parts back whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '*', '\\') }), { minLength: 1 }),
        (parts) => {
          expect(wildcardParts(wildcardPattern(parts))).toEqual(parts);
        },
      ),
    );
  });
});
