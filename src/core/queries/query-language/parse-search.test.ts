import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { parseSearch } from './parse-search.ts';

describe('parseSearch', () => {
  it('takes blank text and empty phrases as no restriction', () => {
    expect(parseSearch(' \t')).toBeNull();
    expect(parseSearch('""')).toBeNull();
  });

  it('reads words and phrases and nothing else of the query language', () => {
    expect(parseSearch('-v unit:a OR "b  c"(d)')).toEqual({
      kind: 'and',
      children: [
        { kind: 'word', text: '-v' },
        { kind: 'word', text: 'unit:a' },
        { kind: 'word', text: 'OR' },
        { kind: 'phrase', text: 'b  c' },
        { kind: 'word', text: '(d)' },
      ],
    });
    expect(parseSearch('one')).toEqual({ kind: 'word', text: 'one' });
  });

  it('refuses a phrase that is not closed, at its place', () => {
    expect(() => parseSearch('a "b')).toThrow(AppError);
    expect(() => parseSearch('a "b')).toThrow(
      expect.objectContaining({ code: 'query.invalid', detail: { position: 2, length: 2, expected: ['"'] } }),
    );
  });
});
