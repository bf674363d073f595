import { describe, expect, it } from 'vitest';
import { readTextLog } from '../../../../../test/core/text-log-lab.ts';

const read = (text: string | Buffer) => readTextLog(text, { name: 'access-log' });

describe('an access log', () => {
  it.each([
    [
      'in the Common Log Format',
      '127.0.0.1 - frank [10/Oct/2026:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326',
      {
        time: '2026-10-10T20:55:36.000000Z',
        severity: 6,
        rawSeverity: null,
        message: '"GET /apache_pb.gif HTTP/1.0" 200 2326',
        fields: {
          client: '127.0.0.1',
          user: 'frank',
          method: 'GET',
          path: '/apache_pb.gif',
          protocol: 'HTTP/1.0',
          status: '200',
          bytes: '2326',
        },
      },
    ],
    [
      'in the Combined Log Format',
      String.raw`::1 - - [10/Oct/2026:13:55:36 +0000] "POST /a?b=c HTTP/2.0" 503 0 "http://x/" "Mozilla \"5\""`,
      {
        severity: 3,
        message: '"POST /a?b=c HTTP/2.0" 503 0',
        fields: { referer: 'http://x/', user_agent: String.raw`Mozilla \"5\"` },
      },
    ],
    [
      'with a virtual host before it',
      'www.example.org:443 ::1 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 404 1 "-" "-"',
      { severity: 4, fields: { vhost: 'www.example.org:443', client: '::1' } },
    ],
    [
      'with more behind it',
      '::1 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 1 "-" "curl" 0.003 "x y"',
      { fields: { user_agent: 'curl', more: '0.003 "x y"' } },
    ],
    [
      'with a user that has blanks in its name',
      '::1 - a user [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 304 -',
      { message: '"GET / HTTP/1.1" 304 -', fields: { user: 'a user', status: '304' } },
    ],
    [
      'of a request that is none',
      String.raw`::1 - - [10/Oct/2026:13:55:36 +0000] "\x16\x03\x01" 400 150 "-" "-"`,
      { severity: 4, message: String.raw`"\x16\x03\x01" 400 150`, fields: { status: '400' } },
    ],
    [
      'of a request without a protocol',
      '::1 - - [10/Oct/2026:13:55:36 +0000] "GET /" 200 1',
      { fields: { method: 'GET', path: '/' } },
    ],
    ['that ends with its status', '::1 - - [10/Oct/2026:13:55:36 +0000] "-" 408', { message: '"-" 408' }],
  ])('%s is read', (_, line, expected) => {
    const { entries, rejections } = read(line);
    expect(rejections).toEqual([]);
    expect(entries).toMatchObject([expected]);
  });

  it('does not invent the fields that a line leaves out', () => {
    const { entries } = read('::1 - - [10/Oct/2026:13:55:36 +0000] "-" 408 - "-" "-"');
    expect(entries[0]?.fields).toEqual({ client: '::1', status: '408' });
  });

  it.each([
    ['::1 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1', 'the quotes around its request do not end'],
    ['::1 - - [10/Oct/2026:13:55:36 +0000] "GET /" abc', 'behind its request there is no status'],
    ['::1 - - [10/Oct/2026:13:55:36 +0000] "GET /" 2000 1', 'behind its request there is no status'],
    ['::1 - - [31/Feb/2026:13:55:36 +0000] "GET /" 200 1', 'no line before it begins an entry'],
    ['- [10/Oct/2026:13:55:36 +0000] "GET /" 200 1', 'no line before it begins an entry'],
  ])('puts what is none into quarantine: %s', (line, reason) => {
    const { entries, rejections } = read(`${line}\n::1 - - [10/Oct/2026:13:55:36 +0000] "GET /" 200 1\n`);
    expect(entries.length).toBe(1);
    expect(rejections).toMatchObject([{ reason, bytes: Buffer.from(`${line}\n`) }]);
  });
});
