import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NamedTextLogFormat } from '../../../listener/text-log/text-log-format.ts';
import { readTextLog, type LogReading, type ReadLogEntry } from '../../../../../test/core/text-log-lab.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../test/fixtures/syslog/${name}`, import.meta.url));

function readOne(name: NamedTextLogFormat, line: string | Buffer, reading: LogReading = {}): ReadLogEntry {
  const { entries, rejections } = readTextLog(line, { name }, reading);
  expect(rejections).toEqual([]);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new Error(`read ${String(entries.length)} entries`);
  return entry;
}

describe('recorded files of rsyslog', () => {
  it('in the three formats give the same entries', () => {
    const traditional = readTextLog(fixture('rsyslog-traditional.log'), { name: 'rfc3164' });
    const precise = readTextLog(fixture('rsyslog-highprecision.log'), { name: 'rsyslog' });
    const protocol = readTextLog(fixture('rsyslog-rfc5424.log'), { name: 'rfc5424' });
    expect([traditional, precise, protocol].map(({ rejections }) => rejections)).toEqual([[], [], []]);
    expect(traditional.entries.length).toBe(502);
    expect(precise.entries.length).toBe(1320);
    expect(protocol.entries.length).toBe(502);
    for (const [index, { time, host, identifier, message }] of traditional.entries.entries()) {
      const other = protocol.entries[index];
      if (other === undefined) throw new Error(`there is no entry ${String(index)}`);
      // A tag without a colon cannot be told from a message in the traditional format.
      const isTagged = identifier !== '' || other.identifier === '';
      expect({ time, host, identifier, message: bytesOf(message) }).toEqual({
        time: `${other.time.slice(0, 19)}.000000Z`,
        host: other.host,
        identifier: isTagged ? other.identifier : '',
        // The template of RFC 5424 puts a blank before the message.
        message: isTagged
          ? bytesOf(other.message).subarray(1)
          : Buffer.concat([Buffer.from(other.identifier), bytesOf(other.message)]),
      });
    }
  });

  it('keep bytes that are no UTF-8 byte for byte', () => {
    const { entries } = readTextLog(fixture('rsyslog-highprecision.log'), { name: 'rsyslog' });
    const binary = entries.filter(({ message }) => Buffer.isBuffer(message));
    expect(binary.length).toBeGreaterThan(0);
    const whole = fixture('rsyslog-highprecision.log');
    for (const { message } of binary) expect(whole.includes(message as Buffer)).toBe(true);
  });

  it.each([1, 7, 4096])('give the same in chunks of %i bytes', (chunkBytes) => {
    const text = fixture('rsyslog-rfc5424.log').subarray(0, 20_000);
    const whole = readTextLog(text, { name: 'rfc5424' });
    expect(readTextLog(text, { name: 'rfc5424' }, { chunkBytes })).toEqual(whole);
  });
});

function bytesOf(message: string | Buffer | null): Buffer {
  return typeof message === 'string' ? Buffer.from(message) : (message ?? Buffer.alloc(0));
}

describe('RFC 3164', () => {
  it("reads the RFC's own examples, the one without any heading as the further line of the one before", () => {
    const { entries, rejections } = readTextLog(fixture('rfc3164-examples.log'), { name: 'rfc3164' });
    expect(rejections).toEqual([]);
    expect(entries).toMatchObject([
      {
        time: '2026-10-11T22:14:15.000000Z',
        severity: 2,
        rawSeverity: null,
        host: 'mymachine',
        identifier: 'su',
        message: "'su root' failed for lonvick on /dev/pts/8\nUse the BFG!",
        fields: { SYSLOG_FACILITY: '4', TIME_ASSUMED: 'year, zone UTC' },
      },
      {
        time: '1987-08-24T05:34:00.000000Z',
        severity: 5,
        host: 'mymachine',
        identifier: 'myproc',
        pid: 10,
        fields: { SYSLOG_TIMESTAMP: 'Aug 24 05:34:00 CST 1987', TIME_ASSUMED: 'zone UTC' },
      },
      {
        severity: 0,
        message: "1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]: That's All Folks!",
        fields: { SYSLOG_FACILITY: '0', TIME_ASSUMED: 'entry before' },
      },
    ]);
  });

  it.each([
    ['Nov  2 09:34:25 web su: hi', { host: 'web', identifier: 'su', message: 'hi' }],
    ['Nov 2 09:34:25 web su: hi', { time: '2026-11-02T09:34:25.000000Z', message: 'hi' }],
    ['Nov  2 09:34:25 kernel: hi', { host: '', identifier: 'kernel', message: 'hi' }],
    ['Nov  2 09:34:25 web su[12]:', { host: 'web', identifier: 'su', pid: 12, message: '' }],
    ['Nov  2 09:34:25 web no tag here', { host: 'web', identifier: '', message: 'no tag here' }],
    ['Nov  2 09:34:25 web postfix/smtpd[1]: x: y', { identifier: 'postfix/smtpd', pid: 1, message: 'x: y' }],
    ['Nov  2 09:34:25 web (systemd): x', { identifier: '(systemd)', message: 'x' }],
    ['Nov  2 09:34:25', { host: '', message: '' }],
    ['Nov  2 09:34:25.123456 web a: x', { time: '2026-11-02T09:34:25.123456Z' }],
    [
      'Nov  2 2024 09:34:25 fw : %ASA-6-302013: x',
      { time: '2024-11-02T09:34:25.000000Z', host: 'fw', message: '%ASA-6-302013: x' },
    ],
    ['Nov  2 09:34:25 +0100 2025 fw a: x', { time: '2025-11-02T08:34:25.000000Z', host: 'fw' }],
    [
      '<13>no heading at all',
      { severity: 5, message: 'no heading at all', time: '2026-11-22T12:00:00.000000Z' },
    ],
    ['<191>Nov  2 09:34:25 h t: x', { severity: 7, fields: { SYSLOG_FACILITY: '23' } }],
    ['Nov  2 09:34:25 h t[ab]: x', { pid: null, fields: { PID: 'ab' } }],
    [
      'Nov  2 09:34:25 h --- last message repeated 2 times ---',
      { message: '--- last message repeated 2 times ---' },
    ],
  ])('reads %j', (line, expected) => {
    expect(readOne('rfc3164', line)).toMatchObject(expected);
  });

  it.each(['<192>Nov  2 09:34:25 h t: x', 'Nov 31 09:34:25 h t: x', 'Nov  2 24:34:25 h t: x', 'no time'])(
    'takes %j for no beginning of an entry',
    (line) => {
      const { entries, rejections } = readTextLog(line, { name: 'rfc3164' });
      expect(entries).toEqual([]);
      expect(rejections).toMatchObject([
        { reason: 'no line before it begins an entry', bytes: Buffer.from(line) },
      ]);
    },
  );

  it('says nothing of the severity where the file does not', () => {
    expect(readOne('rfc3164', 'Nov  2 09:34:25 web su: error!')).toMatchObject({
      severity: 6,
      rawSeverity: '',
    });
  });
});

