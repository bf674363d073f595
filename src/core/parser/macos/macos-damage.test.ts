import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { applyDamage, damages, pieceSizes } from '../../../../test/core/damage.ts';
import { macosLine, macosLines } from '../../../../test/core/macos-lines.ts';
import { FuzzedParsers } from '../../../../test/core/fuzzed-parsers.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { MacosLogParser } from './macos-log-parser.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

const FIXTURES = new URL('../../../../test/fixtures/macos/', import.meta.url);
const OUTPUT = Buffer.concat([
  Buffer.from('Filtering the log data using "process == "kernel""\n'),
  readFileSync(new URL('stream-ndjson-ios-simulator.ndjson', FIXTURES)),
  readFileSync(new URL('show-ndjson-macos26-coreaudio.ndjson', FIXTURES)),
  Buffer.from(macosLine({ eventMessage: 'a\nb "c" \\ é 😀' })),
]);
/** What stands between the values of a record, and where its parser could go wrong. */
const GRAMMAR = [
  ...String.raw`" \ { } [ ] : , \u \ud83d null - 1e 99999999999999999999 "timestamp":" "eventMessage":`.split(
    ' ',
  ),
  '\n',
  '\r\n',
  '\u0000',
  '{"count":1,"finished":1}\n',
].map((text) => Buffer.from(text));

function parsersFor({ dictionaries }: StoreLab): FuzzedParsers {
  return new FuzzedParsers(
    (sink, maxEntryBytes) => new MacosLogParser({ dictionaries, sourceId: 1, sink, maxEntryBytes }),
  );
}

describe('damaged output of log', () => {
  it('never stops the parser, every byte of it is accounted for, and the chunks do not matter', () => {
    using lab = new StoreLab(temporaryFolder());
    const parsers = parsersFor(lab);
    const others = parsersFor(lab);
    const outcome = ({ drafts, rejections }: CollectingSink) => [drafts, rejections];
    lab.database.exec('BEGIN');
    fc.assert(
      fc.property(damages(GRAMMAR), pieceSizes, fc.constantFrom(300, 1500, 100_000), (all, sizes, limit) => {
        const damaged = applyDamage(OUTPUT, all);
        const whole = parsers.parse(damaged, [damaged.length], limit);
        // vitest's own comparison would take most of the time.
        const isSame = isDeepStrictEqual(outcome(others.parse(damaged, sizes, limit)), outcome(whole));
        expect(isSame).toBe(true);
      }),
      { numRuns: fuzzRuns(6000) },
    );
  });

  it('loses no entry before or behind the damaged lines', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.database.exec('BEGIN');
    const parsers = parsersFor(lab);
    const lines = macosLines(8).split(/(?<=\n)/);
    fc.assert(
      fc.property(fc.nat(7), damages(GRAMMAR), pieceSizes, (hit, all, sizes) => {
        const damaged = lines.map((line, index) =>
          index === hit ? applyDamage(Buffer.from(line), all) : Buffer.from(line),
        );
        // The line after it may have become a part of it.
        const intact = lines
          .map((_, index) => `message ${String(index)}`)
          .filter((_, index) => index < hit || index > hit + 1);
        const { messages } = parsers.parse(Buffer.concat(damaged), sizes, 100_000);
        expect(messages.filter((message) => intact.includes(message))).toEqual(intact);
      }),
      { numRuns: fuzzRuns(6000) },
    );
  });

  it('is one line in quarantine for each line of noise', () => {
    using lab = new StoreLab(temporaryFolder());
    const parsers = parsersFor(lab);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), pieceSizes, (noise, sizes) => {
        expect(parsers.parse(Buffer.from(noise), sizes, 1000).drafts).toEqual([]);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});
