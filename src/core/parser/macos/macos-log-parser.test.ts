import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { macosLine, macosLines } from '../../../../test/core/macos-lines.ts';
import { pushInPieces } from '../../../../test/core/push-in-pieces.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { MAX_KEPT_BYTES } from '../source-parser.ts';
import { MacosLogParser } from './macos-log-parser.ts';

const FIXTURES = new URL('../../../../test/fixtures/macos/', import.meta.url);
const HEADING = 'Filtering the log data using "sender == "Sandbox""\n';

function parserFor(
  lab: StoreLab,
  sink = new CollectingSink((draft) => lab.add(draft)),
  maxEntryBytes?: number,
) {
  const { dictionaries, ledger } = lab;
  const limit = maxEntryBytes === undefined ? {} : { maxEntryBytes };
  return { sink, parser: new MacosLogParser({ dictionaries, sourceId: ledger.sourceId, sink, ...limit }) };
}

/** Parses one run and stores it. */
function read(output: string | Buffer) {
  using lab = new StoreLab(temporaryFolder());
  const { sink, parser } = parserFor(lab);
  pushInPieces(parser, Buffer.from(output), [4096]);
  lab.commit();
  const entries = lab.entries().map(({ fields, position, entry }) => ({
    position,
    message: entry[11],
    fields: fields.map(({ name, bytes }) => `${name}=${bytes.toString()}`),
  }));
  return { sink, parser, entries, draft: sink.drafts[0] };
}

describe('the recorded output of log', () => {
  it.each([
    ['show-ndjson-macos26-coreaudio.ndjson', 2],
    ['stream-ndjson-ios-simulator.ndjson', 4],
  ])('%s becomes entries, every field of every record', (file, count) => {
    const output = readFileSync(new URL(file, FIXTURES));
    const { sink, entries } = read(output);
    expect(sink.rejections).toEqual([]);
    expect(entries).toHaveLength(count);
    const records = output
      .toString()
      .split('\n')
      .filter((line) => line.includes('eventMessage'))
      .map((line) => JSON.parse(line, keepNumber) as Record<string, unknown>);
    for (const [index, record] of records.entries()) {
      const { eventMessage, ...others } = record;
      expect(entries[index]?.message).toBe(eventMessage);
      const expected = Object.entries(others)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
      expect(entries[index]?.fields.toSorted()).toEqual(expected.toSorted());
    }
  });

  it('has its last line, its heading and blank lines left out', () => {
    const { sink, parser } = read(`${HEADING}\n${macosLine()}{"count":1,"finished":1}\n`);
    expect(sink.messages).toEqual(['something happened']);
    expect(sink.rejections).toEqual([]);
    expect(parser.bytes.entries).toBe(macosLine().length);
  });
});

/** Digits beyond 2^53 as they stand, in a way that JSON.stringify gives back: recorded numbers need no quotes. */
function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? context?.source : value;
}

