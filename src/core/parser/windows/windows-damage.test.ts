import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { applyDamage, damages, pieceSizes } from '../../../../test/core/damage.ts';
import { FuzzedParsers } from '../../../../test/core/fuzzed-parsers.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { rendered, windowsEvent, windowsEvents } from '../../../../test/core/windows-events.ts';
import { WindowsEventParser } from './windows-event-parser.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

const FIXTURES = new URL('../../../../test/fixtures/windows/', import.meta.url);
const OUTPUT = Buffer.concat([
  Buffer.from('<Events>'),
  readFileSync(new URL('renderedxml-otel-system-7036.xml', FIXTURES)),
  readFileSync(new URL('xml-beats-ec3and4.xml', FIXTURES)),
  Buffer.from(windowsEvent({ rendering: rendered('a <![CDATA[</Event>]]> &lt; &#13;&#10; <!-- c --> b é') })),
  Buffer.from('</Events>'),
]);
/** What XML is made of, and where its parser could go wrong. */
const GRAMMAR = [
  ...String.raw`< > & ' " = / <Event> </Event> <EventData> </System> <![CDATA[ ]]> <!-- --> <? ?> &#x; &#55357; <RenderingInfo </RenderingInfo> <Data/>`.split(
    ' ',
  ),
  "<Event xmlns='x'>",
  '\r\n',
  '\u0000',
].map((text) => Buffer.from(text));

function parsersFor({ dictionaries }: StoreLab): FuzzedParsers {
  return new FuzzedParsers(
    (sink, maxEntryBytes) => new WindowsEventParser({ dictionaries, sourceId: 1, sink, maxEntryBytes }),
  );
}

describe('damaged output of wevtutil', () => {
  it('never stops the parser, every byte of it is accounted for, and the chunks do not matter', () => {
    using lab = new StoreLab(temporaryFolder());
    const parsers = parsersFor(lab);
    const others = parsersFor(lab);
    const outcome = ({ drafts, rejections }: CollectingSink) => [drafts, rejections];
    lab.database.exec('BEGIN');
    fc.assert(
      fc.property(damages(GRAMMAR), pieceSizes, fc.constantFrom(300, 1500, 100_000), (all, sizes, limit) => {
        // In UTF-8: in an OEM code page a byte becomes several, and could not be accounted for one by one.
        const damaged = Buffer.from(applyDamage(OUTPUT, all).toString());
        fc.pre(damaged[1] !== 0);
        const whole = parsers.parse(damaged, [Math.max(1, damaged.length)], limit);
        const isSame = isDeepStrictEqual(outcome(others.parse(damaged, sizes, limit)), outcome(whole));
        expect(isSame).toBe(true);
      }),
      { numRuns: fuzzRuns(6000) },
    );
  });

  it('loses no event before or behind the damaged one', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.database.exec('BEGIN');
    const parsers = parsersFor(lab);
    const events = windowsEvents(8).match(/.+\r\n/g) ?? [];
    // What opens a section takes with it what follows.
    const harmless = GRAMMAR.filter((piece) => !/<!|<\?/.test(piece.toString()));
    fc.assert(
      fc.property(fc.nat(7), damages(harmless), pieceSizes, (hit, all, sizes) => {
        const pieces = events.map((event, index) =>
          index === hit ? Buffer.from(applyDamage(Buffer.from(event), all).toString()) : Buffer.from(event),
        );
        const intact = events
          .map((_, index) => `message ${String(index + 1)}`)
          .filter((_, index) => index !== hit);
        const output = Buffer.concat(pieces);
        // It would be UTF-16, and the events behind it no text at all.
        fc.pre(output[1] !== 0);
        const { messages } = parsers.parse(output, sizes, 100_000);
        expect(messages.filter((message) => intact.includes(message))).toEqual(intact);
      }),
      { numRuns: fuzzRuns(6000) },
    );
  });

  it('of any bytes at all ends, and gives no entry', () => {
    using lab = new StoreLab(temporaryFolder());
    const noise = fc.uint8Array({ maxLength: 6000 });
    const { dictionaries } = lab;
    const parser = new WindowsEventParser({ dictionaries, sourceId: 1, sink: new CollectingSink() });
    fc.assert(
      fc.property(noise, pieceSizes, (bytes, sizes) => {
        const before = parser.bytes;
        parser.startRun({ phase: 'catch-up', anchor: null });
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          parser.push(Buffer.from(bytes.subarray(at, at + size)));
          at += size;
        }
        parser.endRun(true);
        const { buffered, discarded, entries, rejected, separators } = parser.bytes;
        expect([buffered, discarded, entries]).toEqual([0, 0, 0]);
        const settled = rejected + separators - before.rejected - before.separators;
        expect(settled >= bytes.length || bytes[1] === 0).toBe(true);
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });
});
