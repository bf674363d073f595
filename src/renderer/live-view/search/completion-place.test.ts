import { describe, expect, it } from 'vitest';
import { beforeMissingValue, completionPlace, isUnfinished } from './completion-place.ts';

/** The place at the bar in the text. */
function placeAt(marked: string): ReturnType<typeof completionPlace> {
  const caret = marked.indexOf('|');
  return completionPlace(marked.replace('|', ''), caret);
}

describe('completionPlace', () => {
  it.each([
    ['|', { kind: 'term', start: 0, end: 0, prefix: '' }],
    ['disk |', { kind: 'term', start: 5, end: 5, prefix: '' }],
    ['uni|', { kind: 'term', start: 0, end: 3, prefix: 'uni' }],
    ['u|nit disk', { kind: 'term', start: 0, end: 4, prefix: 'u' }],
    ['(uni|', { kind: 'term', start: 1, end: 4, prefix: 'uni' }],
    ['-uni|', { kind: 'term', start: 1, end: 4, prefix: 'uni' }],
    ['-|', { kind: 'term', start: 1, end: 1, prefix: '' }],
    ['un|it:ssh', { kind: 'term', start: 0, end: 4, prefix: 'un' }],
    ['A|', { kind: 'term', start: 0, end: 1, prefix: 'A' }],
    ['unit:|', { kind: 'value', field: 'unit', operator: ':', start: 5, end: 5, prefix: '' }],
    ['unit:ss|h disk', { kind: 'value', field: 'unit', operator: ':', start: 5, end: 8, prefix: 'ss' }],
    ['unit:a,b|', { kind: 'value', field: 'unit', operator: ':', start: 7, end: 8, prefix: 'b' }],
    ['unit:a,|', { kind: 'value', field: 'unit', operator: ':', start: 7, end: 7, prefix: '' }],
    ['_COMM:"Web C|', { kind: 'value', field: '_COMM', operator: ':', start: 6, end: 12, prefix: 'Web C' }],
    ['severity>=w|', { kind: 'value', field: 'severity', operator: '>=', start: 10, end: 11, prefix: 'w' }],
    ['unit:"a"|', { kind: 'none' }],
    ['unit:a*|', { kind: 'none' }],
    ['severity>|=w', { kind: 'none' }],
    ['"some tex|', { kind: 'none' }],
    ['/regex|', { kind: 'none' }],
    [')|', { kind: 'none' }],
  ])('at the bar in %j', (marked, place) => {
    expect(placeAt(marked)).toEqual(place);
  });
});

describe('beforeMissingValue', () => {
  it.each([
    ['unit:', ''],
    ['disk unit:', 'disk '],
    ['severity>=warning pid>', 'severity>=warning '],
  ])('of %j it is %j', (text, before) => {
    expect(beforeMissingValue(text)).toBe(before);
  });

  it.each(['', 'unit', 'unit:ssh', 'unit:""', 'unit:a,', 'unit: ', '"unit:', 'a OR unit:', '(unit:'])(
    'there is none in %j',
    (text) => {
      expect(beforeMissingValue(text)).toBeNull();
    },
  );
});

describe('isUnfinished', () => {
  it.each([
    'uni',
    'disk sever',
    'unit',
    'unit:',
    'unit:ss',
    'unit:a,',
    'after:"2h',
    '"open',
    '/open',
    '(a',
    '(a ',
    'a AND',
    'a OR ',
    '-',
    'pid>',
  ])('waits at the end of %j', (text) => {
    expect(isUnfinished(text, text.length)).toBe(true);
  });

  it.each([
    '',
    'disk',
    'disk ',
    'un',
    'unit ',
    'units',
    'unit:ssh ',
    'unit:"ssh"',
    '"whole"',
    '/whole/',
    '(a)',
    'unit:a*',
    'a OR b',
  ])('does not wait at the end of %j', (text) => {
    expect(isUnfinished(text, text.length)).toBe(false);
  });

  it('does not wait where something in the middle is changed', () => {
    expect(isUnfinished('unit:ssh disk', 8)).toBe(false);
  });
});
