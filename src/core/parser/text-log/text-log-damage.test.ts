import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { accountOf, expectWhole, pushAll, textLogStart } from '../../../../test/core/text-log-lab.ts';
import { FURTHER_LINES, LINE_GRAMMARS, type LineGrammar } from '../../../../test/core/text-log-lines.ts';
import { detectTextLog } from './detection/detect-text-log.ts';
import { TextLogParser } from './text-log-parser.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

interface Bounds {
  maxLineBytes: number;
  maxRecordBytes: number;
}

const AMPLE: Bounds = { maxLineBytes: 100_000, maxRecordBytes: 100_000 };
const bounds: fc.Arbitrary<Bounds> = fc.constantFrom(
  AMPLE,
  { maxLineBytes: 40, maxRecordBytes: 40 },
  { maxLineBytes: 100, maxRecordBytes: 60 },
);
const lineEnds = fc.constantFrom('\n', '\r\n');
const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 3 });

/** Many lines of one format, with further lines between, and a few bytes changed. */
function texts({ line }: LineGrammar): fc.Arbitrary<Buffer> {
  const lines = fc.array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: FURTHER_LINES }), {
    maxLength: 8,
  });
  return fc.tuple(lines, lineEnds, fc.boolean(), flips).map(([list, lineEnd, isEnded, changes]) => {
    const text = Buffer.from(list.join(lineEnd) + (isEnded ? lineEnd : ''));
    for (const [at, change] of changes) {
      if (text.length > 0) text[at % text.length] = (text[at % text.length] ?? 0) ^ change;
    }
    return text;
  });
}

function parse(
  lab: StoreLab,
  grammar: LineGrammar,
  text: Buffer,
  limits: Bounds,
  chunkBytes: number,
): CollectingSink {
  const sink = new CollectingSink();
  const { dictionaries } = lab;
  const parser = new TextLogParser({ dictionaries, sourceId: lab.ledger.sourceId, sink, ...limits });
  parser.startRun({ phase: 'catch-up', anchor: null, textLog: textLogStart(grammar.format) });
  pushAll(parser, text, chunkBytes);
  parser.endRun(true);
  expectWhole(accountOf(parser), text.length, sink);
  return sink;
}

describe.each(LINE_GRAMMARS.map((grammar) => [grammar.format.name, grammar] as const))(
  'a damaged log: %s',
  (_, grammar) => {
    /** In JSON Lines and logfmt messages have escapes; in access logs further lines follow a part of the first. */
    const hasVerbatimMessages = !['json-lines', 'logfmt', 'access-log'].includes(grammar.format.name);

    it('never stops the parser, has every byte accounted for, and gives the same whatever its chunks', () => {
      using lab = new StoreLab(temporaryFolder());
      lab.database.exec('BEGIN');
      const outcome = (sink: CollectingSink) => [sink.drafts, sink.rejections];
      fc.assert(
        fc.property(texts(grammar), bounds, fc.integer({ min: 1, max: 90 }), (text, limits, chunkBytes) => {
          const whole = parse(lab, grammar, text, limits, Math.max(1, text.length));
          expect(outcome(parse(lab, grammar, text, limits, chunkBytes))).toEqual(outcome(whole));
        }),
        { numRuns: fuzzRuns(1000) },
      );
      lab.database.exec('COMMIT');
    });

    it('keeps every byte of every line: each is in an entry or in quarantine, in the order of the file', () => {
      using lab = new StoreLab(temporaryFolder());
      lab.database.exec('BEGIN');
      fc.assert(
        fc.property(texts(grammar), (text) => {
          const sink = parse(lab, grammar, text, AMPLE, Math.max(1, text.length));
          for (const { message, sequence } of sink.drafts) {
            expect(sequence).toBeLessThan(text.length);
            const bytes = Buffer.from(message ?? '');
            if (hasVerbatimMessages) expect(text.indexOf(bytes, sequence)).toBeGreaterThanOrEqual(sequence);
          }
          for (const { bytes, sizeBytes, position } of sink.rejections) {
            const at = Number(position.split(';at=')[1]);
            expect(bytes).toEqual(text.subarray(at, at + sizeBytes));
          }
          const sequences = sink.drafts.map(({ sequence }) => sequence);
          expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
          expect(
            sink.drafts.every(({ timeUnixUs }) => Number.isSafeInteger(timeUnixUs) && timeUnixUs >= 0),
          ).toBe(true);
        }),
        { numRuns: fuzzRuns(1000) },
      );
      lab.database.exec('COMMIT');
    });

    it('is looked at by the detection without harm', () => {
      fc.assert(
        fc.property(texts(grammar), (text) => {
          const found = detectTextLog(text);
          expect(found === undefined || (found.seen.score > 0 && found.seen.score <= 1)).toBe(true);
        }),
        { numRuns: fuzzRuns(50) },
      );
    });
  },
);

describe('noise', () => {
  it.each(LINE_GRAMMARS.map(({ format }) => format))(
    'is accounted for when it is read as $name',
    (format) => {
      using lab = new StoreLab(temporaryFolder());
      lab.database.exec('BEGIN');
      const grammar = { format, line: fc.constant('') };
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), bounds, (noise, limits) => {
          expect(() => parse(lab, grammar, Buffer.from(noise), limits, 50)).not.toThrow();
        }),
        { numRuns: fuzzRuns(300) },
      );
      lab.database.exec('COMMIT');
    },
  );
});