describe('RFC 5424', () => {
  it("reads the RFC's own examples", () => {
    const { entries, rejections } = readTextLog(fixture('rfc5424-examples.log'), { name: 'rfc5424' });
    expect(rejections).toEqual([]);
    expect(entries).toMatchObject([
      {
        time: '2003-10-11T22:14:15.003000Z',
        severity: 2,
        host: 'mymachine.example.com',
        identifier: 'su',
        message: "'su root' failed for lonvick on /dev/pts/8",
        fields: { SYSLOG_MSGID: 'ID47', SYSLOG_FACILITY: '4' },
      },
      { time: '2003-08-24T12:14:15.000003Z', host: '192.0.2.1', identifier: 'myproc', pid: 8710 },
      {
        message: 'An application event log entry...',
        fields: {
          'exampleSDID@32473.iut': '3',
          'exampleSDID@32473.eventSource': 'Application',
          'exampleSDID@32473.eventID': '1011',
        },
      },
      { message: null, fields: { 'exampleSDID@32473.iut': '3', 'examplePriority@32473.class': 'high' } },
    ]);
  });

  it.each([
    ['1 2026-11-22T10:00:00Z h a - - - x', { host: 'h', identifier: 'a', pid: null, rawSeverity: '' }],
    ['<30>1 - - - - - -', { host: '', identifier: '', message: null, severity: 6 }],
    ['<30>1 - h a - - -  x', { message: ' x', fields: { TIME_ASSUMED: 'file' } }],
    [
      String.raw`<30>1 - h a - - [x y="a\"b\\c\]d\e"] m`,
      { fields: { 'x.y': String.raw`a"b\c]d\e` }, message: 'm' },
    ],
    ['<30>1 - h a - - [x][y z=""] m', { fields: { x: '', 'y.z': '' } }],
    [
      '<30>1 2026-11-22T10:00:00.1234567Z h a - - - m',
      { fields: { SYSLOG_TIMESTAMP: '2026-11-22T10:00:00.1234567Z' } },
    ],
    ['<30>1 - h a x99 - - m', { pid: null, fields: { PID: 'x99' } }],
  ])('reads %j', (line, expected) => {
    expect(readOne('rfc5424', line)).toMatchObject(expected);
  });

  it('takes the mark of UTF-8 away from a message that is none, too', () => {
    const line = Buffer.concat([Buffer.from('<30>1 - h a - - - \uFEFFx'), Buffer.from([0xff])]);
    expect(readOne('rfc5424', line).message).toEqual(Buffer.from([0x78, 0xff]));
  });

  it.each([
    ['<30>Nov  2 09:34:25 h a: x', 'behind its <PRI> there is no version 1 of RFC 5424'],
    ['<30>1 yesterday h a - - - x', 'it has no time as RFC 5424 writes it'],
    ['<30>1 - h a', 'a part of the heading of RFC 5424 is missing'],
    ['<30>1 - h a - - x', 'its structured data is none as RFC 5424 writes it'],
    ['<30>1 - h a - - [x y="a] m', 'its structured data is none as RFC 5424 writes it'],
    ['<30>1 - h a - - -x', 'something follows its structured data'],
  ])('puts %j into quarantine, and says why', (line, reason) => {
    const { entries, rejections } = readTextLog(`${line}\n<30>1 - h a - - - good\n`, { name: 'rfc5424' });
    expect(entries).toMatchObject([{ message: 'good' }]);
    expect(rejections).toMatchObject([{ reason, bytes: Buffer.from(`${line}\n`) }]);
  });
});
