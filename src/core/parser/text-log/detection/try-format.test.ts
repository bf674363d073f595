import { expect, it } from 'vitest';
import type { TextLogFormat } from '../../../listener/text-log/text-log-format.ts';
import { tryFormat as tryFormatOf } from './try-format.ts';

const FILE = {
  order: 'oldest-first',
  modifiedUnixUs: Date.parse('2026-11-22T12:00:00Z') * 1000,
  lastEntryUnixUs: null,
  timeZone: 'UTC',
} as const;
const tryFormat = (bytes: Buffer, format: TextLogFormat, maxLines: number) =>
  tryFormatOf(bytes, format, maxLines, FILE);
const stopsOf = (text: string, pattern: string) =>
  tryFormat(Buffer.from(text), { name: 'pattern', patterns: [pattern], knownSeveritiesOnly: false }, 100)
    .lines.map(({ reading }) => (reading.kind === 'continues' ? reading.stop : null))
    .filter((stop) => stop !== null);

const sample = Buffer.from(
  '# heading\n\n2026-11-22 10:15:00 ERROR [a] x: y\n\tat b\n2026-11-22 10:15:01 odd',
);

it('shows what a pattern finds in each line', () => {
  const patterns = ['{time} {severity} [{thread}] {message}'];
  const { lines, seen } = tryFormat(sample, { name: 'pattern', patterns, knownSeveritiesOnly: false }, 100);
  expect(lines).toEqual([
    {
      line: { number: 1, text: '# heading', isBytes: false },
      reading: { kind: 'continues', stop: { at: 0, reason: 'no time that {time} can read stands here' } },
      isFurther: false,
    },
    {
      line: { number: 3, text: '2026-11-22 10:15:00 ERROR [a] x: y', isBytes: false },
      reading: {
        kind: 'begins',
        heading: {
          timeUnixUs: Date.parse('2026-11-22T10:15:00Z') * 1000,
          time: '2026-11-22 10:15:00',
          severity: 3,
          statedSeverity: 'ERROR',
          host: '',
          unit: '',
          identifier: '',
          pid: '',
          message: 'x: y',
          fields: [{ name: 'thread', value: 'a' }],
        },
      },
      isFurther: false,
    },
    {
      line: { number: 4, text: '\tat b', isBytes: false },
      reading: { kind: 'continues', stop: { at: 0, reason: 'no time that {time} can read stands here' } },
      isFurther: true,
    },
  ]);
  expect(seen).toMatchObject({ beginnings: 1, furtherLines: 1, strangeLines: 1, score: 0.5 });
});

it('says why a line is none', () => {
  const { lines } = tryFormat(Buffer.from('{"a":\n'), { name: 'json-lines' }, 100);
  expect(lines.map(({ reading }) => reading)).toEqual([
    { kind: 'unreadable', reason: 'it is no JSON: it is cut short' },
  ]);
});

it('looks at so many lines and no more', () => {
  expect(tryFormat(sample, { name: 'logfmt' }, 2).lines.map(({ line }) => line.number)).toEqual([1, 3]);
});

it('refuses a pattern that means nothing', () => {
  const format = { name: 'pattern', patterns: ['{message}'], knownSeveritiesOnly: false } as const;
  expect(() => tryFormat(sample, format, 1)).toThrow('there is no {time}');
});

it('infers what the times leave out as reading the file would', () => {
  const sampleOf = Buffer.from('Dec 31 23:59:00 h a: x\nJan  1 00:01:00 h a: y\n');
  const { lines } = tryFormat(sampleOf, { name: 'rfc3164' }, 100);
  const times = lines.map(({ reading }) => (reading.kind === 'begins' ? reading.heading.timeUnixUs : null));
  expect(times).toEqual(
    ['2025-12-31T23:59:00Z', '2026-01-01T00:01:00Z'].map((time) => Date.parse(time) * 1000),
  );
});

it.each([
  ['{time} [{severity}] {message}', '2026-11-22 10:15:00 ERROR x', 20, '"[" is expected here'],
  [
    '{time} {severity}: {message}',
    '2026-11-22 10:15:00 ERROR x',
    20,
    '{severity} has no end: ":" does not follow',
  ],
  [
    '{time} {host}: {message}',
    '2026-11-22 10:15:00 a b: x',
    20,
    '{host} has to be one word; a field of another name may hold blanks',
  ],
  ['{time} {pid}: {message}', '2026-11-22 10:15:00 x: y', 20, '{pid} has to be a number'],
  ['{time}  {message}', '2026-11-22 10:15:00|x', 19, 'a blank is expected here'],
  ['{time} {level}!', '2026-11-22 10:15:00 a! b', 22, 'the pattern ends here, and the line goes on'],
])('says where and why %s does not fit %s', (pattern, line, at, reason) => {
  expect(stopsOf(line, pattern)).toEqual([{ at, reason }]);
});
