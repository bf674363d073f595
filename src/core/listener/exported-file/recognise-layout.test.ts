import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { HEAD_BYTES, recogniseLayout, type RecognisedContent } from './recognise-layout.ts';

function recognised(text: string | Buffer): RecognisedContent {
  return recogniseLayout('/x/file', Buffer.from(text));
}

/** The message of the refusal, and what to do. */
function refusal(content: string | Buffer): string {
  try {
    recognised(content);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('file.unknown-format');
    return `${error.message} ${error.remedy ?? ''}`;
  }
  throw new Error('it was recognised');
}

const ROW = '2026-11-22T09:25:01.123456Z';

describe('CSV', () => {
  it.each([',', ';', '\t', '|'])('is recognised by a heading with the delimiter %j', (delimiter) => {
    const content = `time${delimiter}message\r\n${ROW}${delimiter}"a${delimiter}\n""b"""\r\n`;
    const { layout, headingBytes } = recognised(content);
    expect(layout).toEqual({ format: 'csv', delimiter, columns: ['time', 'message'], isGuarded: true });
    expect(headingBytes).toBe('time,message\r\n'.length);
  });

  it('may have a byte order mark, quoted names and names with line ends', () => {
    const { layout, headingBytes } = recognised('\ufeff"time","a\nb",message\nx,y,z\n');
    expect(layout).toMatchObject({ format: 'csv', columns: ['time', 'a\nb', 'message'] });
    expect(headingBytes).toBe(3 + '"time","a\nb",message\n'.length);
  });

  it('may have no rows, and then no line end', () => {
    expect(recognised('time_unix_us,message\r\n')).toMatchObject({
      layout: { format: 'csv' },
      headingBytes: 22,
    });
    expect(recognised('time_unix_us,message')).toMatchObject({ layout: { format: 'csv' }, headingBytes: 20 });
  });

  it('was not guarded against formulas where one stands in it', () => {
    const withMessage = (message: string) => recognised(`time,message\n${ROW},${message}\n`).layout;
    expect(withMessage('plain')).toMatchObject({ isGuarded: true });
    expect(withMessage("'=1")).toMatchObject({ isGuarded: true });
    expect(withMessage('-bash')).toMatchObject({ isGuarded: false });
    expect(withMessage('"\t=1"')).toMatchObject({ isGuarded: false });
    expect(recognised(`time,pid,id,message\n${ROW},-5,-7,x\n`).layout).toMatchObject({ isGuarded: true });
  });

  it('has names that were guarded themselves', () => {
    expect(recognised(`time,message,'=1\n${ROW},a,b\n`).layout).toMatchObject({
      columns: ['time', 'message', '=1'],
    });
    expect(recognised(`time,message,'=1\n${ROW},=2,b\n`).layout).toMatchObject({
      columns: ['time', 'message', "'=1"],
    });
  });
});

describe('TSV', () => {
  it('is recognised between tabs', () => {
    const { layout } = recognised(`time\tmessage\n${ROW}\ta\\nb "c" \\\\d\n`);
    expect(layout).toEqual({ format: 'tsv', columns: ['time', 'message'], isGuarded: true });
  });

  it.each([
    ['a quoted tab', `${ROW}\t"a\tb"`],
    ['a quoted line end', `${ROW}\t"a\nb"`],
    ['doubled quotes', `${ROW}\t"say ""hi"""`],
    ['a backslash that means nothing', `${ROW}\tC:\\data`],
  ])('is told from CSV by %s', (_, row) => {
    expect(recognised(`time\tmessage\n${row}\n${ROW}\tplain\n`).layout).toMatchObject({
      format: 'csv',
      delimiter: '\t',
    });
  });

  it.each([
    ['a row that is cut short', `${ROW}\ta\n2026`],
    ['a cell with a quote and no second one', `${ROW}\t"a\n${ROW}\tb`],
    ['nothing but plain cells', `${ROW}\ta`],
  ])('is still TSV with %s', (_, rows) => {
    expect(recognised(`time\tmessage\n${rows}`).layout).toMatchObject({ format: 'tsv' });
  });
});

describe('JSON Lines', () => {
  it('is recognised by an object with a time and a message', () => {
    for (const row of [`{"time":"${ROW}","message":null}`, '{"time_unix_us":1,"message":"x","extra":[1]}']) {
      expect(recognised(`${row}\n`).layout).toEqual({ format: 'jsonl' });
      expect(recognised(`\ufeff\n${row}`).headingBytes).toBe(3);
    }
  });

  it('is recognised when its first row is damaged, or larger than what is looked at', () => {
    expect(recognised(`{"time":\n{"time":"${ROW}","message":"x"}\n`).layout).toEqual({ format: 'jsonl' });
    const large = Buffer.from(`{"message":"${'x'.repeat(2 * HEAD_BYTES)}`).subarray(0, HEAD_BYTES);
    expect(recognised(large).layout).toEqual({ format: 'jsonl' });
  });

  it('without a byte is an export without entries', () => {
    expect(recognised('').layout).toEqual({ format: 'jsonl' });
  });
});

it('journald’s export format is recognised by the cursor that every entry begins with', () => {
  expect(recognised('__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=5\n\n').layout).toEqual({ format: 'journal' });
  expect(recognised('\n\n__CURSOR=s=1\n').layout).toEqual({ format: 'journal' });
});

describe('a time without a zone', () => {
  it('is noticed where nothing else tells the time', () => {
    const clock = '2026-11-22 10:25:01.123';
    expect(recognised(`time,message\n${clock},x\n`).hasZonelessTimes).toBe(true);
    expect(recognised(`time,message\n${ROW},x\n`).hasZonelessTimes).toBe(false);
    expect(recognised(`time,time_unix_us,message\n${clock},5,x\n`).hasZonelessTimes).toBe(false);
    expect(recognised(`{"time":"${clock}","message":""}\n`).hasZonelessTimes).toBe(true);
    expect(recognised(`{"time":"${clock}","time_unix_us":5,"message":""}\n`).hasZonelessTimes).toBe(false);
  });
});

describe('what is no export', () => {
  it('is refused with what is missing and what is expected', () => {
    expect(refusal('Nov 22 10:25:01 web sshd: hello\n')).toMatch(
      /^\/x\/file has no heading .* no column "time" or "time_unix_us" and no column "message"\. .*CSV, TSV, JSON Lines, Parquet/,
    );
    expect(refusal('time,severity\n1,error\n')).toMatch(/there is no column "message"\./);
    expect(refusal(`${ROW},error,hello\r\n`)).toContain('no heading');
    expect(refusal('{"time":"x"}\n')).toContain('has rows without "message"');
    expect(refusal('{"unclosed\n')).toContain('no line that is a JSON object');
    expect(refusal('[{"time":"x","message":"y"}]\n')).toContain('no heading');
  });

  it.each([
    ['binary data', Buffer.alloc(2000, 0)],
    ['an executable', Buffer.concat([Buffer.from('\x7fELF\x02\x01'), Buffer.alloc(HEAD_BYTES, 1)])],
    ['one endless line', Buffer.alloc(HEAD_BYTES, 'a')],
  ])('is refused: %s', (_, content) => {
    expect(refusal(content)).toContain('is no export that Hydrant knows');
  });

  it('is refused with advice where it is UTF-16', () => {
    expect(refusal(Buffer.from('\ufefftime,message\n', 'utf16le'))).toContain('Save it as UTF-8');
    expect(refusal(Buffer.from([0xfe, 0xff, 0, 0x74]))).toContain('Save it as UTF-8');
  });
});
