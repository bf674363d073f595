import { describe, expect, it } from 'vitest';
import type { TextOptions, TimeOptions } from '#contract/export-format.ts';
import { DEFAULT_EXPORT_COLUMNS, EXPORT_COLUMNS, TEXT_PRESETS } from '#contract/export-format.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import type { ExportEntry } from '../export-entry.ts';
import { csvFormat } from './csv-format.ts';

function csv(
  entries: readonly ExportEntry[],
  columns: readonly string[],
  text: Partial<TextOptions> = {},
  times: Partial<TimeOptions> = {},
): Buffer {
  return encodeEntries(csvFormat, formatOptions(columns, { text, times }), entries);
}

describe('csvFormat', () => {
  it('writes the default columns with CRLF and quotes only where needed', () => {
    const entries = [
      sampleEntry(),
      sampleEntry({ message: 'say "hi", twice', rawSeverity: '', pid: null, unit: '' }),
      sampleEntry({ message: null, severity: 0, timeUnixUs: 5 }),
    ];
    expect(csv(entries, DEFAULT_EXPORT_COLUMNS).toString()).toBe(
      [
        'time,severity,raw_severity,host,unit,identifier,pid,message',
        '2026-11-22T09:25:01.123456Z,error,,web-1,ssh.service,sshd,812,Connection closed',
        '2026-11-22T09:25:01.123456Z,error,,web-1,,sshd,,"say ""hi"", twice"',
        '1970-01-01T00:00:00.000005Z,emergency,,web-1,ssh.service,sshd,812,',
        '',
      ].join('\r\n'),
    );
  });

  it('has every column of the contract', () => {
    const [header, row] = csv([sampleEntry({ id: 7, rawSeverity: 'loud' })], EXPORT_COLUMNS)
      .toString()
      .split('\r\n');
    expect(header).toBe(EXPORT_COLUMNS.join(','));
    expect(row).toBe(
      '7,2026-11-22T09:25:01.123456Z,error,loud,web-1,ssh.service,sshd,812,Connection closed,journal,s=abc;i=7,' +
        '2026-11-22T09:25:01.200000Z,1795339501123456',
    );
  });

  it('neutralises formulas in what the log says, and leaves its own numbers alone', () => {
    const entry = sampleEntry({ message: '=cmd|"/c calc"!A1', unit: '-.mount', pid: -5 });
    expect(csv([entry], ['pid', 'unit', 'message']).toString()).toBe(
      'pid,unit,message\r\n-5,\'-.mount,"\'=cmd|""/c calc""!A1"\r\n',
    );
    expect(csv([entry], ['unit', '=1+1']).toString()).toContain("unit,'=1+1\r\n");
    const raw = csv([entry], ['pid', 'unit'], { neutralisesFormulas: false });
    expect(raw.toString()).toBe('pid,unit\r\n-5,-.mount\r\n');
  });

  it('writes several values of a field as lines of one cell, also when some are binary', () => {
    const entry = sampleEntry({ fields: { A: ['one', 'two'], B: ['ß', Buffer.from([0xff])], C: [] } });
    expect(csv([entry], ['A', 'B', 'C'])).toEqual(
      Buffer.concat([Buffer.from('A,B,C\r\n"one\ntwo","ß\n'), Buffer.from([0xff]), Buffer.from('",\r\n')]),
    );
  });

  it.each([
    ['unit', sampleEntry({ unit: '' })],
    ['pid', sampleEntry({ pid: null })],
    ['message', sampleEntry({ message: null })],
    ['X', sampleEntry()],
  ])('makes a row of a single empty cell visible (%s)', (column, entry) => {
    expect(csv([entry], [column]).toString()).toBe(`${column}\r\n""\r\n`);
  });

  it.each([
    [',', 'unit,message,X\r\n"a,b",c;d\te|f,"""g"""\r\n'],
    [';', 'unit;message;X\r\na,b;"c;d\te|f";"""g"""\r\n'],
    ['\t', 'unit\tmessage\tX\r\na,b\t"c;d\te|f"\t"""g"""\r\n'],
    ['|', 'unit|message|X\r\na,b|"c;d\te|f"|"""g"""\r\n'],
  ] as const)('quotes what the delimiter %j asks for and nothing else', (delimiter, file) => {
    const entry = sampleEntry({ unit: 'a,b', message: 'c;d\te|f', fields: { X: ['"g"'] } });
    expect(csv([entry], ['unit', 'message', 'X'], { delimiter }).toString()).toBe(file);
  });

  it('quotes a heading as it quotes any other cell', () => {
    expect(csv([], ['A;B', 'C,D', 'E"F'], { delimiter: ';' }).toString()).toBe('"A;B";C,D;"E""F"\r\n');
  });

  it('begins with a byte order mark, ends lines with LF and has no header when asked to', () => {
    const entries = [sampleEntry({ message: 'one' }), sampleEntry({ message: 'two\r\nlines' })];
    const file = csv(entries, ['pid', 'message'], {
      hasByteOrderMark: true,
      lineEnd: 'lf',
      hasHeader: false,
    });
    expect(file.toString()).toBe('\ufeff812,one\n812,"two\r\nlines"\n');
    expect(csv([], ['pid'], { hasByteOrderMark: true }).toString()).toBe('\ufeffpid\r\n');
    expect(csv([], ['pid'], { hasHeader: false })).toHaveLength(0);
  });

  it('keeps a value at the beginning of the file from being read as a byte order mark', () => {
    const entry = sampleEntry({ message: '\ufefftext', unit: '\ufeffunit' });
    const choices = { hasHeader: false, neutralisesFormulas: false };
    expect(csv([entry], ['message', 'unit'], choices).toString()).toBe('"\ufefftext",\ufeffunit\r\n');
    expect(csv([], ['\ufeffX']).toString()).toBe('"\ufeffX"\r\n');
  });

  it.each([
    [{}, '2026-11-22T09:25:01.123456Z,2026-11-22T09:25:01.200000Z'],
    [{ zone: 'Europe/Berlin' }, '2026-11-22T10:25:01.123456+01:00,2026-11-22T10:25:01.200000+01:00'],
    [{ zone: 'Asia/Kathmandu' }, '2026-11-22T15:10:01.123456+05:45,2026-11-22T15:10:01.200000+05:45'],
    [{ format: 'spreadsheet' }, '2026-11-22 09:25:01.123,2026-11-22 09:25:01.200'],
    [{ format: 'spreadsheet', zone: 'Europe/Berlin' }, '2026-11-22 10:25:01.123,2026-11-22 10:25:01.200'],
    [{ format: 'unix', zone: 'Europe/Berlin' }, '1795339501.123456,1795339501.200000'],
  ] as const)('writes times as asked (%j)', (times, row) => {
    expect(csv([sampleEntry()], ['time', 'received_time'], {}, times).toString()).toBe(
      `time,received_time\r\n${row}\r\n`,
    );
  });

  it('refuses a time zone that there is not', () => {
    const options = formatOptions(['time'], { times: { zone: 'Mars/Olympus' } });
    expect(() => csvFormat.createEncoder(options)).toThrow(
      expect.objectContaining({ code: 'request.invalid' }) as Error,
    );
  });

  it('writes values as they are, however often they come and however long they are', () => {
    const units = ['a', 'a', 'b,c', 'a', 'x'.repeat(500), 'b,c', 'x'.repeat(500), '=1', '', '=1'];
    const rows = csv(
      units.map((unit, index) => sampleEntry({ unit, pid: index % 3 })),
      ['unit', 'pid'],
    );
    const written = units.map((unit) => (unit === 'b,c' ? '"b,c"' : unit === '=1' ? "'=1" : unit));
    expect(rows.toString()).toBe(
      ['unit,pid', ...written.map((unit, index) => `${unit},${String(index % 3)}`), ''].join('\r\n'),
    );
  });

  it('says in its media type whether there is a header', () => {
    expect(csvFormat.contentType(formatOptions(['pid']))).toBe('text/csv; charset=utf-8; header=present');
    expect(csvFormat.contentType(formatOptions(['pid'], { text: { hasHeader: false } }))).toBe(
      'text/csv; charset=utf-8; header=absent',
    );
  });

  it('gives spreadsheets and programs what their presets promise', () => {
    const entry = sampleEntry({ message: '=1' });
    const files = Object.values(TEXT_PRESETS).map(({ text, timeFormat }) =>
      csv([entry], ['time', 'message'], text, { format: timeFormat }).toString(),
    );
    expect(files).toEqual([
      "\ufefftime,message\r\n2026-11-22 09:25:01.123,'=1\r\n",
      'time,message\n2026-11-22T09:25:01.123456Z,=1\n',
    ]);
  });
});
