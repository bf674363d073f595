import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatXml } from './format-xml.ts';

function formatted(text: string): string | null {
  return (
    formatXml(text)
      ?.map((piece) => piece.text)
      .join('') ?? null
  );
}

const name = fc.constantFrom('a', 'Event', 'ns:x', '_y', 'ü');
const element: fc.Memo<string> = fc.memo((depth) =>
  fc
    .tuple(
      name,
      depth > 1
        ? fc.array(fc.oneof(fc.constantFrom('text', '<!-- c -->', ' '), element()), { maxLength: 3 })
        : fc.constant(['t']),
    )
    .map(([tag, inner]) => (inner.length === 0 ? `<${tag} k="v>"/>` : `<${tag}>${inner.join('')}</${tag}>`)),
);

describe('formatting XML', () => {
  it('gives each element a line and keeps a short text in it', () => {
    expect(formatted('<?xml version="1.0"?><e a="1"><n>x y</n><m/></e>')).toBe(
      '<?xml version="1.0"?>\n<e a="1">\n  <n>x y</n>\n  <m/>\n</e>',
    );
  });

  it('keeps every character but the blanks between tokens', () => {
    fc.assert(
      fc.property(element(4), (text) => {
        expect(formatted(text)?.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('resolves and fetches nothing', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>';
    expect(formatted(bomb)).toBeNull();
    expect(formatted('<a href="https://example.com/x">&lt;script&gt;</a>')).toBe(
      '<a href="https://example.com/x">&lt;script&gt;</a>',
    );
  });

  it('takes nothing for XML that is not well-formed', () => {
    expect(
      [
        '<a>',
        '<a></b>',
        '</a>',
        '<a/><b/>',
        'x<a/>',
        '<a/>x',
        '<a b=c/>',
        '<a <b/>>',
        '<!-- only -->',
        '< a/>',
        '<1/>',
      ].filter((text) => formatted(text) !== null),
    ).toEqual([]);
  });

  it('survives hostile depth and unclosed tags in linear time', () => {
    expect(formatted(`${'<a>'.repeat(80_000)}>`)).toBeNull();
    expect(formatted(`<a${' b="c"'.repeat(40_000)}${' '.repeat(40_000)}!>`)).toBeNull();
    expect(formatted(`<!--${'-'.repeat(200_000)}>`)).toBeNull();
  });
});
