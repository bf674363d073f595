import type { RunStart } from '../../listener/listener.ts';
import { emptyDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { InputBuffer } from '../input-buffer.ts';
import type { ByteAccount } from '../journal/journal-export-parser.ts';
import { RejectedBytes } from '../rejected-bytes.ts';
import { MAX_ENTRY_BYTES, type ParserSink, type SourceParser } from '../source-parser.ts';
import { rejectedEventPosition } from './rejected-event.ts';
import { EventReader } from './event-reader.ts';
import {
  EVENT_END,
  findEventEnd,
  framingEnd,
  lastEventStart,
  nextEventStart,
  startsEvent,
} from './event-marks.ts';
import { OutputDecoder } from './output-decoder.ts';
import {
  formatWindowsPosition,
  parseWindowsPosition,
  windowsGap,
  type WindowsPosition,
} from './windows-position.ts';
import { afterSpace } from './xml-tokens.ts';

/** Behind an event that seems to end inside a section, so far is looked for the section's end. */
const MAX_SECTION_BYTES = 64 * 1024;
const NO_BYTES = Buffer.alloc(0);

/** Reads what `wevtutil qe CHANNEL /f:RenderedXml` prints, whatever the chunks and the encoding it comes in. */
export class WindowsEventParser implements SourceParser {
  readonly #sink: ParserSink;
  readonly #reader: EventReader;
  readonly #decoder: OutputDecoder;
  readonly #maxEntryBytes: number;
  readonly #input = new InputBuffer();
  /** How far the end of an event was looked for, from the beginning of what waits. */
  #searched = 0;
  #last: WindowsPosition | undefined;
  #anchor: WindowsPosition | undefined;
  #reportsMissingAnchor = false;
  /** What goes by: up to the next event, or up to the end of one that is too large. */
  #passing: { rejected: RejectedBytes; until: 'start' | 'end' } | undefined;
  readonly #bytes = { entries: 0, rejected: 0, separators: 0, discarded: 0 };

  constructor(options: {
    dictionaries: Dictionaries;
    sourceId: number;
    sink: ParserSink;
    /** Of one event. Default MAX_ENTRY_BYTES. */
    maxEntryBytes?: number;
    /** The machine's OEM code page, as OutputDecoder takes it. */
    oemCodePage?: number;
  }) {
    this.#sink = options.sink;
    this.#maxEntryBytes = options.maxEntryBytes ?? MAX_ENTRY_BYTES;
    this.#reader = new EventReader(emptyDraft(), options.dictionaries, options.sourceId);
    this.#decoder = new OutputDecoder(options.oemCodePage);
  }

  /** In bytes of UTF-8, which only where the tool prints UTF-8 are those that were pushed. Blanks between events are separators, and a root element's tags. */
  get bytes(): ByteAccount {
    return { ...this.#bytes, buffered: this.#input.sizeBytes + this.#decoder.pendingBytes };
  }

  /** Of the last event with a record id that was accepted, rejected or recognised as the anchor. */
  get position(): string | null {
    return this.#last === undefined ? null : formatWindowsPosition(this.#last);
  }

  startRun({ anchor, phase }: RunStart): void {
    this.#discardRest();
    this.#anchor = anchor === null ? undefined : parseWindowsPosition(anchor);
    this.#reportsMissingAnchor = phase === 'catch-up';
  }

  push(bytes: Buffer): void {
    this.#input.append(this.#decoder.decode(bytes));
    this.#read(false);
  }

  endRun(isComplete: boolean): void {
    if (isComplete) {
      this.#input.append(this.#decoder.decode(NO_BYTES, true));
      this.#read(true);
    }
    this.#discardRest();
  }

  #read(isEnd: boolean): void {
    while (this.#input.sizeBytes > 0) {
      const hasMoved = this.#passing === undefined ? this.#readNext(isEnd) : this.#pass(isEnd);
      if (!hasMoved) break;
    }
    if (isEnd) this.#finishPassing();
  }

  /** false: more bytes are needed. */
  #readNext(isEnd: boolean): boolean {
    const input = this.#input;
    const { bytes, start, end } = input;
    const afterBlanks = afterSpace(bytes, start, end);
    if (afterBlanks > start) {
      this.#bytes.separators += afterBlanks - start;
      this.#consume(afterBlanks);
      return true;
    }
    const isEvent = startsEvent(bytes, start, end);
    if (isEvent === true) return this.#readEvent(isEnd);
    const framed = isEvent === undefined ? undefined : framingEnd(bytes, start, end);
    if (isEvent === undefined || framed === undefined) {
      if (!isEnd) return false;
    } else if (framed > 0) {
      this.#bytes.separators += framed - start;
      this.#consume(framed);
      return true;
    }
    this.#beginPassing('what stands between events is none', 'start');
    return true;
  }

  #readEvent(isEnd: boolean): boolean {
    const input = this.#input;
    const { bytes, start } = input;
    // The beginning of the mark may stand at the very end of what was searched.
    const from = start + Math.max(0, this.#searched - EVENT_END.length + 1);
    const found = findEventEnd(bytes, from);
    const end = found + EVENT_END.length;
    if (found < 0 || end > input.end) {
      this.#searched = input.sizeBytes;
      if (input.sizeBytes > this.#maxEntryBytes) this.#beginPassing(this.#oversizedReason(), 'end');
      else if (isEnd) this.#reject('the output ended in the middle of an event', input.end);
      else return false;
      return true;
    }
    if (end - start > this.#maxEntryBytes) {
      this.#reject(this.#oversizedReason(), end);
      return true;
    }
    const event = this.#reader.read(bytes, start, end);
    if (event === 'unfinished') return this.#readOn(end, isEnd);
    this.#settle(event, end);
    return true;
  }

  /** The event goes on behind what looked like its end, if the section that it is in has one. false: more bytes are needed. */
  #readOn(end: number, isEnd: boolean): boolean {
    const input = this.#input;
    const { terminator } = this.#reader;
    const found = input.bytes.subarray(end, Math.min(input.end, end + MAX_SECTION_BYTES)).indexOf(terminator);
    if (found >= 0) {
      this.#searched = end + found + terminator.length + EVENT_END.length - 1 - input.start;
      return true;
    }
    if (!isEnd && input.end < end + MAX_SECTION_BYTES) return false;
    this.#settle(this.#reader.readLogged(input.bytes, input.start, end), end);
    return true;
  }

  #settle(event: 'entry' | { reason: string }, end: number): void {
    if (event === 'entry') this.#accept(end);
    else this.#rejectFirst(event.reason, end);
  }

  #accept(end: number): void {
    const { draft, streamKey } = this.#reader;
    const position = {
      streamKey,
      recordId: draft.sequence,
      timeUnixUs: draft.timeUnixUs,
      sum: draft.checkLow,
    };
    const anchor = this.#anchor;
    const isAnchor =
      anchor !== undefined && formatWindowsPosition(anchor) === formatWindowsPosition(position);
    this.#anchor = undefined;
    if (anchor !== undefined && !isAnchor && this.#reportsMissingAnchor) {
      const missed = windowsGap(anchor, position);
      if (missed !== undefined) this.#sink.missAnchor(missed);
    }
    if (!isAnchor) this.#sink.accept(draft);
    // Where there is no record id, nothing can be continued from it.
    if (position.recordId > 0) this.#last = position;
    this.#bytes.entries += end - this.#input.start;
    this.#consume(end);
  }

  /** Where another event begins before this end, the one that cannot be read ends there: its own end is missing. */
  #rejectFirst(reason: string, end: number): void {
    const { bytes, start } = this.#input;
    const other = lastEventStart(bytes, start + 1, end);
    this.#reject(reason, other < 0 ? end : other);
  }

  #reject(reason: string, end: number): void {
    this.#beginPassing(reason, 'end');
    this.#passTo(end);
    this.#finishPassing();
  }

  #beginPassing(reason: string, until: 'start' | 'end'): void {
    this.#passing = { rejected: new RejectedBytes(reason), until };
  }

  /** false: more bytes are needed. */
  #pass(isEnd: boolean): boolean {
    const { bytes, start, end } = this.#input;
    const isUntilEnd = this.#passing?.until === 'end';
    const found = isUntilEnd ? findEventEnd(bytes, start) : nextEventStart(bytes, start, end);
    const next = isUntilEnd && found >= 0 ? found + EVENT_END.length : found;
    if (found >= 0 && next <= end) {
      this.#passTo(next);
      this.#finishPassing();
      return true;
    }
    // The beginning of the mark may stand at the very end.
    this.#passTo(isEnd ? end : Math.max(start, end - EVENT_END.length + 1));
    return false;
  }

  #passTo(end: number): void {
    const { bytes, start } = this.#input;
    this.#passing?.rejected.add(bytes, start, end);
    this.#bytes.rejected += end - start;
    this.#consume(end);
  }

  #finishPassing(): void {
    const { rejected, until } = this.#passing ?? {};
    this.#passing = undefined;
    if (rejected === undefined || rejected.sizeBytes === 0) return;
    const kept = rejected.kept();
    const position = until === 'end' ? rejectedEventPosition(kept) : undefined;
    const anchor = this.#anchor;
    if (position !== undefined) {
      this.#last = position;
      this.#anchor = undefined;
      // It is in quarantine since it was read first.
      if (anchor !== undefined && formatWindowsPosition(anchor) === formatWindowsPosition(position)) return;
    }
    this.#sink.reject(rejected.reason, kept, rejected.sizeBytes, this.position ?? '');
  }

  #oversizedReason(): string {
    return `an event is larger than ${String(this.#maxEntryBytes)} bytes`;
  }

  #consume(end: number): void {
    this.#input.start = end;
    this.#searched = 0;
  }

  #discardRest(): void {
    const begun = this.#passing?.rejected.sizeBytes ?? 0;
    this.#passing = undefined;
    this.#bytes.rejected -= begun;
    this.#bytes.discarded += begun + this.#input.clear() + this.#decoder.reset();
    this.#searched = 0;
  }
}
