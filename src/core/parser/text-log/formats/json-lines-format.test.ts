import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTextLog, type ReadLogEntry } from '../../../../../test/core/text-log-lab.ts';
import { JsonScanner } from './json-scanner.ts';

function readOne(line: string | Buffer): ReadLogEntry {
  const { entries, rejections } = readTextLog(line, { name: 'json-lines' });
  expect(rejections).toEqual([]);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new Error(`read ${String(entries.length)} entries`);
  return entry;
}

describe('JSON Lines', () => {
  it.each([
    [
      'pino',
      '{"level":50,"time":1795339501123,"pid":41,"hostname":"web1","name":"shop","err":{"type":"E","code":7},"msg":"no \\u20ac"}',
      {
        time: '2026-11-22T09:25:01.123000Z',
        severity: 3,
        rawSeverity: '50',
        host: 'web1',
        identifier: 'shop',
        pid: 41,
        message: 'no \u20ac',
        fields: { 'err.type': 'E', 'err.code': '7' },
      },
    ],
    [
      'bunyan',
      '{"name":"a","hostname":"h","pid":1,"level":40,"msg":"m","time":"2026-11-22T09:25:01.123Z","v":0}',
      { severity: 4, rawSeverity: '40', time: '2026-11-22T09:25:01.123000Z', fields: { v: '0' } },
    ],
    [
      'zap',
      '{"level":"dpanic","ts":1795339501.1234567,"logger":"l","caller":"a/b.go:7","msg":"m","stacktrace":"x\\ny"}',
      {
        severity: 2,
        rawSeverity: 'dpanic',
        time: '2026-11-22T09:25:01.123456Z',
        identifier: 'l',
        fields: { ts: '1795339501.1234567', caller: 'a/b.go:7', stacktrace: 'x\ny' },
      },
    ],
    [
      'slog',
      '{"time":"2026-11-22T10:25:01.123456789+01:00","level":"ERROR+2","msg":"m","a":[1,2]}',
      {
        severity: 3,
        rawSeverity: 'ERROR+2',
        time: '2026-11-22T09:25:01.123456Z',
        fields: { time: '2026-11-22T10:25:01.123456789+01:00', a: ['1', '2'] },
      },
    ],
    [
      'logrus',
      '{"level":"warning","msg":"m","time":"2026-11-22T09:25:01Z"}',
      { severity: 4, rawSeverity: null },
    ],
    [
      'ECS',
      '{"@timestamp":"2026-11-22T09:25:01.123Z","log.level":"WARN","message":"m","host":{"hostname":"h"},"service":{"name":"shop"},"process":{"pid":9},"log":{"logger":"x"},"ecs":{"version":"8"}}',
      { severity: 4, rawSeverity: 'WARN', host: 'h', unit: 'shop', pid: 9, identifier: 'x', message: 'm' },
    ],
    [
      'OpenTelemetry',
      '{"timeUnixNano":"1795339501123456789","severityNumber":17,"severityText":"Error","body":{"stringValue":"m"},"attributes":[{"key":"http.method","value":{"stringValue":"GET"}},{"key":"n","value":{"intValue":"9007199254740993"}}],"traceId":"abc"}',
      {
        severity: 3,
        rawSeverity: null,
        time: '2026-11-22T09:25:01.123456Z',
        message: 'm',
        fields: {
          'attributes.http.method': 'GET',
          'attributes.n': '9007199254740993',
          severityNumber: '17',
          traceId: 'abc',
          timeUnixNano: '1795339501123456789',
        },
      },
    ],
    [
      'GELF',
      '{"timestamp":1795339501.25,"level":3,"short_message":"m","host":"h"}',
      { severity: 3, host: 'h', message: 'm' },
    ],
    [
      'MongoDB',
      '{"t":{"$date":"2026-11-22T09:25:01.123Z"},"s":"W","c":"NETWORK","msg":"m"}',
      { severity: 4, rawSeverity: 'W', fields: { c: 'NETWORK' } },
    ],
    [
      "Python's levelno",
      '{"asctime":"2026-11-22 09:25:01,123","levelno":30,"message":"m"}',
      { severity: 4, rawSeverity: '30' },
    ],
  ])('of %s give time, severity, message and fields', (_, line, expected) => {
    expect(readOne(line)).toMatchObject(expected);
  });

  it('keep numbers as they are written, and every value of a key that occurs twice', () => {
    const line =
      '{"time":1795339501,"msg":"m","id":123456789012345678901,"x":1.50,"y":1e3,"id":-0,"b":true,"n":null}';
    expect(readOne(line).fields).toMatchObject({
      id: ['123456789012345678901', '-0'],
      x: '1.50',
      y: '1e3',
      b: 'true',
    });
    expect(readOne(line).fields).not.toHaveProperty('n');
  });

  it('keep what has no role as fields: a time that is a duration, a level of water, an empty host', () => {
    const { fields, severity, rawSeverity } = readOne(
      '{"@timestamp":"2026-11-22T09:25:01Z","time":"3ms","level":"high","msg":"m","host":""}',
    );
    expect(fields).toMatchObject({ time: '3ms', level: 'high', host: '' });
    expect({ severity, rawSeverity }).toEqual({ severity: 6, rawSeverity: '' });
  });

  it('keep empty and mixed lists and empty objects as JSON', () => {
    const { fields } = readOne('{"time":1795339501,"msg":"m","a":[],"b":{},"c":[1,{"d":2}],"e":[[1],[2]]}');
    expect(fields).toMatchObject({ a: '[]', b: '{}', c: '[1,{"d":2}]', e: '[[1],[2]]' });
  });

  it('without a message are their own message, without a time have that of the entry before', () => {
    const text = '{"time":1795339501,"a":1}\n{"b":2}\n';
    const { entries } = readTextLog(text, { name: 'json-lines' });
    expect(entries).toMatchObject([
      { message: '{"time":1795339501,"a":1}', fields: { a: '1' } },
      { message: '{"b":2}', time: '2026-11-22T09:25:01.000000Z', fields: { TIME_ASSUMED: 'entry before' } },
    ]);
  });

  it('with the trace of a crash behind them keep it', () => {
    const text = '{"time":1795339501,"msg":"m"}\r\npanic: x\r\n\tgoroutine 1\r\n';
    expect(readOne(text).message).toBe('m\r\npanic: x\r\n\tgoroutine 1');
  });

  it.each([
    ['{"a":1', 'it is cut short'],
    ['{"a', 'it is cut short'],
    ['{"a":"b\\"', 'it is cut short'],
    ['{"a":01}', 'a comma is missing'],
    ['{"a":}', 'a value is none of JSON'],
    ['{"a" 1}', 'a colon is missing'],
    ['{"a":1,}', 'a key is missing'],
    ['{"a":1}x', 'something follows the object'],
    [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'it is nested too deeply'],
  ])('that are none go to quarantine: %s', (line, problem) => {
    const { entries, rejections } = readTextLog(`${line}\n{"time":1795339501,"msg":"good"}\n`, {
      name: 'json-lines',
    });
    expect(entries).toMatchObject([{ message: 'good' }]);
    expect(rejections).toMatchObject([
      { reason: `it is no JSON: ${problem}`, bytes: Buffer.from(`${line}\n`) },
    ]);
  });

  it('with bytes that are no UTF-8 keep them, beside escapes', () => {
    const line = Buffer.concat([
      Buffer.from('{"time":1795339501,"msg":"\\u00e9'),
      Buffer.from([0xff]),
      Buffer.from('\\ud83d\\ude00","x":"\u00e9"}'),
    ]);
    const { message, fields } = readOne(line);
    expect(message).toEqual(
      Buffer.concat([Buffer.from('\u00e9'), Buffer.from([0xff]), Buffer.from('\u{1F600}')]),
    );
    expect(fields).toMatchObject({ x: '\u00e9' });
  });

  it('with half a surrogate pair keep it as its three bytes', () => {
    expect(readOne('{"time":1795339501,"msg":"a\\ud83dz"}').message).toEqual(
      Buffer.from([0x61, 0xed, 0xa0, 0xbd, 0x7a]),
    );
  });

  it('with names longer than any view can ask for keep them', () => {
    const name = 'n'.repeat(300);
    expect(readOne(`{"time":1795339501,"msg":"m","${name}":"v"}`).fields).toMatchObject({ [name]: 'v' });
  });
});

