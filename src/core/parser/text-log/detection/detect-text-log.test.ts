import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectTextLog } from './detect-text-log.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../test/fixtures/syslog/${name}`, import.meta.url));
const lines = (...texts: string[]) => Buffer.from(texts.map((text) => `${text}\n`).join(''));

describe('the format of a text log', () => {
  it.each([
    ['rsyslog-traditional.log', 'rfc3164'],
    ['rsyslog-highprecision.log', 'rsyslog'],
    ['rsyslog-rfc5424.log', 'rfc5424'],
    ['rfc5424-examples.log', 'rfc5424'],
  ])('of %s is certain', (name, format) => {
    const found = detectTextLog(fixture(name).subarray(0, 64 * 1024));
    expect(found).toMatchObject({ format: { name: format }, certainty: 'certain', order: 'oldest-first' });
  });

  it.each([
    [
      'an access log',
      lines(
        '127.0.0.1 - frank [10/Oct/2026:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326',
        '::1 - - [10/Oct/2026:13:55:37 -0700] "GET / HTTP/2" 500 1 "-" "curl/8"',
        '::1 - - [10/Oct/2026:13:55:38 -0700] "-" 408 -',
      ),
      { format: { name: 'access-log' }, certainty: 'certain' },
    ],
    [
      'JSON Lines with the trace of a crash',
      lines(
        '{"level":30,"time":1795339501123,"msg":"a"}',
        '{"level":30,"time":1795339501124,"msg":"b"}',
        '{"level":50,"time":1795339501125,"msg":"c"}',
        '    at run (a.js:1)',
      ),
      { format: { name: 'json-lines' }, certainty: 'certain', seen: { furtherLines: 1 } },
    ],
    [
      'logfmt',
      lines(
        'time=2026-11-22T10:15:00Z level=info msg="a b"',
        'ts=1795339501 lvl=warn msg=x',
        'time=2026-11-22T10:15:02Z msg=y',
      ),
      { format: { name: 'logfmt' }, certainty: 'certain' },
    ],
    [
      'the log of an application with short times',
      lines(
        '210507-162254 - ERROR: Open a failed',
        '210507-162255 - SUCCESS: x',
        '210507-162256 - WARNING: y',
      ),
      {
        format: {
          patterns: ['{time:%y%m%d-%H%M%S} - {severity}: {message}', '{time:%y%m%d-%H%M%S} {message}'],
        },
      },
    ],
    [
      'a log of Java, in which some lines have no severity',
      lines(
        '2026-11-22 10:15:00,123 ERROR [main] Foo: text',
        'java.lang.IllegalStateException: no',
        '\tat a.b.C.d(C.java:1)',
        'Caused by: x',
        '2026-11-22 10:15:01,123 INFO  [main] Foo: text',
        '2026-11-22 10:15:02,123 Server started',
      ),
      {
        format: { patterns: ['{time} {severity} [{thread}] {identifier}: {message}', '{time} {message}'] },
        certainty: 'certain',
        seen: { beginnings: 3, furtherLines: 3, strangeLines: 0 },
      },
    ],
    [
      'Spring Boot',
      lines(
        '2026-11-22T10:15:00.123+01:00  INFO 7 --- [main] o.s.b.SpringApplication : Started',
        '2026-11-22T10:15:00.124+01:00  WARN 7 --- [main] o.s.b.SpringApplication : x: y',
        '2026-11-22T10:15:00.125+01:00 ERROR 7 --- [main] o.s.b.SpringApplication : z',
      ),
      {
        format: {
          patterns: ['{time} {severity} {pid} --- [{thread}] {identifier} : {message}', '{time} {message}'],
        },
      },
    ],
    [
      "Apache httpd's error log",
      lines(
        '[Sun Nov 22 10:15:00.123456 2026] [core:error] [pid 12:tid 34] AH00037: x',
        '[Sun Nov 22 10:15:01.123456 2026] [mpm_event:notice] [pid 12:tid 34] AH00489: y',
        '[Sun Nov 22 10:15:02.123456 2026] [core:warn] [pid 12:tid 34] z',
      ),
      { format: { name: 'pattern' }, certainty: 'certain', seen: { severities: 3, hasYears: true } },
    ],
    [
      "nginx's error log",
      lines(
        '2026/11/22 10:15:00 [error] 12#34: *5 open() failed',
        '2026/11/22 10:15:01 [warn] 12#34: x',
        '2026/11/22 10:15:02 [notice] 12#34: y',
      ),
      { format: { name: 'pattern' }, certainty: 'certain', seen: { severities: 3 } },
    ],
    [
      'Tomcat',
      lines(
        '22-Nov-2026 10:15:00.123 INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [1] ms',
        '22-Nov-2026 10:15:01.123 SEVERE [main] org.apache.catalina.x Something',
        '22-Nov-2026 10:15:02.123 WARNING [main] org.apache.catalina.x Something',
      ),
      {
        format: { patterns: ['{time} {severity} [{thread}] {message}', '{time} {message}'] },
        seen: { severities: 3 },
      },
    ],
    [
      'MySQL',
      lines(
        '2026-11-22T10:15:00.123456Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.',
        '2026-11-22T10:15:00.123457Z 8 [Note] [MY-010931] [Server] ready',
        '2026-11-22T10:15:00.123458Z 8 [System] [MY-010931] [Server] ready',
      ),
      { certainty: 'certain', seen: { severities: 3 } },
    ],
    [
      'PostgreSQL',
      lines(
        '2026-11-22 10:15:00.123 UTC [123] LOG:  database system is ready',
        '2026-11-22 10:15:01.123 UTC [124] ERROR:  relation "x" does not exist at character 15',
        '2026-11-22 10:15:01.123 UTC [124] STATEMENT:  select * from x',
        '\twhere a = 1',
      ),
      {
        format: { patterns: ['{time} [{pid}] {severity}: {message}', '{time} {message}'] },
        seen: { beginnings: 3, furtherLines: 1, hasZones: true },
      },
    ],
    [
      'Laravel, with a trace',
      lines(
        '[2026-11-22 10:15:00] production.ERROR: Division by zero {"exception":"x"}',
        '[stacktrace]',
        '#0 /a/b.php(1): f()',
        '"} ',
        '[2026-11-22 10:15:01] production.INFO: ok',
        '[2026-11-22 10:15:02] production.INFO: ok',
      ),
      { certainty: 'certain', seen: { furtherLines: 3, severities: 3 } },
    ],
    [
      'Redis, whose signs are no severities',
      lines(
        '123:M 22 Nov 2026 10:15:00.123 * Ready to accept connections',
        '123:M 22 Nov 2026 10:15:01.123 # Warning',
        '123:M 22 Nov 2026 10:15:02.123 - x',
      ),
      { format: { patterns: ['{pid}:{role} {time} {level} {message}'] }, certainty: 'certain' },
    ],
    [
      "Debian's alternatives.log",
      lines(
        'update-alternatives 2026-06-24 14:36:25: run with --install',
        'update-alternatives 2026-06-24 14:36:26: link group x',
        'update-alternatives 2026-06-24 14:36:27: status',
      ),
      { format: { patterns: ['{identifier} {time}: {message}'] }, certainty: 'certain' },
    ],
    [
      "dpkg's log, which knows no severities",
      lines(
        '2026-11-22 10:15:00 status installed a',
        '2026-11-22 10:15:01 configure b',
        '2026-11-22 10:15:02 remove c',
      ),
      { format: { patterns: ['{time} {message}'] }, certainty: 'certain', seen: { severities: 0 } },
    ],
  ])('is found for %s', (_, sample, expected) => {
    expect(detectTextLog(sample)).toMatchObject(expected);
  });

  it('is recognised when the newest entry comes first', () => {
    const found = detectTextLog(
      lines('2026-11-22 10:15:03 c', '2026-11-22 10:15:02 b', '2026-11-22 10:15:01 a'),
    );
    expect(found?.order).toBe('newest-first');
    expect(found?.findings).toContain('The newest entry comes first.');
  });

  it('is recognised when the newest entry comes first and the year has just begun', () => {
    const found = detectTextLog(
      lines('Jan  1 00:00:02 h a: c', 'Jan  1 00:00:01 h a: b', 'Dec 31 23:59:59 h a: a'),
    );
    expect(found?.order).toBe('newest-first');
    const other = detectTextLog(
      lines('Dec 31 23:59:58 h a: c', 'Dec 31 23:59:59 h a: b', 'Jan  1 00:00:01 h a: a'),
    );
    expect(other?.order).toBe('oldest-first');
  });

  it('is unsure when few lines fit, and says which do not', () => {
    const found = detectTextLog(lines('# a heading', 'more of it', 'and more', '2026-11-22 10:15:01 a'));
    expect(found).toMatchObject({ certainty: 'unsure', seen: { beginnings: 1, strangeLines: 3 } });
    expect(found?.findings).toContain(
      '3 lines begin none and do not look as if they continued one; the first is line 1: # a heading',
    );
  });

  it('is never certain of one line', () => {
    expect(detectTextLog(lines('2026-11-22 10:15:01 ERROR a'))?.certainty).toBe('likely');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['blank lines', Buffer.from('\n\r\n \n')],
    ['prose', lines('It was a dark night.', 'Nothing: happened.')],
    ['bytes', Buffer.from([0, 255, 254, 10, 0, 1, 2, 10])],
  ])('is none for %s', (_, sample) => {
    expect(detectTextLog(sample)).toBeUndefined();
  });

  it('is found in a sample that is cut within a line', () => {
    const sample = lines(
      '2026-11-22 10:15:01 ERROR a',
      '2026-11-22 10:15:02 WARN b',
      '2026-11-22 10:15:03 INFO c',
    );
    for (let size = 60; size < sample.length; size += 1) {
      expect(detectTextLog(sample.subarray(0, size))?.seen.strangeLines).toBe(0);
    }
  });

  it('comes with other formats that fit', () => {
    const found = detectTextLog(fixture('rsyslog-highprecision.log').subarray(0, 4096));
    expect(found?.alternatives).toContainEqual({
      format: { name: 'pattern', patterns: ['{time} {message}'], knownSeveritiesOnly: true },
      score: 1,
    });
  });
});
