import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { comparableFields } from '../../../../test/core/comparable-fields.ts';
import { cursorOf, entryText, fieldsOfEntry } from '../../../../test/core/journal-text.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { throughStore } from '../../../../test/core/through-store.ts';
import type { ExportField } from '../../../../test/journal/export-encoding.ts';
import { encodeExportEntry } from '../../../../test/journal/export-encoding.ts';

describe('hard cases', () => {
  const bytes = (...values: number[]) => Buffer.from(values);
  const cases: [string, ExportField[]][] = [
    ['bytes that are not UTF-8', [['MESSAGE', Buffer.from([0x63, 0xe9, 0xff, 0xfe, 0x20])]]],
    ['a terminal escape', [['MESSAGE', '\u001b[31mred\u001b[0m']]],
    ['a carriage return', [['MESSAGE', 'one\rtwo\r\nthree']]],
    ['a NUL', [['MESSAGE', 'before\0after']]],
    ['a line feed at the end', [['MESSAGE', 'text\n']]],
    ['a blank line and what looks like an entry', [['MESSAGE', `a\n\n__CURSOR=${cursorOf(77)}\n\n`]]],
    ['a replacement character that was sent', [['MESSAGE', 'a\ufffdb']]],
    ['a replacement character among invalid bytes', [['MESSAGE', Buffer.from('\ufffdb\xff', 'latin1')]]],
    ['a byte order mark', [['MESSAGE', '\ufeffmarked']]],
    ['an equals sign in a value', [['MESSAGE', 'a=b=c']]],
    ['an empty message', [['MESSAGE', '']]],
    ['an empty message in the binary form', [['MESSAGE', Buffer.alloc(0)]]],
    ['no message', [['PRIORITY', '6']]],
    [
      'two messages',
      [
        ['MESSAGE', 'one'],
        ['MESSAGE', 'two'],
      ],
    ],
    [
      'one field twice',
      [
        ['FOO', 'b'],
        ['FOO', 'a'],
        ['FOO', 'b'],
      ],
    ],
    [
      'a unit twice',
      [
        ['_SYSTEMD_UNIT', 'b.service'],
        ['_SYSTEMD_UNIT', 'a.service'],
      ],
    ],
    ['a field name of 64 characters', [['A'.repeat(64), 'long']]],
    [
      'a binary unit',
      [
        ['_SYSTEMD_UNIT', bytes(0x66, 0xff, 0x0a, 0x0a)],
        ['MESSAGE', 'x'],
      ],
    ],
    [
      'pids that are no numbers',
      [
        ['_PID', '007'],
        ['SYSLOG_PID', ''],
        ['_PID', '-1'],
      ],
    ],
    [
      'a pid and the same of syslog',
      [
        ['_PID', '42'],
        ['SYSLOG_PID', '42'],
      ],
    ],
    [
      'a pid and another of syslog',
      [
        ['SYSLOG_PID', '41'],
        ['_PID', '42'],
      ],
    ],
    ['only a pid of syslog', [['SYSLOG_PID', '41']]],
    [
      'a pid of syslog twice',
      [
        ['SYSLOG_PID', '41'],
        ['SYSLOG_PID', '41'],
        ['_PID', '1'],
      ],
    ],
    ['a pid that no system has', [['_PID', '99999999999999999999']]],
    [
      'a source time before and after',
      [
        ['_SOURCE_REALTIME_TIMESTAMP', '1'],
        ['MESSAGE', 'x'],
      ],
    ],
    ['a source time far in the future', [['_SOURCE_REALTIME_TIMESTAMP', '9007199254740991']]],
    ['a source time that is no number', [['_SOURCE_REALTIME_TIMESTAMP', '0x1']]],
    [
      'a sequence number that differs',
      [
        ['__SEQNUM', '5000'],
        ['__SEQNUM_ID', 'f'.repeat(32)],
      ],
    ],
    ['a message of 64 KiB', [['MESSAGE', 'm'.repeat(64 * 1024)]]],
    ['a message of 2 MiB', [['MESSAGE', 'häß'.repeat(2 ** 19)]]],
    ['binary data of 2 MiB', [['COREDUMP', Buffer.alloc(2 ** 21, '\n\0=\xff', 'latin1')]]],
    ['300 fields', Array.from({ length: 300 }, (_, index) => [`F${index}`, `value ${index}`])],
  ];

  it.each(cases)('%s survives storage byte for byte', (_, fields) => {
    const expected = comparableFields(fieldsOfEntry(5, ...fields));
    const text = Buffer.concat([entryText(4), entryText(5, ...fields), entryText(6)]);
    const stored = throughStore(text);
    expect(stored.length).toBe(3);
    expect(stored[1]).toEqual(expected);
  });

  it('a cursor that says another time than the entry is kept to the letter', () => {
    const fields = fieldsOfEntry(5, ['MESSAGE', 'x']).map(([name, value]): ExportField =>
      name === '__REALTIME_TIMESTAMP' ? [name, '1795338005000001'] : [name, value],
    );
    expect(throughStore(encodeExportEntry(fields))).toEqual([comparableFields(fields)]);
  });

  it('a cursor of an unknown shape is kept to the letter', () => {
    const fields: ExportField[] = [
      ['__CURSOR', Buffer.from('another;shape=\xe9', 'latin1')],
      ['__REALTIME_TIMESTAMP', '1795338005000001'],
      ['__SEQNUM', '12'],
      ['MESSAGE', 'x'],
    ];
    expect(throughStore(encodeExportEntry(fields))).toEqual([comparableFields(fields)]);
  });

  it('several values of one name keep their order', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(
      entryText(
        1,
        ['MESSAGE', 'z'],
        ['FOO', '3'],
        ['PRIORITY', '6'],
        ['MESSAGE', 'a'],
        ['FOO', '1'],
        ['PRIORITY', '2'],
        ['FOO', '2'],
        ['PRIORITY', '4'],
      ),
    );
    const fields = lab.entries()[0]?.fields ?? [];
    const values = (wanted: string) =>
      fields.filter(({ name }) => name === wanted).map((field) => field.bytes.toString('utf8'));
    expect(values('MESSAGE')).toEqual(['z', 'a']);
    expect(values('FOO')).toEqual(['3', '1', '2']);
    expect(values('PRIORITY')).toEqual(['6', '2', '4']);
  });

  it.each<[string, ExportField[], number, string | null]>([
    ['a plain level', [['PRIORITY', '3']], 3, null],
    ['no level', [['MESSAGE', 'x']], 6, ''],
    ['an empty level', [['PRIORITY', '']], 6, ''],
    ['a word', [['PRIORITY', 'high']], 6, 'high'],
    ['a level above 7', [['PRIORITY', '8']], 6, '8'],
    ['a level of two digits', [['PRIORITY', '03']], 6, '03'],
    ['a negative level', [['PRIORITY', '-1']], 6, '-1'],
    [
      'two levels',
      [
        ['PRIORITY', '6'],
        ['PRIORITY', '3'],
      ],
      3,
      '6,3',
    ],
    [
      'a level and a word',
      [
        ['PRIORITY', '3'],
        ['PRIORITY', 'x'],
      ],
      6,
      '3,x',
    ],
    [
      'the same level twice',
      [
        ['PRIORITY', '4'],
        ['PRIORITY', '4'],
      ],
      4,
      '4,4',
    ],
    ['a very long level', [['PRIORITY', '1'.repeat(1000)]], 6, `${'1'.repeat(64)}…`],
  ])('%s is judged without inventing anything', (_, fields, severity, rawSeverity) => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(entryText(1, ...fields));
    const [stored] = lab.entries();
    expect(stored?.entry.slice(2, 4)).toEqual([severity, rawSeverity]);
    expect(comparableFields(stored?.fields ?? [])).toEqual(comparableFields(fieldsOfEntry(1, ...fields)));
  });

  it('a message is kept as text exactly when its bytes are UTF-8', () => {
    using lab = new StoreLab(temporaryFolder());
    const messages = [Buffer.from('ok'), Buffer.from([0xff]), Buffer.from('\ufffd'), Buffer.from([0xc3])];
    lab.store(Buffer.concat(messages.map((message, index) => entryText(index + 1, ['MESSAGE', message]))));
    const kinds = lab.entries().map(({ entry }) => typeof entry[11] === 'string');
    expect(kinds).toEqual(messages.map((message) => isUtf8(message)));
  });
});
