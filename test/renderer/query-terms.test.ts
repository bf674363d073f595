import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { parseQuery } from '#core/queries/query-language/parse-query.ts';
import type { QueryNode } from '#core/queries/query-language/query-node.ts';
import {
  exclusionOf,
  hasTerm,
  rawFieldName,
  termOf,
  termValues,
  withExclusion,
  withTerm,
  withoutTerm,
} from '../../src/renderer/state/query-terms.ts';
import { queryText } from './query-text.ts';

function read(text: string): QueryNode | null {
  return parseQuery(text, 0);
}

/** null: it cannot be read. */
function readOrNull(text: string): { node: QueryNode | null } | null {
  try {
    return { node: read(text) };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** What must all hold. */
function conjuncts(node: QueryNode | null): QueryNode[] {
  if (node === null) return [];
  return node.kind === 'and' ? node.children : [node];
}

function isAnd(node: QueryNode): boolean {
  return node.kind === 'and';
}

const readableQuery = queryText.filter((text) => readOrNull(text) !== null);
const field = fc.constantFrom('unit', 'identifier', 'host', 'source', '_EXE', 'raw.x-y', 'message');
const value = fc.oneof(
  fc.constantFrom('', 'ssh.service', 'a b', 'a,b', '"', '\\', '*', '\\*', 'x\\"', '(', 'AND', '-a', '/a/'),
  fc.string({ unit: 'binary' }).filter((text) => !/[\r\n]/.test(text)),
);
const term = fc.tuple(field, value).map(([name, text]) => termOf(name, text));

describe('termOf', () => {
  it('asks for exactly this value, whatever it is', () => {
    fc.assert(
      fc.property(field, value, (name, text) => {
        expect(read(termOf(name, text))).toEqual({
          kind: 'field',
          field: name.startsWith('raw.')
            ? { raw: name.slice(4) }
            : name.startsWith('_')
              ? { raw: name }
              : name,
          match: { kind: 'equals', value: text },
        });
      }),
    );
  });

  it('lets a wildcard stand for line breaks, as a query is one line', () => {
    expect(termOf('_CMDLINE', 'a\r\nb*')).toBe(String.raw`_CMDLINE:"a*b\*"`);
  });

  it('asks for a very long value by its beginning', () => {
    expect(termOf('_EXE', 'x'.repeat(3_000))).toBe(`_EXE:${'x'.repeat(2_000)}*`);
    expect(termOf('_EXE', ' '.repeat(3_000))).toBe(`_EXE:"${' '.repeat(2_000)}*"`);
  });

  it('writes plain values plainly', () => {
    expect(termOf('unit', 'user@1000.service')).toBe('unit:user@1000.service');
    expect(termOf(rawFieldName('_SYSTEMD_UNIT'), 'a')).toBe('_SYSTEMD_UNIT:a');
    expect(termOf(rawFieldName('subsystem'), 'a')).toBe('raw.subsystem:a');
  });
});

describe('withTerm', () => {
  it('narrows every query down by the term and by nothing else', () => {
    fc.assert(
      fc.property(readableQuery, term, fc.boolean(), (where, positive, isExcluded) => {
        const wanted = isExcluded ? exclusionOf(positive) : positive;
        const opposite = isExcluded ? positive : exclusionOf(positive);
        const narrowed = withTerm(where, wanted);
        expect(hasTerm(narrowed, wanted)).toBe(true);
        expect(hasTerm(narrowed, opposite)).toBe(false);
        if (hasTerm(where, wanted) || hasTerm(where, opposite)) return;
        const added = read(wanted);
        expect(conjuncts(read(narrowed))).toEqual([
          ...conjuncts(read(where)).flatMap((node) => (isAnd(node) ? conjuncts(node) : [node])),
          added,
        ]);
      }),
    );
  });

  it('is undone by withoutTerm', () => {
    fc.assert(
      fc.property(readableQuery, term, (where, added) => {
        if (hasTerm(where, added) || hasTerm(where, exclusionOf(added))) return;
        expect(read(withoutTerm(withTerm(where, added), added))).toEqual(read(where));
      }),
    );
  });

  it('keeps a query that says so already', () => {
    expect(withTerm('disk unit:SSH', 'unit:ssh.service')).toBe('disk unit:SSH');
  });

  it('brackets alternatives, and takes the brackets away again', () => {
    expect(withTerm('a OR b', 'unit:x')).toBe('(a OR b) unit:x');
    expect(withoutTerm('(a OR b) unit:x', 'unit:x')).toBe('a OR b');
  });

  it('turns an exclusion round', () => {
    expect(withTerm('disk -unit:x', 'unit:x')).toBe('disk unit:x');
    expect(withExclusion('unit:x disk', 'unit:x')).toBe('disk -unit:x');
    expect(withExclusion('', 'unit:x')).toBe('-unit:x');
  });
});

describe('withoutTerm', () => {
  it.each([
    ['unit:x', ''],
    ['a unit:x b', 'a b'],
    ['a AND unit:x AND b', 'a AND b'],
    ['unit:x AND b', 'b'],
    ['a AND unit:x', 'a'],
    ['(a)AND unit:x', 'a'],
    ['a Unit="x" unit:x', 'a'],
    ['unit:w,x,"y z" a', 'unit:w,"y z" a'],
    ['unit:x OR a', 'unit:x OR a'],
    ['(unit:x a)', '(unit:x a)'],
    ['a -unit:x', 'a -unit:x'],
    ['a NOT NOT unit:x', 'a'],
  ])('takes unit:x out of %j', (where, rest) => {
    expect(withoutTerm(where, 'unit:x')).toBe(rest);
  });

  it('takes exclusions out, however they are written', () => {
    expect(withoutTerm('a -unit:x', '-unit:x')).toBe('a');
    expect(withoutTerm('a unit!=w,x', '-unit:x')).toBe('a unit!=w');
    expect(withoutTerm('NOT unit:x AND a', '-unit:x')).toBe('a');
  });

  it('leaves a query that can be read, which does not hold the term', () => {
    fc.assert(
      fc.property(readableQuery, term, fc.boolean(), (where, positive, isExcluded) => {
        const wanted = isExcluded ? exclusionOf(positive) : positive;
        const rest = withoutTerm(where, wanted);
        expect(readOrNull(rest)).not.toBeNull();
        expect(hasTerm(rest, wanted)).toBe(false);
      }),
    );
  });
});

describe('termValues', () => {
  it('tells the values that a query asks for and leaves out', () => {
    expect(termValues('unit:a,"b c" -unit:d Unit!=e unit:f* (unit:g) host:h', 'unit')).toEqual({
      included: ['a', 'b c'],
      excluded: ['d', 'e'],
    });
    expect(termValues('unit:a OR unit:b', 'unit')).toEqual({ included: [], excluded: [] });
  });
});
