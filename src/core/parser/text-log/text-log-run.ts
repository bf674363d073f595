import type { TextLogStart } from '../../listener/text-log/text-log-format.ts';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { rowChecks } from '../exported-file/row-checks.ts';
import type { ParserSink } from '../source-parser.ts';
import { createLineFormat } from './create-line-format.ts';
import { decodeUtf8 } from './decode-bytes.ts';
import { EntryHeading } from './entry-heading.ts';
import type { LineFormat } from './line-format.ts';
import { ByteWindow } from '../byte-window.ts';
import { RejectedLines } from './rejected-lines.ts';
import type { TextByteAccount } from './text-byte-account.ts';
import { TextEntryAssembler } from './text-entry-assembler.ts';
import { formatTextPosition } from './text-position.ts';
import type { LocalMoments } from './times/local-moments.ts';
import { TimeResolver } from './times/time-resolver.ts';

const LF = 10;
const CR = 13;
const BLANK = 32;
const TAB = 9;

/** An entry of several lines takes no more lines than fit: 1 MiB. The longest stack traces have some ten thousand bytes. */
export const MAX_RECORD_BYTES = 1024 * 1024;

export interface TextLogRunOptions {
  start: TextLogStart;
  draft: EntryDraft;
  dictionaries: Dictionaries;
  sourceId: number;
  sink: ParserSink;
  maxLineBytes: number;
  maxRecordBytes: number;
  /** Of many short readings: what they use again. */
  tools?: TextLogTools;
}

/** What reading a log in one format takes, whichever part of it is read. */
export interface TextLogTools {
  format: LineFormat;
  assembler: TextEntryAssembler;
  moments: LocalMoments;
  /** Why lines are rejected that no entry precedes. */
  orphanReason: string;
  /** How long a reading is, about. */
  capacityBytes: number;
}

/** One reading of a text log from a place in it: finds lines, joins them to entries and hands these on. */
export class TextLogRun {
  readonly #options: TextLogRunOptions;
  readonly #format: LineFormat;
  readonly #window: ByteWindow;
  readonly #assembler: TextEntryAssembler;
  readonly #times: TimeResolver;
  readonly #account = { entries: 0, rejected: 0, separators: 0, discarded: 0 };
  /** Of the entry that is open; the other one is for the line that is looked at. */
  #heading = new EntryHeading();
  #nextHeading = new EntryHeading();
  /** The first line of the open entry, which stands at the window's start; undefined: none is open. */
  #openLine: string | undefined;
  /** From the window's start: where the open entry's first line and its last line end, without and with line end. */
  #firstLineEnd = 0;
  #lastLineEnd = 0;
  #openEnd = 0;
  /** From the window's start: where the line begins that comes next, and how far it was searched. */
  #lineStart = 0;
  #searched = 0;
  #rejected: RejectedLines | undefined;
  /** Within a line that is too long. */
  #isInLongLine = false;
  #endedAt: number | undefined;
  #orphanReason: string;

  constructor(options: TextLogRunOptions) {
    this.#options = options;
    const { start, draft, dictionaries, sourceId, tools } = options;
    const { timeZone, host, identifier } = start;
    this.#format = tools?.format ?? createLineFormat(start.format);
    this.#window = new ByteWindow(start.startBytes, tools?.capacityBytes);
    const usualReason =
      start.startBytes === 0
        ? 'no line before it begins an entry'
        : 'it seems to continue an entry that was read before';
    this.#orphanReason = tools?.orphanReason ?? usualReason;
    this.#times = new TimeResolver(tools === undefined ? start : { ...start, moments: tools.moments });
    this.#assembler =
      tools?.assembler ??
      new TextEntryAssembler({ draft, dictionaries, sourceId, timeZone, host, identifier });
  }