describe('a record', () => {
  it('is put on the common scale, with the source’s own word beside it', () => {
    const types = ['Fault', 'Error', 'Default', 'Info', 'Debug', 'Invented', undefined];
    const { sink } = read(
      types.map((messageType, index) => macosLine({ messageType, threadID: index })).join(''),
    );
    expect(sink.drafts.map(({ severity, rawSeverity }) => [severity, rawSeverity])).toEqual([
      [2, 'Fault'],
      [3, 'Error'],
      [5, 'Default'],
      [6, 'Info'],
      [7, 'Debug'],
      [5, 'Invented'],
      [6, ''],
    ]);
  });

  it('keeps numbers beyond 2^53 to the last digit', () => {
    const line = macosLine().replace('17575040258052', '18446744073709551615');
    expect(read(line).entries[0]?.fields).toContain('traceID=18446744073709551615');
  });

  it.each([
    ['2026-10-01 15:22:35.466137+0000', '2026-10-01T15:22:35.466Z', 137],
    ['2026-07-26 18:11:22.348728+1200', '2026-07-26T06:11:22.348Z', 728],
    ['2025-07-26 23:10:17.745652-0330', '2025-07-27T02:40:17.745Z', 652],
    ['2026-10-01 15:22:35+0000', '2026-10-01T15:22:35.000Z', 0],
  ])('is of the time %s', (timestamp, iso, us) => {
    const { draft, entries } = read(macosLine({ timestamp }));
    expect(draft?.timeUnixUs).toBe(Date.parse(iso) * 1000 + us);
    const isKept = entries[0]?.fields.includes(`timestamp=${timestamp}`);
    expect(isKept).toBe(!/\.\d{6}\+0000$/.test(timestamp));
  });

  it.each([
    '2026-02-30 15:22:35.466137+0000',
    '2026-10-01 25:22:35.466137+0000',
    '2026-10-01 15:22:35.466137',
    '1759332155',
    '',
  ])('of the time "%s" is in quarantine', (timestamp) => {
    const { sink } = read(macosLine({ timestamp }));
    expect(sink.drafts).toEqual([]);
    expect(sink.rejections[0]?.reason).toContain('its timestamp is none');
  });

  it('says which subsystem, process and pid it is of', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser } = parserFor(lab);
    pushInPieces(parser, Buffer.from(macosLine()), [100]);
    lab.commit();
    const sql = `SELECT units.name, identifiers.name, pid FROM entries JOIN origins ON origins.id = origin_id
      JOIN units ON units.id = unit_id JOIN identifiers ON identifiers.id = identifier_id`;
    expect(lab.database.prepare(sql).raw().all()).toEqual([['com.apple.example', 'exampled', 331]]);
  });

  it('keeps what is private, line breaks, escapes and a message of null as they are', () => {
    const messages = ['user <<private>> (error: 9).', 'a\nb\t"c" \u0001 \\ é', '\u{1F600}', '', null];
    const { sink } = read(
      messages.map((eventMessage, index) => macosLine({ eventMessage, threadID: index })).join(''),
    );
    expect(sink.drafts.map(({ message }) => message)).toEqual(messages);
  });

  it('keeps escaped pairs, and halves of pairs as the bytes they would have', () => {
    const line = macosLine({ eventMessage: '@' });
    const { sink } = read(
      line.replace('@', String.raw`\uD83D\uDE00`) + line.replace('@', String.raw`x\uD83D`),
    );
    expect(sink.drafts.map(({ message }) => message)).toEqual(['😀', Buffer.from([0x78, 0xed, 0xa0, 0xbd])]);
  });

  it('keeps bytes that are no UTF-8, in the message and in fields', () => {
    const line = Buffer.from(macosLine({ eventMessage: 'caf@', formatString: '@' }));
    for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@')) line[at] = 0xe9;
    using lab = new StoreLab(temporaryFolder());
    const { sink, parser } = parserFor(lab);
    pushInPieces(parser, line, [7]);
    lab.commit();
    expect(sink.drafts[0]?.message).toEqual(Buffer.from([0x63, 0x61, 0x66, 0xe9]));
    const format = lab.entries()[0]?.fields.find(({ name }) => name === 'formatString');
    expect(format?.bytes).toEqual(Buffer.from([0xe9]));
  });

  it('is an entry when its keys stand in another order, with blanks, and with keys nobody knows', () => {
    const record = JSON.parse(macosLine({ newKey: { a: [1.5e10, true] } })) as Record<string, unknown>;
    const reversed = Object.fromEntries(Object.entries(record).toReversed());
    const { entries, sink } = read(`${JSON.stringify(reversed, undefined, 1).replaceAll('\n', ' ')}\r\n`);
    expect(sink.rejections).toEqual([]);
    expect(entries[0]?.fields.toSorted().slice(0, 1)).toEqual(['activityIdentifier=0']);
    expect(entries[0]?.fields).toContainEqual(
      expect.stringMatching(/^newKey=\{\s+"a": \[\s+15000000000,\s+true\s+\]\s+\}$/),
    );
  });
});

describe('a line that is no record', () => {
  it.each([
    ['text', 'log: Could not open local log store', 'does not begin with a brace'],
    ['cut', '{"eventMessage":"cut', 'no JSON'],
    ['without a time', '{"eventMessage":"a"}', 'no timestamp'],
    ['with a number that is none', '{"a":01}', 'no JSON'],
    ['with an escape that is none', '{"a":"\\x"}', 'no JSON'],
    ['with a comma too many', '{"a":1,}', 'no JSON'],
    ['with a brace too many', '{"a":1}}', 'no JSON'],
    ['with a word that is none', '{"a":nil}', 'no JSON'],
    ['nested without end', `{"a":${'['.repeat(100_000)}}`, 'no JSON'],
  ])('and is %s is in quarantine, and its neighbours are entries', (_what, line, reason) => {
    const { sink } = read(`${macosLine()}${line}\n${macosLine({ threadID: 2 })}`);
    expect(sink.messages).toHaveLength(2);
    expect(sink.rejections).toMatchObject([{ sizeBytes: line.length + 1 }]);
    expect(sink.rejections[0]?.reason).toContain(reason);
    expect(sink.rejections[0]?.position).toMatch(/^macos:t=1790868151831992;x=[0-9a-f]{8}$/);
  });

  it('is one that is too large, which goes by in bounded memory and whatever the chunks', () => {
    using lab = new StoreLab(temporaryFolder());
    const large = macosLine({ eventMessage: 'x'.repeat(200_000) });
    for (const size of [1000, 65_536, 1_000_000]) {
      const { parser, sink } = parserFor(lab, new CollectingSink(), 100_000);
      pushInPieces(parser, Buffer.from(macosLine() + large + macosLine()), [size]);
      expect(sink.messages).toHaveLength(2);
      expect(sink.rejections).toMatchObject([
        { reason: 'a line is larger than 100000 bytes', sizeBytes: large.length },
      ]);
      expect(sink.rejections[0]?.bytes).toEqual(Buffer.from(large).subarray(0, MAX_KEPT_BYTES));
    }
  });
});

