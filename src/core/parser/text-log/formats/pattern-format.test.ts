import { describe, expect, it } from 'vitest';
import { readTextLog } from '../../../../../test/core/text-log-lab.ts';
import { APPLICATION_PATTERNS } from '../patterns/application-patterns.ts';
import { compilePattern } from '../patterns/compile-pattern.ts';
import { leadOfPattern } from '../patterns/lead-of-pattern.ts';

const read = (text: string, ...patterns: string[]) =>
  readTextLog(text, { name: 'pattern', patterns, knownSeveritiesOnly: false });

describe('a pattern', () => {
  it('reads the plain logs of applications, their own words for severities included', () => {
    const text = [
      '210507-162254 - ERROR: Open hjry57.txt failed',
      '210507-162255 - SUCCESS: Open a.txt',
      '210507-162256 - WARNING: slow',
      '210507-162257 - ODD: x',
    ].join('\n');
    expect(read(text, '{time:%y%m%d-%H%M%S} - {severity}: {message}').entries).toMatchObject([
      {
        time: '2021-05-07T16:22:54.000000Z',
        severity: 3,
        rawSeverity: null,
        message: 'Open hjry57.txt failed',
        fields: { TIME_ASSUMED: 'zone UTC' },
      },
      { severity: 6, rawSeverity: 'SUCCESS', message: 'Open a.txt' },
      { severity: 4, rawSeverity: null },
      { severity: 6, rawSeverity: 'ODD' },
    ]);
  });

  it.each([
    [
      '{time} {severity} [{thread}] {identifier}: {message}',
      '2026-11-22 10:15:00,123 ERROR  [http 1] Foo: a: b',
      { severity: 3, identifier: 'Foo', message: 'a: b', fields: { thread: 'http 1' } },
    ],
    ['{time:%d.%m.%Y %H:%M:%S} {message}', '22.11.2026 10:15:00 x', { time: '2026-11-22T10:15:00.000000Z' }],
    [
      '{time:%b %e %Y %I:%M:%S %p} {message}',
      'November  2 2026 12:15:00 AM x',
      { time: '2026-11-02T00:15:00.000000Z' },
    ],
    [
      '{time:%b %d %Y %I:%M:%S%p} {message}',
      'Nov 02 2026 1:15:00pm x',
      { time: '2026-11-02T13:15:00.000000Z' },
    ],
    [
      '{time:%Y-%m-%dT%H:%M:%S.%f%z} {message}',
      '2026-11-22T10:15:00.25+01:00 x',
      { time: '2026-11-22T09:15:00.250000Z' },
    ],
    ['{time:%s} {message}', '1795339501.5 x', { time: '2026-11-22T09:25:01.500000Z' }],
    ['{time:%F %T} {{{a}}} {message}', '2026-11-22 10:15:00 {b} x', { fields: { a: 'b' }, message: 'x' }],
    [
      '{host} {time} {pid}/{a.b} {message}',
      'h 2026-11-22 10:15:00 12/x y',
      { host: 'h', pid: 12, fields: { 'a.b': 'x' }, message: 'y' },
    ],
    ['{time} {a}', '2026-11-22 10:15:00 b', { message: null, fields: { a: 'b' } }],
    ['{time} {message}', '2026-11-22 10:15:00', { message: '' }],
  ])('%s reads %j', (pattern, line, expected) => {
    const { entries, rejections } = read(line, pattern);
    expect(rejections).toEqual([]);
    expect(entries).toMatchObject([expected]);
  });

  it.each([
    ['{time} {severity}: {message}', '2026-11-22 10:15:00 two words: x'],
    ['{time} {pid} {message}', '2026-11-22 10:15:00 abc x'],
    ['{time} [{a}] {message}', '2026-11-22 10:15:00 [a x'],
    ['{time} {host}', '2026-11-22 10:15:00 b c'],
    ['{time:%H:%M:%S %d/%m} {message}', '25:15:00 22/11 x'],
    ['{time:%I:%M:%S %d/%m} {message}', '13:15:00 22/11 x'],
  ])('%s does not fit %j', (pattern, line) => {
    expect(read(line, pattern)).toMatchObject({ entries: [], rejections: [{ sizeBytes: line.length }] });
  });

  it('is the first of several that fits', () => {
    const { entries } = read(
      '2026-11-22 10:15:00 a: b\n2026-11-22 10:15:00 c d\n',
      '{time} {identifier}: {message}',
      '{time} {message}',
    );
    expect(entries).toMatchObject([
      { identifier: 'a', message: 'b' },
      { identifier: '', message: 'c d', fields: {} },
    ]);
  });

  it.each([
    ['', 'there is no {time}', 0],
    ['{message}', 'there is no {time}', 0],
    ['{time} {a', 'a { has no } behind it; a brace itself is written {{', 7],
    ['{time} a}', 'a } has no { before it; a brace itself is written }}', 8],
    ['{time} {a}{b}', 'something has to stand between two fields that tells where it ends', 10],
    ['{time} {message} x', '{message} has to be the last: it takes the rest of the entry', 7],
    ['{time} {a} {a}', '{a} occurs twice', 11],
    ['{time} {a b}', '"a b" is no name of a field', 7],
    ['{time} {a:b}', 'only {time:…} can have a form, not {a:…}', 7],
    ['{time:%Q}', 'a time has no part %Q', 0],
    ['{time:%H:%M}', 'its time has no month and day', 0],
  ])('%j means nothing, and says why', (pattern, problem, at) => {
    expect(compilePattern(pattern)).toEqual({ problem, at });
  });

  it('that means nothing is refused by the parser', () => {
    expect(() => read('x', '{message}')).toThrow(
      'The pattern "{message}" cannot be used: there is no {time}.',
    );
  });

  it.each(APPLICATION_PATTERNS.map(({ pattern }) => pattern))(
    'that is tried on every log means something: %s',
    (pattern) => {
      expect(compilePattern(pattern)).toHaveProperty('parts');
    },
  );

  it.each([
    ['[{time}] [{severity}] {message}', '[{time}] {message}'],
    ['{time:%F %T} - {message}', '{time:%F %T} {message}'],
    ['{severity} {time} {message}', undefined],
  ])('%s has a plainer one', (pattern, plainer) => {
    expect(leadOfPattern(pattern)).toBe(plainer);
  });

  it('takes time in proportion to the length of a line, whatever stands in it', () => {
    const pattern = '{time} {a} - {b} - {c} - {d} - {message}';
    const hostile = (size: number) => `2026-11-22 10:15:00 ${' - '.repeat(size)}`;
    const timed = (size: number) => {
      const line = hostile(size);
      const began = performance.now();
      for (let turn = 0; turn < 5; turn += 1) read(line, pattern);
      return performance.now() - began;
    };
    timed(1000);
    // 300 times the length; a quadratic matcher would need 90,000 times the time of the short line, minutes in all.
    expect(timed(300_000)).toBeLessThan(10_000);
  });
});
