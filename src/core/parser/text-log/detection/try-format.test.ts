import { expect, it } from 'vitest';
import { tryFormat } from './try-format.ts';

const sample = Buffer.from(
  '# heading\n\n2026-11-22 10:15:00 ERROR [a] x: y\n\tat b\n2026-11-22 10:15:01 odd',
);

it('shows what a pattern finds in each line', () => {
  const patterns = ['{time} {severity} [{thread}] {message}'];
  const { lines, seen } = tryFormat(sample, { name: 'pattern', patterns, knownSeveritiesOnly: false }, 100);
  expect(lines).toEqual([
    { line: { number: 1, text: '# heading', isBytes: false }, reading: { kind: 'continues' } },
    {
      line: { number: 3, text: '2026-11-22 10:15:00 ERROR [a] x: y', isBytes: false },
      reading: {
        kind: 'begins',
        heading: {
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
    },
    { line: { number: 4, text: '\tat b', isBytes: false }, reading: { kind: 'continues' } },
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