describe('the end of a run', () => {
  it('in the middle of a line is damage when log printed all it had; a whole line without its line feed is an entry', () => {
    const cut = read(macosLine() + macosLine({ threadID: 2 }).slice(0, 50));
    expect(cut.sink.messages).toHaveLength(1);
    expect(cut.sink.rejections).toMatchObject([{ reason: 'the line is no JSON', sizeBytes: 50 }]);
    expect(read(macosLine().trimEnd()).sink.messages).toHaveLength(1);
  });

  it('lets the half line go when log died', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = parserFor(lab, new CollectingSink(), 1000);
    parser.startRun({ phase: 'follow', anchor: null });
    parser.push(Buffer.from(`${macosLine()}{"eventMessage":"${'x'.repeat(2000)}`));
    const { position } = parser;
    parser.endRun(false);
    expect(parser.bytes).toMatchObject({ rejected: 0, buffered: 0, discarded: 2017 });
    parser.startRun({ phase: 'follow', anchor: position });
    parser.push(Buffer.from(macosLine({ threadID: 2 })));
    expect(sink.messages).toHaveLength(2);
    expect(sink.rejections).toEqual([]);
  });
});

describe('log show and log stream, joined', () => {
  it('store what both of them print once, though only one knows the boot', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = parserFor(lab);
    const lines = macosLines(10).split(/(?<=\n)/);
    parser.startRun({ phase: 'follow', anchor: null });
    parser.push(Buffer.from(HEADING + lines.slice(0, 6).join('')));
    parser.endRun(false);
    const anchor = parser.position;
    // From the whole second before the anchor on, and one that the stream had dropped.
    parser.startRun({ phase: 'catch-up', anchor });
    const late = macosLine({ timestamp: '2026-10-01 15:22:31.002500+0000', eventMessage: 'late' });
    const shown = [...lines.slice(0, 3), late, ...lines.slice(3)].join('');
    parser.push(
      Buffer.from(shown.replaceAll('"bootUUID":""', '"bootUUID":"3590A0B1-4C7D-4C4A-9F0B-69FAC3D0BD58"')),
    );
    parser.endRun(true);
    lab.commit();
    const messages = lab.entries().map(({ entry }) => entry[11]);
    expect(messages).toHaveLength(11);
    expect(new Set(messages).size).toBe(11);
    expect(lab.ledger).toMatchObject({ stored: 11, duplicates: 6 });
    expect(sink.missedAnchors).toEqual([]);
    expect(lab.positions().at(-1)).toBe(parser.position);
  });

  it('keep entries of the same microsecond apart', () => {
    const { entries } = read(macosLine() + macosLine({ eventMessage: 'other' }) + macosLine({ threadID: 9 }));
    expect(entries).toHaveLength(3);
  });

  it('report a gap when log show begins after the last stored entry, and only then', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = parserFor(lab);
    pushInPieces(parser, Buffer.from(macosLine()), [1000]);
    const anchor = parser.position;
    const later = macosLine({ timestamp: '2026-10-03 00:00:00.000000+0000' });
    parser.startRun({ phase: 'follow', anchor });
    parser.push(Buffer.from(later));
    expect(sink.missedAnchors).toEqual([]);
    parser.startRun({ phase: 'catch-up', anchor });
    parser.push(Buffer.from(later));
    expect(sink.missedAnchors).toMatchObject([
      { fromUnixUs: 1_790_868_151_831_992, untilUnixUs: Date.parse('2026-10-03T00:00:00Z') * 1000 },
    ]);
  });
});

describe('a loss that macOS reports', () => {
  it('is an entry and a gap since the entry before', () => {
    const { sink } = read(
      macosLine() +
        macosLine({
          eventType: 'lossEvent',
          messageType: undefined,
          timestamp: '2026-10-01 15:22:40.000000+0000',
        }),
    );
    expect(sink.messages).toHaveLength(2);
    expect(sink.missedAnchors).toMatchObject([
      { fromUnixUs: 1_790_868_151_831_992, untilUnixUs: 1_790_868_160_000_000 },
    ]);
  });

  it('is a gap and a line in quarantine when it is a line of text', () => {
    const { sink } = read(
      `${macosLine()}*** Messages dropped during live streaming (use \`log show\` to see what they were)\n`,
    );
    expect(sink.rejections).toHaveLength(1);
    expect(sink.missedAnchors).toHaveLength(1);
  });
});
