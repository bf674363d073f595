import * as fc from 'fast-check';
import type { TextLogFormat } from '#core/listener/text-log/text-log-format.ts';

/** A format and how its lines are made, for tests that need many of them. */
export interface LineGrammar {
  format: TextLogFormat;
  /** Lines without line ends; good ones, and such that nearly are. */
  line: fc.Arbitrary<string>;
}

const two = fc.integer({ min: 0, max: 61 }).map((value) => String(value).padStart(2, '0'));
const clock = fc.tuple(two, two, two).map((parts) => parts.join(':'));
const year = fc.constantFrom('2026', '2024', '1969', '0000', '9999');
const month = fc.constantFrom('Jan', 'Feb', 'Nov', 'Dec', 'XXX');
const zone = fc.constantFrom('', 'Z', '+01:00', '-0330', ' UTC', '+99:99', ' +0100');
const fraction = fc.constantFrom('', '.1', ',123', '.123456', '.123456789', '.');
const isoTime = fc
  .tuple(year, two, two, fc.constantFrom('T', ' '), clock, fraction, zone)
  .map(([y, m, d, t, c, f, z]) => `${y}-${m}-${d}${t}${c}${f}${z}`);
const bsdTime = fc
  .tuple(month, fc.integer({ min: 0, max: 32 }), clock)
  .map(([m, d, c]) => `${m} ${String(d).padStart(2)} ${c}`);
const clfTime = fc.tuple(two, month, year, clock, zone).map(([d, m, y, c, z]) => `${d}/${m}/${y}:${c}${z}`);
const unixTime = fc.constantFrom(
  '1795339501',
  '1795339501.5',
  '1795339501123',
  '1795339501123456789',
  '-1',
  '1e99',
);
const hostile = fc.constantFrom(
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '=',
  ': ',
  ' - ',
  '\0',
  '\u001B[31m',
  '\uFEFF',
  '\u{1F600}',
  '\r',
  '\t',
  '#012',
);
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.array(hostile, { maxLength: 6 }).map((list) => list.join('')),
);
const word = fc.oneof(fc.stringMatching(/^[a-z./-]{1,8}$/), fc.constantFrom('-', 'su', '(systemd)', ''));
const level = fc.constantFrom('INFO', 'error', 'WARN', 'SUCCESS', 'D2', 'odd', '');
const pri = fc.constantFrom('', '<0>', '<34>', '<191>', '<192>', '<invld>', '<>', '<1');
const tag = fc
  .tuple(word, fc.constantFrom('', '[1]', '[99999999999]', '[x]', '['))
  .map(([name, pid]) => name + pid);

const structuredData = fc.oneof(
  fc.constantFrom('-', '[a]', '[a][b]', '[', '[]'),
  fc.tuple(word, word, text).map(([id, name, value]) => `[${id} ${name}="${value}"]`),
);
const key = fc.constantFrom(
  'time',
  'level',
  'msg',
  'ts',
  '@timestamp',
  'pid',
  'host',
  'a',
  'a.b',
  '',
  'severityNumber',
  'attributes',
);
const json = fc.oneof(
  fc
    .dictionary(key, fc.oneof(fc.jsonValue(), isoTime, level, fc.integer()))
    .map((value) => JSON.stringify(value)),
  fc
    .tuple(unixTime, level, text)
    .map(([t, l, m]) => `{"time":${t},"level":"${l}","msg":${JSON.stringify(m)}}`),
  fc.constantFrom(
    '{',
    '{"a":[[[{"b":',
    '{"attributes":[{"key":"k","value":{"stringValue":"v"}}]}',
    '{"a":"\\ud800"}',
  ),
);
const pair = fc.oneof(
  fc.tuple(key, text).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  fc.tuple(key, word).map(([name, value]) => `${name}=${value}`),
);

/** Every format, with grammar-aware lines. */
export const LINE_GRAMMARS: readonly LineGrammar[] = [
  {
    format: { name: 'rfc3164' },
    line: fc.tuple(pri, bsdTime, word, tag, text).map(([p, t, h, g, m]) => `${p}${t} ${h} ${g}: ${m}`),
  },
  {
    format: { name: 'rsyslog' },
    line: fc.tuple(pri, isoTime, word, tag, text).map(([p, t, h, g, m]) => `${p}${t} ${h} ${g}: ${m}`),
  },
  {
    format: { name: 'rfc5424' },
    line: fc
      .tuple(pri, isoTime, word, word, structuredData, text)
      .map(([p, t, h, a, sd, m]) => `${p}1 ${t} ${h} ${a} 1 - ${sd} ${m}`),
  },
  {
    format: { name: 'access-log' },
    line: fc
      .tuple(word, clfTime, text, fc.constantFrom('200', '404', '503', '99', ''), text)
      .map(([c, t, r, s, u]) => `${c} - - [${t}] "GET ${r}" ${s} 12 "-" "${u}"`),
  },
  { format: { name: 'json-lines' }, line: json },
  { format: { name: 'logfmt' }, line: fc.array(pair, { maxLength: 6 }).map((pairs) => pairs.join(' ')) },
  {
    format: {
      name: 'pattern',
      patterns: [
        '{time} {severity} [{thread}] {identifier}: {message}',
        '{time} - {severity}: {message}',
        '{time} {message}',
      ],
      knownSeveritiesOnly: true,
    },
    line: fc
      .tuple(isoTime, level, text, word, text)
      .map(([t, l, th, i, m]) => `${t} ${l} [${th}] ${i}: ${m}`),
  },
];

/** Lines that begin no entry, or look as if they did. */
export const FURTHER_LINES: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', '\tat a.b.C.d(C.java:1)', 'Caused by: x', '...', '}'),
  text,
);