  get bytes(): TextByteAccount {
    const inRejected = this.#rejected?.sizeBytes ?? 0;
    const { entries, rejected, separators, discarded } = this.#account;
    return { entries, rejected, separators, discarded, buffered: this.#window.sizeBytes + inRejected };
  }

  /** Where the next reading begins: everything before is settled. */
  get position(): string {
    return formatTextPosition({
      streamKey: this.#options.start.streamKey,
      bytes: this.#endedAt ?? this.#rejected?.startsAt ?? this.#window.startsAt,
      lastEntryUnixUs: this.#times.lastEntryUnixUs,
    });
  }

  moveLatest(unixUs: number): void {
    this.#times.moveLatest(unixUs);
  }

  /** Reads the entries whose end is known. When it throws, because the store fails, another push (of nothing) goes on in its place. */
  push(bytes: Buffer): void {
    this.#window.append(bytes);
    this.#read(false);
  }

  settle(): void {
    if (this.#isInLongLine) return;
    const wasOpen = this.#openLine !== undefined;
    this.#close();
    if (wasOpen) this.#orphanReason = 'it came long after the entry that it seems to continue';
  }

  end(isComplete: boolean): void {
    if (isComplete) {
      this.#read(true);
      this.#isInLongLine = false;
      this.#close();
      return;
    }
    // What is let go is read again by the next run.
    this.#endedAt = this.#rejected?.startsAt ?? this.#window.startsAt;
    this.#account.discarded += this.bytes.buffered;
    this.#window.consume(this.#window.sizeBytes);
    this.#rejected = undefined;
    this.#openLine = undefined;
    this.#isInLongLine = false;
    this.#lineStart = 0;
    this.#searched = 0;
  }

  #read(isEnd: boolean): void {
    for (;;) {
      const { bytes, start, sizeBytes } = this.#window;
      const lineFeed = bytes.indexOf(LF, start + this.#searched);
      if (lineFeed < 0) {
        this.#searched = sizeBytes;
        if (this.#isInLongLine || sizeBytes - this.#lineStart > this.#options.maxLineBytes)
          this.#passLongLine(sizeBytes);
        else if (isEnd && this.#lineStart < sizeBytes) this.#takeLine(this.#withoutCr(sizeBytes), sizeBytes);
        return;
      }
      const end = lineFeed - start;
      if (this.#isInLongLine || end - this.#lineStart > this.#options.maxLineBytes) {
        this.#passLongLine(end + 1);
        this.#isInLongLine = false;
      } else this.#takeLine(this.#withoutCr(end), end + 1);
    }
  }

  #withoutCr(end: number): number {
    const { bytes, start } = this.#window;
    return end > this.#lineStart && bytes[start + end - 1] === CR ? end - 1 : end;
  }

  /** @param end - Without line end. @param next - Where the next line begins. Both from the window's start. */
  #takeLine(end: number, next: number): void {
    const { bytes, start } = this.#window;
    const from = start + this.#lineStart;
    const to = start + end;
    if (isBlank(bytes, from, to)) {
      this.#passBlankLine(next);
      return;
    }
    const heading = this.#nextHeading;
    const text = decodeUtf8(bytes, from, to);
    const line = text ?? bytes.toString('latin1', from, to);
    heading.begin(text === undefined);
    const reading = this.#format.read(line, heading);
    const size = next - this.#lineStart;
    if (reading === 'begins') this.#open(line, heading, end - this.#lineStart, size);
    else if (reading === 'continues') this.#continue(end, next);
    else this.#rejectAlone(reading.unreadable, size);
  }

  /** @param length - Of the line, without its line end. @param size - With it. */
  #open(line: string, heading: EntryHeading, length: number, size: number): void {
    this.#close();
    this.#nextHeading = this.#heading;
    this.#heading = heading;
    this.#openLine = line;
    this.#firstLineEnd = length;
    this.#lastLineEnd = length;
    this.#openEnd = size;
    this.#goOn(size);
  }

  #continue(end: number, next: number): void {
    const size = next - this.#lineStart;
    const { maxRecordBytes } = this.#options;
    if (this.#openLine === undefined) {
      this.#rejected ??= this.#beginRejected(this.#orphanReason);
      this.#addRejected(size);
    } else if (end > maxRecordBytes) {
      this.#rejectAlone(
        `the entry before it would be larger than ${String(maxRecordBytes)} bytes with it`,
        size,
      );
    } else {
      this.#lastLineEnd = end;
      this.#openEnd = next;
      this.#goOn(next);
    }
  }

  /** Blank lines within an entry belong to it if it goes on behind them, but are not waited for without end. */
  #passBlankLine(next: number): void {
    if (this.#openLine !== undefined) {
      this.#goOn(next);
      if (next - this.#openEnd > this.#options.maxRecordBytes) this.#close();
    } else if (this.#rejected === undefined) {
      this.#account.separators += next;
      this.#window.consume(next);
      this.#goOn(0);
    } else this.#addRejected(next);
  }

  #passLongLine(next: number): void {
    if (this.#isInLongLine) this.#addRejected(next);
    else {
      const { maxLineBytes } = this.#options;
      this.#rejectAlone(`the line is longer than ${String(maxLineBytes)} bytes`, next - this.#lineStart);
      this.#isInLongLine = true;
    }
  }

  #goOn(next: number): void {
    this.#lineStart = next;
    this.#searched = next;
  }

  /**
   * Hands on what is open; the window then starts with the line that comes next. When this throws, nothing has changed.
   */
  #close(): void {
    if (this.#rejected !== undefined) {
      this.#account.rejected += this.#rejected.sizeBytes;
      if (this.#rejected.sizeBytes > 0)
        this.#rejected.handOn(this.#options.sink, this.#options.start.streamKey);
      this.#rejected = undefined;
    }
    if (this.#openLine === undefined) return;
    this.#accept(this.#openLine);
    this.#openLine = undefined;
    this.#account.entries += this.#openEnd;
    this.#account.separators += this.#lineStart - this.#openEnd;
    this.#window.consume(this.#lineStart);
    this.#searched = Math.max(0, this.#searched - this.#lineStart);
    this.#lineStart = 0;
  }

  #accept(line: string): void {
    const { draft, dictionaries, sink, start: file } = this.#options;
    const { bytes, start, startsAt } = this.#window;
    const end = start + this.#lastLineEnd;
    const record = { bytes, start, firstLineEnd: start + this.#firstLineEnd, end };
    this.#assembler.assemble(this.#heading, line, record, this.#times);
    draft.streamId = dictionaries.streamId(file.streamKey);
    draft.sequence = startsAt;
    [draft.checkLow, draft.checkHigh] = rowChecks(bytes.subarray(start, end));
    const { timeUnixUs } = draft;
    sink.accept(draft);
    this.#times.keep(timeUnixUs);
  }

  /** The line that was looked at is no entry, and its first `size` bytes are here. */
  #rejectAlone(reason: string, size: number): void {
    this.#close();
    this.#rejected = this.#beginRejected(reason);
    this.#addRejected(size);
  }

  #beginRejected(reason: string): RejectedLines {
    return new RejectedLines(reason, this.#window.startsAt);
  }

  #addRejected(size: number): void {
    let rejected = this.#rejected;
    if (rejected === undefined) throw new Error('nothing is being rejected');
    if (!this.#isInLongLine && !rejected.hasRoomFor(size)) {
      this.#close();
      rejected = this.#beginRejected(rejected.reason);
      this.#rejected = rejected;
    }
    const { bytes, start } = this.#window;
    rejected.add(bytes, start, size);
    this.#window.consume(size);
    this.#goOn(0);
    if (!rejected.isFull) return;
    this.#close();
    this.#rejected = this.#beginRejected(rejected.reason);
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte !== BLANK && byte !== TAB && byte !== CR) return false;
  }
  return true;
}
