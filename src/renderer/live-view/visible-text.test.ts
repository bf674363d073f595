import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleParts } from './visible-text.ts';

function shown(text: string, keep?: string): string {
  return visibleParts(text, keep)
    .map((part) => (part.kind === 'control' ? `<${part.text}>` : part.text))
    .join('');
}

describe('log text made visible', () => {
  it.each([
    ['plain text', 'plain text'],
    ['', ''],
    ['\u001b[31mred\u001b[0m', '<ESC[31m>red<ESC[0m>'],
    ['\u001b]0;title\u0007x', '<ESC]0;titleBEL>x'],
    ['a\u001bZ', 'a<ESC>Z'],
    ['line\r\nnext\tcell', 'line<CR><\u21b5>next<\u21e5>cell'],
    ['\u0000\u007f\u009b', '<NUL><DEL><\\x9b>'],
    ['gpj.\u202Eexe', 'gpj.<U+202E>exe'],
    ['zero\u200bwidth\ufeff', 'zero<U+200B>width<U+FEFF>'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['日本語 🚒 é', '日本語 🚒 é'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('leaves alone what a full view lays out itself', () => {
    expect(shown('a\n\tb\u0007', '\n\t')).toBe('a\n\tb<BEL>');
  });

  it('never shows a control character, loses no text, and gives every part another place', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), (text) => {
        const parts = visibleParts(text);
        expect(parts.map((part) => part.text).join('')).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
        expect(new Set(parts.map((part) => part.from)).size).toBe(parts.length);
        for (const part of parts) {
          if (part.kind === 'text') expect(text.startsWith(part.text, part.from)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
