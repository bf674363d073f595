import { describe, expect, it } from 'vitest';
import { structuredValue } from './structured-value.ts';

describe('values with a structure of their own', () => {
  it('are found as a whole and behind words', () => {
    expect(structuredValue(' {"a":1} ')).toMatchObject({ language: 'json', prefix: '' });
    expect(structuredValue('<a><b/></a>')).toMatchObject({ language: 'xml', prefix: '' });
    expect(structuredValue('request {id} failed: {"a":{"b":2}}')).toMatchObject({
      language: 'json',
      prefix: 'request {id} failed: ',
    });
    expect(structuredValue('rows=[{"a":1}]')).toMatchObject({ prefix: 'rows=' });
  });

  it('are not seen where there are none', () => {
    expect(
      ['', 'plain', '5', '"text"', 'sshd[812]', 'took [1, 2]', 'done {}', 'a > b', '{broken}'].filter(
        (text) => structuredValue(text) !== null,
      ),
    ).toEqual([]);
  });

  it('are not looked for in what nobody can read', () => {
    expect(structuredValue(`[${'1,'.repeat(300_000)}1]`)).toBeNull();
    expect(structuredValue(' {"'.repeat(50_000) + '}')).toBeNull();
  });
});