describe('the reader of JSON', () => {
  it('takes what JSON.parse takes, with the same values', () => {
    const scanner = new JsonScanner();
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        const taken: [string, string][] = [];
        const problem = scanner.scan(text, false, (path, kind, item) => {
          taken.push([path, kind === 'text' ? item : canonical(item)]);
        });
        expect(problem).toBeUndefined();
        expect(taken).toEqual(flatten(JSON.parse(text) as Record<string, unknown>, undefined));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const scanner = new JsonScanner();
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '1.5e3',
      'true',
      'null',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
        const text = `{"k":${list.join('')}}`;
        const problem = scanner.scan(text, false, () => undefined);
        expect(problem === undefined).toBe(isJson(text));
      }),
      { numRuns: 5000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function canonical(json: string): string {
  return JSON.stringify(JSON.parse(json));
}

/** @param path - undefined: the value is the whole text. */
function flatten(value: unknown, path: string | undefined): [string, string][] {
  const own = path ?? '';
  if (typeof value === 'string') return [[own, value]];
  if (Array.isArray(value)) {
    const isPlain = value.length > 0 && value.every((item) => typeof item !== 'object' || item === null);
    return isPlain ? value.flatMap((item) => flatten(item, own)) : [[own, JSON.stringify(value)]];
  }
  if (typeof value !== 'object' || value === null) return [[own, JSON.stringify(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0) return path === undefined ? [] : [[path, '{}']];
  return entries.flatMap(([key, item]) => flatten(item, path === undefined ? key : `${path}.${key}`));
}
