import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { pushInPieces } from '../../../../test/core/push-in-pieces.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { rendered, windowsEvent, windowsEvents } from '../../../../test/core/windows-events.ts';
import { readWindowsEvents, windowsParser } from '../../../../test/core/windows-lab.ts';
import { MAX_KEPT_BYTES } from '../source-parser.ts';

const FIXTURES = new URL('../../../../test/fixtures/windows/', import.meta.url);

describe('recorded events', () => {
  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.xml')))(
    'of %s become entries; those without a time are in quarantine',
    (file) => {
      const output = readFileSync(new URL(file, FIXTURES));
      const { sink, entries } = readWindowsEvents(output, [1000, 77]);
      const text = output.toString();
      const events = text.split('</Event>').length - 1;
      const times = [...text.matchAll(/SystemTime=["'](.*?)["']/g)].filter(([, time = '']) =>
        /^\d/.test(time),
      );
      expect(sink.drafts).toHaveLength(times.length);
      expect(sink.rejections).toHaveLength(events - times.length);
      for (const { reason, position } of sink.rejections) {
        expect(reason).toContain('SystemTime');
        expect(position).toMatch(/^windows:.+;record=\d+;t=0;x=/);
      }
      // All that is text in the XML is in a field or a message.
      const kept = entries
        .map(({ fields, message }) => `${fields.join('\n')}\n${String(message)}`)
        .join('\n');
      const words = new Set(kept.match(/[\w.]{5,}/g));
      const rejected = sink.rejections.map(({ bytes }) => bytes.toString()).join('');
      const missing = [...text.matchAll(/>([^<]+)</g)]
        .flatMap(([, value = '']) => value.replaceAll(/&[#\w]+;/g, ' ').match(/[\w.]{5,}/g) ?? [])
        .filter((word) => !words.has(word) && !rejected.includes(word));
      expect(missing).toEqual([]);
    },
  );

  it('keep all their fields, under the names of their places', () => {
    const output = readFileSync(new URL('renderedxml-otel-system-7036.xml', FIXTURES));
    expect(readWindowsEvents(output).fields?.toSorted()).toEqual([
      'Channel=System',
      'Computer=computer',
      'EventData.Binary=7300700070007300760063002F0034000000',
      'EventData.param1=Software Protection',
      'EventData.param2=running',
      'EventID.Qualifiers=16384',
      'EventID=7036',
      'EventRecordID=17353',
      'Execution.ProcessID=788',
      'Execution.ThreadID=4396',
      'Keywords=0x8080000000000000',
      'Level=4',
      'Opcode=0',
      'Provider.EventSourceName=Service Control Manager',
      'Provider.Guid={555908d1-a6d7-4695-8e1e-26931d2012f4}',
      'Provider.Name=Service Control Manager',
      'RenderingInfo.Culture=en-US',
      'RenderingInfo.Keywords.Keyword=Classic',
      'RenderingInfo.Level=Information',
      'RenderingInfo.Provider=Microsoft-Windows-Service Control Manager',
      'Task=0',
      'TimeCreated.SystemTime=2026-03-16T15:49:02.0784174Z',
      'Version=0',
    ]);
  });
});

describe('an event', () => {
  it('has its time to the microsecond, its process, and says which computer, channel and provider it is of', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = windowsParser(lab);
    pushInPieces(parser, Buffer.from(windowsEvent()), [50]);
    lab.commit();
    expect(sink.drafts[0]?.timeUnixUs).toBe(Date.parse('2026-03-16T15:49:02.078Z') * 1000 + 417);
    const sql = `SELECT hosts.name, units.name, identifiers.name, pid FROM entries JOIN origins ON origins.id = origin_id
      JOIN hosts ON hosts.id = host_id JOIN units ON units.id = unit_id JOIN identifiers ON identifiers.id = identifier_id`;
    expect(lab.database.prepare(sql).raw().all()).toEqual([
      ['computer.example', 'System', 'Service Control Manager', 788],
    ]);
    expect(lab.positions()).toEqual([parser.position]);
  });

  it.each([
    ['critical', '<Level>1</Level>', '0x0', 2, '1'],
    ['an error', '<Level>2</Level>', '0x0', 3, '2'],
    ['a warning', '<Level>3</Level>', '0x0', 4, '3'],
    ['information', '<Level>4</Level>', '0x0', 6, '4'],
    ['verbose', '<Level>5</Level>', '0x0', 7, '5'],
    ['always logged', '<Level>0</Level>', '0x80000000000000', 6, '0'],
    ['an audit that succeeded', '<Level>0</Level>', '0x8020000000000000', 6, 'Audit Success'],
    ['an audit that failed', '<Level>0</Level>', '0x8010000000000000', 4, 'Audit Failure'],
    ['of a level of its provider’s own', '<Level>16</Level>', '0x0', 6, '16'],
    ['of no level', '', '0x0', 6, ''],
    ['of a level that is none', '<Level>high</Level>', 'none', 6, 'high'],
  ])('that is %s is put on the common scale', (_what, level, keywords, severity, raw) => {
    const { draft } = readWindowsEvents(windowsEvent({ level, keywords }));
    expect([draft?.severity, draft?.rawSeverity]).toEqual([severity, raw]);
  });

  it('keeps Data without names, empty ones, and what stands elsewhere', () => {
    const { fields } = readWindowsEvents(
      windowsEvent({
        data: `<EventData><Data>a</Data><Data></Data><Data/><Binary>FF</Binary><Data Name='N'/></EventData><UserData><X xmlns='urn:x'><File>f1</File><File>f2</File>text</X></UserData>`,
      }),
    );
    expect(fields?.filter((field) => /^(EventData|UserData)/.test(field))).toEqual([
      'EventData.Data=a',
      'EventData.Data=',
      'EventData.Data=',
      'EventData.Binary=FF',
      'EventData.N=',
      'UserData.X.xmlns=urn:x',
      'UserData.X.File=f1',
      'UserData.X.File=f2',
      'UserData.X=text',
    ]);
  });

  it('has references, sections and comments replaced, and bytes that XML forbids kept', () => {
    const text = `a &lt;b&gt; &amp;amp; &#13;&#10;&#x1F600; &nosuch; & <![CDATA[<i>&lt;</Event>]]><!-- <x> -->end \u0001`;
    const { draft } = readWindowsEvents(windowsEvent({ rendering: rendered(text) }), [1]);
    expect(draft?.message).toBe('a <b> &amp; \r\n😀 &nosuch; & <i>&lt;</Event>end \u0001');
  });

  it('takes numbers from System, not from their names in RenderingInfo', () => {
    const { draft, fields } = readWindowsEvents(windowsEvent({ level: '<Level>2</Level>' }));
    expect(draft?.severity).toBe(3);
    expect(fields).toContain('Level=2');
    expect(fields).toContain('RenderingInfo.Level=Information');
  });

  it.each([
    ['without RenderingInfo', ''],
    ['without a message', `<RenderingInfo Culture='en-US'><Level>Information</Level></RenderingInfo>`],
    ['with an empty message', rendered('')],
    [
      'with Windows’ word for a missing one',
      rendered('The message resource is present but the message was not found in the message table.'),
    ],
  ])('%s has a message made of what was logged', (_what, rendering) => {
    const { draft } = readWindowsEvents(windowsEvent({ rendering }));
    expect(draft?.message).toBe('Service Control Manager 7036: param1=Software Protection, param2=running');
  });

  it('has a message in which empty values keep their places', () => {
    const data = `<EventData><Data></Data><Data> a </Data><Data/><Data Name='N'>  </Data></EventData>`;
    const { draft } = readWindowsEvents(windowsEvent({ data, rendering: '' }));
    expect(draft?.message).toBe('Service Control Manager 7036: , a, , N=');
  });

  it('with a RenderingInfo that is no XML is read without it, and keeps it as it is', () => {
    const broken = `<RenderingInfo Culture='en-US'><Message>a <b </Message></RenderingInfo>`;
    const { draft, fields, sink } = readWindowsEvents(windowsEvent({ rendering: broken }));
    expect(sink.rejections).toEqual([]);
    expect(draft?.message).toBe('Service Control Manager 7036: param1=Software Protection, param2=running');
    expect(fields).toContain(`RenderingInfo=${broken}`);
    const unended = readWindowsEvents(
      windowsEvent({ rendering: '<RenderingInfo><Message><!-- a </Message></RenderingInfo>' }),
    );
    expect(unended.sink.drafts).toHaveLength(1);
  });

  it('that is a heartbeat, without record id and channel, is an entry, and nothing is continued from it', () => {
    const heartbeat =
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-EventForwarder'/>` +
      `<EventID>111</EventID><TimeCreated SystemTime='2023-02-14T09:14:23.175Z'/><Computer>win10.example</Computer></System>` +
      `<SubscriptionBookmarkEvent><SubscriptionId></SubscriptionId></SubscriptionBookmarkEvent></Event>`;
    const { parser, draft } = readWindowsEvents(heartbeat);
    expect(draft?.message).toBe('Microsoft-Windows-EventForwarder 111: SubscriptionId=');
    expect(parser.position).toBeNull();
    const { position } = readWindowsEvents(windowsEvent()).parser;
    expect(readWindowsEvents(windowsEvent() + heartbeat).parser.position).toBe(position);
  });
});

describe('what stands around events', () => {
  it.each([
    ['a root element', `<Events>${windowsEvents(3)}</Events>`],
    ['a declaration', `<?xml version="1.0" encoding="utf-8"?>\r\n${windowsEvents(3)}`],
    ['a byte order mark', `\uFEFF${windowsEvents(3)}`],
    ['nothing', windowsEvents(3).replaceAll('\r\n', '')],
  ])('is left out: %s', (_what, output) => {
    for (const size of [1, 7, 100_000]) {
      const { sink } = readWindowsEvents(output, [size]);
      expect(sink.messages).toEqual(['message 1', 'message 2', 'message 3']);
      expect(sink.rejections).toEqual([]);
    }
  });

  it('is in quarantine when it is none of these', () => {
    const { sink } = readWindowsEvents(`Access is denied.\r\n${windowsEvents(1)}<EventData/>rest`, [3]);
    expect(sink.messages).toEqual(['message 1']);
    expect(sink.rejections.map(({ bytes }) => bytes.toString())).toEqual([
      'Access is denied.\r\n',
      '<EventData/>rest',
    ]);
  });
});

describe('an event that cannot be read', () => {
  it('is in quarantine with its position, and its neighbours are entries', () => {
    const broken = windowsEvent({ recordId: 2, data: '<EventData><Data>x</EventData>' });
    const first = windowsEvent({ recordId: 1 });
    const third = windowsEvent({ recordId: 3 });
    const { sink } = readWindowsEvents(`${first}\n${broken}\n${third}`);
    expect(sink.drafts.map(({ sequence }) => sequence)).toEqual([1, 3]);
    expect(sink.rejections).toMatchObject([
      { reason: 'the event is no well-formed XML', sizeBytes: broken.length },
    ]);
    expect(sink.rejections[0]?.position).toMatch(
      /^windows:computer\.example\/System;record=2;t=1773676142078417;x=/,
    );
  });

  it('does not take the next one with it when its end is missing', () => {
    const { sink } = readWindowsEvents(windowsEvents(3).replace('</Event>', ''));
    expect(sink.messages).toEqual(['message 2', 'message 3']);
    expect(sink.rejections).toHaveLength(1);
  });

  it('is one that is too large, which goes by in bounded memory and whatever the chunks', () => {
    using lab = new StoreLab(temporaryFolder());
    const large = windowsEvent({ recordId: 9, rendering: rendered('x'.repeat(200_000)) });
    for (const size of [1000, 65_536, 1_000_000]) {
      const { parser, sink } = windowsParser(lab, new CollectingSink(), { maxEntryBytes: 100_000 });
      pushInPieces(parser, Buffer.from(windowsEvents(1) + large + windowsEvents(1)), [size]);
      expect(sink.messages).toHaveLength(2);
      expect(sink.rejections).toMatchObject([
        { reason: 'an event is larger than 100000 bytes', sizeBytes: large.length },
      ]);
      expect(sink.rejections[0]?.bytes).toEqual(Buffer.from(large).subarray(0, MAX_KEPT_BYTES));
    }
  });

  it('is the half one at the end when the tool printed all it had; else it is let go', () => {
    const half = windowsEvents(2).slice(0, -30);
    expect(readWindowsEvents(half).sink.rejections).toMatchObject([
      { reason: 'the output ended in the middle of an event' },
    ]);
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = windowsParser(lab);
    parser.startRun({ phase: 'catch-up', anchor: null });
    parser.push(Buffer.from(half));
    parser.endRun(false);
    expect(sink.messages).toEqual(['message 1']);
    expect(sink.rejections).toEqual([]);
    expect(parser.bytes).toMatchObject({ buffered: 0, rejected: 0 });
    parser.startRun({ phase: 'catch-up', anchor: parser.position });
    parser.push(Buffer.from(windowsEvents(2)));
    parser.endRun(true);
    expect(sink.messages).toEqual(['message 1', 'message 2']);
  });
});
