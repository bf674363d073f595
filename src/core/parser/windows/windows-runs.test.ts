import { describe, expect, it } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { pushInPieces } from '../../../../test/core/push-in-pieces.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { rendered, windowsEvent, windowsEvents } from '../../../../test/core/windows-events.ts';
import { readWindowsEvents, windowsParser } from '../../../../test/core/windows-lab.ts';
import type { WindowsEventParser } from './windows-event-parser.ts';

describe('one poll after another', () => {
  /** Polls begin with the event that the last one ended with. */
  function poll(parser: WindowsEventParser, output: string) {
    parser.startRun({ phase: 'catch-up', anchor: parser.position });
    parser.push(Buffer.from(output));
    parser.endRun(true);
  }
  const events = windowsEvents(9).match(/.+\r\n/g) ?? [];

  it('gives every event once, also one that cannot be read', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = windowsParser(lab);
    const broken = windowsEvent({ recordId: 10, data: '<EventData><Data>x</EventData>' });
    poll(parser, events.slice(0, 5).join(''));
    poll(parser, events.slice(4, 9).join('') + broken);
    poll(parser, broken);
    poll(parser, broken + windowsEvent({ recordId: 11 }));
    lab.commit();
    expect(lab.ledger).toMatchObject({ stored: 10, duplicates: 0 });
    expect(sink.rejections).toHaveLength(1);
    expect(sink.missedAnchors).toEqual([]);
  });

  it('reports what was overwritten in between, and what was cleared', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = windowsParser(lab);
    poll(parser, events.slice(0, 3).join(''));
    poll(parser, events.slice(3, 4).join(''));
    expect(sink.missedAnchors).toEqual([]);
    poll(parser, events.slice(7).join(''));
    expect(sink.missedAnchors[0]?.reason).toContain('at most 3 events');
    poll(parser, windowsEvent({ recordId: 1, time: '2026-03-17T00:00:00.0000000Z' }));
    expect(sink.missedAnchors[1]?.reason).toContain('was cleared');
    lab.commit();
    expect(lab.ledger).toMatchObject({ stored: 7, duplicates: 0 });
  });

  it('stores an event once whatever language its text is in', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser } = windowsParser(lab);
    pushInPieces(parser, Buffer.from(windowsEvent()), [100]);
    pushInPieces(parser, Buffer.from(windowsEvent({ rendering: rendered('Der Dienst läuft.') })), [100]);
    lab.commit();
    expect(lab.ledger).toMatchObject({ stored: 1, duplicates: 1 });
  });
});

describe('the encoding of the output', () => {
  const output = windowsEvents(2).replaceAll('message', 'Привет, Größe');

  it.each([
    ['UTF-16LE with a byte order mark', Buffer.from(`\uFEFF${output}`, 'utf16le')],
    ['UTF-16LE without one', Buffer.from(output, 'utf16le')],
    ['UTF-8', Buffer.from(output)],
  ])('is recognised, whatever the chunks: %s', (_what, bytes) => {
    for (const size of [1, 2, 3, 1001]) {
      using lab = new StoreLab(temporaryFolder());
      const { parser, sink } = windowsParser(lab);
      parser.startRun({ phase: 'catch-up', anchor: null });
      for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
      parser.endRun(true);
      expect(sink.messages).toEqual(['Привет, Größe 1', 'Привет, Größe 2']);
      expect(sink.rejections).toEqual([]);
    }
  });

  it('is told anew in each run', () => {
    using lab = new StoreLab(temporaryFolder());
    const { parser, sink } = windowsParser(lab, new CollectingSink(), { oemCodePage: 850 });
    const german = windowsEvent({ rendering: rendered('Gr@e') });
    for (const bytes of [
      Buffer.from(german.replace('@', 'öß'), 'utf16le'),
      Buffer.from(german.replace('@', '\u0094\u00E1'), 'latin1'),
      Buffer.from(german.replace('@', 'öß')),
    ]) {
      parser.startRun({ phase: 'catch-up', anchor: null });
      parser.push(bytes);
      parser.endRun(true);
    }
    expect(sink.messages).toEqual(['Größe', 'Größe', 'Größe']);
  });

  it('leaves bytes that are no UTF-8 as they are in what is UTF-8 otherwise', () => {
    const text = `${'é'.repeat(5000)}@`;
    const bytes = Buffer.from(windowsEvent({ rendering: rendered(text) }));
    bytes[bytes.indexOf('@')] = 0xff;
    expect(readWindowsEvents(bytes).draft?.message).toEqual(
      Buffer.concat([Buffer.from('é'.repeat(5000)), Buffer.from([0xff])]),
    );
  });
});
