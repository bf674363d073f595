import type { RunStart } from '../../listener/listener.ts';
import { emptyDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { InputBuffer } from '../input-buffer.ts';
import type { ByteAccount } from '../journal/journal-export-parser.ts';
import { RejectedBytes } from '../rejected-bytes.ts';
import { MAX_ENTRY_BYTES, type ParserSink, type SourceParser } from '../source-parser.ts';
import { formatMacosPosition, macosGap, parseMacosPosition, type MacosPosition } from './macos-position.ts';
import { MacosRecordReader, type MacosLine } from './macos-record-reader.ts';

const LF = 10;
const CR = 13;
const OPEN = 0x7b;
/** Lines that `log` prints before records. Source: log(1) of macOS 10.14 to 26, recorded. */
const HEADINGS = ['Filtering the log data using ', 'Skipping info and debug messages, '];
/** What `log stream` prints when it could not keep up. Source: recorded in the text style only. */
const LOSS_LINE = /Messages dropped during live streaming/;
const LOST = 'macOS dropped entries while they were read, because more were logged than it can hand on.';

/** Reads what `/usr/bin/log stream` and `log show` print with `--style ndjson`, whatever the chunks it comes in. */
export class MacosLogParser implements SourceParser {
  readonly #sink: ParserSink;
  readonly #reader: MacosRecordReader;
  readonly #maxEntryBytes: number;
  readonly #input = new InputBuffer();
  /** How far a line feed was looked for, from the beginning of what waits. */
  #searched = 0;
  #last: MacosPosition | undefined;
  #anchor: MacosPosition | undefined;
  #oversized: RejectedBytes | undefined;
  readonly #bytes = { entries: 0, rejected: 0, separators: 0, discarded: 0 };

  constructor(options: {
    dictionaries: Dictionaries;
    sourceId: number;
    sink: ParserSink;
    /** Of one line. Default MAX_ENTRY_BYTES. */
    maxEntryBytes?: number;
  }) {
    this.#sink = options.sink;
    this.#maxEntryBytes = options.maxEntryBytes ?? MAX_ENTRY_BYTES;
    this.#reader = new MacosRecordReader(emptyDraft(), options.dictionaries, options.sourceId);
  }

  /** Line feeds count with their lines; headings, blank lines and the last line of `log show` are separators. */
  get bytes(): ByteAccount {
    return { ...this.#bytes, buffered: this.#input.sizeBytes };
  }

  /** Of the entry that came last, which is not always the newest: macOS prints neighbours out of order. */
  get position(): string | null {
    return this.#last === undefined ? null : formatMacosPosition(this.#last);
  }

  /**
   * `log` begins to print. The anchor is a time of whole seconds to it, so that entries come that are stored already: the store
   * recognises them, and none of them can be left out here, because some before the anchor may have come late.
   */
  startRun({ anchor, phase }: RunStart): void {
    this.#discardRest();
    this.#anchor = phase === 'catch-up' && anchor !== null ? parseMacosPosition(anchor) : undefined;
  }

  push(bytes: Buffer): void {
    this.#input.append(bytes);
    this.#readLines();
  }

  endRun(isComplete: boolean): void {
    if (isComplete) {
      this.#readLines();
      const input = this.#input;
      if (this.#oversized !== undefined) this.#passOver(input.end, true);
      else if (input.sizeBytes > 0) this.#readLine(input.end, input.end);
    }
    this.#discardRest();
  }

  #readLines(): void {
    const input = this.#input;
    for (;;) {
      const lineEnd = input.indexOf(LF, input.start + this.#searched);
      if (lineEnd < 0) {
        this.#searched = input.sizeBytes;
        if (this.#oversized !== undefined || input.sizeBytes > this.#maxEntryBytes)
          this.#passOver(input.end, false);
        return;
      }
      if (this.#oversized !== undefined) this.#passOver(lineEnd + 1, true);
      else this.#readLine(lineEnd, lineEnd + 1);
    }
  }

  /** Nothing is consumed before the sink has it: where the store fails in between, the line is read once more. */
  #readLine(lineEnd: number, next: number): void {
    const { bytes, start } = this.#input;
    const end = lineEnd > start && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    const line =
      lineEnd - start > this.#maxEntryBytes
        ? { reason: this.#oversizedReason() }
        : this.#kindOf(bytes, start, end);
    if (line === 'entry') {
      this.#accept();
      this.#bytes.entries += next - start;
    } else if (line === 'end') this.#bytes.separators += next - start;
    else {
      this.#reject(line.reason, start, next);
      this.#bytes.rejected += next - start;
    }
    this.#consume(next);
  }

  #kindOf(bytes: Buffer, start: number, end: number): MacosLine {
    if (end === start) return 'end';
    const line = this.#reader.read(bytes, start, end);
    if (typeof line === 'string' || bytes[start] === OPEN) return line;
    const text = bytes.toString('utf8', start, Math.min(end, start + 200));
    if (HEADINGS.some((heading) => text.startsWith(heading)) || text.trim() === '') return 'end';
    if (LOSS_LINE.test(text)) return { reason: LOST };
    return { reason: 'the line is no record: it does not begin with a brace' };
  }

  #accept(): void {
    const { draft, isLossEvent } = this.#reader;
    const { timeUnixUs, checkLow } = draft;
    const missed = this.#anchor === undefined ? undefined : macosGap(this.#anchor, timeUnixUs);
    this.#anchor = undefined;
    if (missed !== undefined) this.#sink.missAnchor(missed);
    if (isLossEvent) this.#reportLoss(timeUnixUs);
    this.#sink.accept(draft);
    this.#last = { timeUnixUs, sum: checkLow };
  }

  #reject(reason: string, start: number, end: number): void {
    const rejected = new RejectedBytes(reason);
    rejected.add(this.#input.bytes, start, end);
    if (reason === LOST) this.#reportLoss(this.#last?.timeUnixUs);
    this.#sink.reject(reason, rejected.kept(), rejected.sizeBytes, this.position ?? '');
  }

  /** From the last entry that came to `untilUnixUs`; undefined: nothing came before, and no time is known. */
  #reportLoss(untilUnixUs: number | undefined): void {
    if (untilUnixUs === undefined) return;
    this.#sink.missAnchor({ fromUnixUs: this.#last?.timeUnixUs ?? null, untilUnixUs, reason: LOST });
  }

  /** Keeps the beginning of a line that is too large and lets the rest go as it comes, up to `end`. */
  #passOver(end: number, isLast: boolean): void {
    const { bytes, start } = this.#input;
    this.#oversized ??= new RejectedBytes(this.#oversizedReason());
    this.#oversized.add(bytes, start, end);
    this.#bytes.rejected += end - start;
    this.#consume(end);
    if (!isLast) return;
    const { reason, sizeBytes } = this.#oversized;
    const kept = this.#oversized.kept();
    this.#oversized = undefined;
    this.#sink.reject(reason, kept, sizeBytes, this.position ?? '');
  }

  #oversizedReason(): string {
    return `a line is larger than ${String(this.#maxEntryBytes)} bytes`;
  }

  #consume(end: number): void {
    this.#input.start = end;
    this.#searched = 0;
  }

  #discardRest(): void {
    const begun = this.#oversized?.sizeBytes ?? 0;
    this.#oversized = undefined;
    this.#bytes.rejected -= begun;
    this.#bytes.discarded += begun + this.#input.clear();
    this.#searched = 0;
  }
}
