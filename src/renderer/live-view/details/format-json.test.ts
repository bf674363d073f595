import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson } from './format-json.ts';

function formatted(text: string): string | null {
  return (
    formatJson(text)
      ?.map((piece) => piece.text)
      .join('') ?? null
  );
}

/** The tokens of a JSON text, found in another way than by the formatter. */
function tokensOf(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
}

describe('formatting JSON', () => {
  it('gives each member a line and marks its name', () => {
    expect(formatted('{"a":1,"b":[true,{}],"c":{"d":null}}')).toBe(
      '{\n  "a": 1,\n  "b": [\n    true,\n    {}\n  ],\n  "c": {\n    "d": null\n  }\n}',
    );
    const names = formatJson('{"a":"b"}')?.filter(({ kind }) => kind === 'name');
    expect(names).toEqual([{ kind: 'name', text: '"a"' }]);
  });

  it('keeps the digits of numbers that a double cannot hold', () => {
    expect(formatted('{"id":9007199254740993,"rate":1.10e+05}')).toContain('9007199254740993');
    expect(formatted('{"id":9007199254740993,"rate":1.10e+05}')).toContain('1.10e+05');
  });

  it('keeps escapes, names that occur twice and names that mean something to JavaScript', () => {
    const text = String.raw`{"__proto__":"\u0061\/","a":1,"a":2}`;
    expect(tokensOf(formatted(text) ?? '')).toEqual(tokensOf(text));
  });

  it('keeps every token of any value, in its order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (value, indent) => {
        const text = JSON.stringify([value], null, indent);
        const pretty = formatted(text);
        expect(tokensOf(pretty ?? '')).toEqual(tokensOf(text));
        expect(JSON.parse(pretty ?? '')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes nothing for JSON that is none', () => {
    const signs = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', '-', ' ', '\\', 'true'),
    });
    fc.assert(
      fc.property(signs, (text) => {
        if (formatted(text) !== null) expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
    expect(
      [
        '',
        '{',
        '[1,]',
        '{"a":}',
        '{"a" 1}',
        '[01]',
        '[1] x',
        '[.5]',
        "{'a':1}",
        '[1 2]',
        '[truefalse]',
      ].filter((text) => formatted(text) !== null),
    ).toEqual([]);
  });

  it('survives a million brackets', () => {
    expect(formatted('['.repeat(1_000_000))).toBeNull();
    expect(formatted(`${'['.repeat(500_000)}${']'.repeat(500_000)}`)).toBeNull();
  });

  it('leaves alone what its indentation would blow up', () => {
    const text = `${'['.repeat(90)}${'1,'.repeat(50_000)}1${']'.repeat(90)}`;
    expect(formatted(text)).toBeNull();
  });
});
