import { describe, expect, it } from 'vitest';
import { readTextLog } from '../../../../../test/core/text-log-lab.ts';

const read = (text: string | Buffer) => readTextLog(text, { name: 'logfmt' });

describe('logfmt', () => {
  it.each([
    [
      String.raw`time="2026-11-22T09:25:01Z" level=warning msg="a \"b\"\n\u20ac" host=web pid=7 k=v e= flag q="x y"`,
      {
        time: '2026-11-22T09:25:01.000000Z',
        severity: 4,
        rawSeverity: null,
        message: 'a "b"\n\u20ac',
        host: 'web',
        pid: 7,
        fields: { k: 'v', e: '', flag: '', q: 'x y' },
      },
    ],
    [
      'ts=1795339501.5 lvl=eror logger=shop msg=x',
      { identifier: 'shop', fields: { lvl: 'eror' }, severity: 6, rawSeverity: '' },
    ],
    ['level=info msg="no time"', { time: '2026-11-22T12:00:00.000000Z', fields: { TIME_ASSUMED: 'file' } }],
    [
      'time=2026-11-22T09:25:01.123456789Z a=b=c',
      { fields: { a: 'b=c', time: '2026-11-22T09:25:01.123456789Z' } },
    ],
  ])('is read: %s', (line, expected) => {
    const { entries, rejections } = read(line);
    expect(rejections).toEqual([]);
    expect(entries).toMatchObject([expected]);
  });

  it.each([
    'a=b',
    'prose with level=info in it',
    ' level=info msg=x',
    'msg=x',
    'key "quoted" msg=x level=info',
    '="a"',
  ])('is not what %j is', (line) => {
    expect(read(line)).toMatchObject({ entries: [], rejections: [{ bytes: Buffer.from(line) }] });
  });

  it('whose quotes do not end goes to quarantine', () => {
    expect(read('level=info msg="x').rejections).toMatchObject([
      { reason: 'the quotes of its msg do not end' },
    ]);
  });

  it('with bytes that are no UTF-8 keeps them', () => {
    const line = Buffer.concat([
      Buffer.from('level=info msg="\\u00e9'),
      Buffer.from([0xff]),
      Buffer.from('\\xfe"'),
    ]);
    expect(read(line).entries[0]?.message).toEqual(Buffer.from([0xc3, 0xa9, 0xff, 0xfe]));
  });
});
