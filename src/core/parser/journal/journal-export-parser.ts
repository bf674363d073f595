import type { RunStart } from '../../listener/listener.ts';
import { emptyDraft, type EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { formatCursor, type JournalCursor } from './journal-cursor.ts';
import { COMPLETE, INCOMPLETE, JournalEntryReader, MALFORMED, OVERSIZED } from './journal-entry-reader.ts';
import { journalGap } from './journal-gap.ts';
import { MAX_ENTRY_BYTES, MAX_KEPT_BYTES, type ParserSink, type SourceParser } from '../source-parser.ts';

/** What became of every byte that was pushed: the sum of all is the number of bytes pushed. */
export interface ByteAccount {
  entries: number;
  rejected: number;
  /** Blank lines between entries. */
  separators: number;
  /** The half entry of a tool that died, readable or not; it is read again after the restart. */
  discarded: number;
  buffered: number;
}

const LF = 10;
const NO_CURSOR: JournalCursor = {
  streamKey: '',
  sequence: 0,
  monotonicUs: 0,
  timeUnixUs: 0,
  checkLow: 0,
  checkHigh: 0,
};
/** Where reading can begin again after damage. */
const ENTRY_START = Buffer.from('\n\n__CURSOR=', 'latin1');

/** Reads a stream of entries in journalctl's export format, whatever the chunks it comes in. */
export class JournalExportParser implements SourceParser {
  readonly #sink: ParserSink;
  readonly #draft: EntryDraft = emptyDraft();
  readonly #reader: JournalEntryReader;
  readonly #maxEntryBytes: number;

  #buffer = Buffer.allocUnsafe(256 * 1024);
  #start = 0;
  #end = 0;
  #position: string | null = null;
  /** The cursor of the entry accepted last, in pieces: made into text only when somebody asks. */
  readonly #last: JournalCursor = { ...NO_CURSOR };
  #anchor: string | null = null;
  #reportsMissingAnchor = false;
  #rejection:
    | {
        reason: string;
        kept: Buffer[];
        keptBytes: number;
        sizeBytes: number;
        /** The cursor of what is rejected; '' when it was not found. */
        cursor: string;
        /** It is the entry that the tool was told to begin at: in quarantine since it was read first. */
        isAnchor: boolean;
      }
    | undefined;
  /** Behind a field that was too large: its remaining bytes, or -1 for "up to the next line feed". 0: not skipping. */
  #skipBytes = 0;
  #mode: 'entries' | 'skip-field' | 'skip-entry' | 'find-entry' = 'entries';
  readonly #bytes = { entries: 0, rejected: 0, separators: 0, discarded: 0 };

  constructor(options: {
    dictionaries: Dictionaries;
    sourceId: number;
    sink: ParserSink;
    maxEntryBytes?: number;
  }) {
    this.#sink = options.sink;
    this.#maxEntryBytes = options.maxEntryBytes ?? MAX_ENTRY_BYTES;
    this.#reader = new JournalEntryReader(
      this.#draft,
      options.dictionaries,
      options.sourceId,
      this.#maxEntryBytes,
    );
  }

  get bytes(): ByteAccount {
    return { ...this.#bytes, buffered: this.#end - this.#start };
  }

  /** Bytes of whole entries, of what was rejected as a whole, and of the blank lines between: up to here nothing needs to be read again. */
  get settledBytes(): number {
    const { entries, rejected, separators } = this.#bytes;
    return entries + rejected + separators - (this.#rejection?.sizeBytes ?? 0);
  }

  /** The cursor of the last entry that was accepted, rejected or recognised as the anchor; null before the first. */
  get position(): string | null {
    this.#position ??= this.#last.streamKey === '' ? null : formatCursor(this.#last);
    return this.#position;
  }

  /** A tool begins to print; the anchor is a cursor. */
  startRun({ anchor, phase }: RunStart): void {
    this.#discardRest();
    this.#anchor = anchor;
    this.#reportsMissingAnchor = phase === 'catch-up';
  }

  /** Reads what is complete. When this throws, because the store fails, another push (of nothing) goes on in its place. */
  push(bytes: Buffer): void {
    this.#append(bytes);
    this.#read();
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
  }

  /** The tool ended. `isComplete`: it printed all it had, so a half entry is damage; else the half entry is let go. */
  endRun(isComplete: boolean): void {
    if (!isComplete) {
      this.#discardRest();
      return;
    }
    this.#read();
    while (this.#start < this.#end) {
      if (this.#mode === 'entries') this.#beginRejection('the output ended in the middle of an entry', '');
      if (this.#mode === 'find-entry' && this.#findEntry()) {
        this.#read();
        continue;
      }
      this.#consumeRejected(this.#end - this.#start);
      break;
    }
    this.#finishRejection();
    this.#mode = 'entries';
  }

  #append(bytes: Buffer): void {
    const size = this.#end - this.#start;
    if (this.#end + bytes.length > this.#buffer.length) {
      if (size + bytes.length > this.#buffer.length) {
        const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, size + bytes.length));
        this.#buffer.copy(grown, 0, this.#start, this.#end);
        this.#buffer = grown;
      } else this.#buffer.copy(this.#buffer, 0, this.#start, this.#end);
      this.#start = 0;
      this.#end = size;
    }
    bytes.copy(this.#buffer, this.#end);
    this.#end += bytes.length;
  }

  #read(): void {
    const view = this.#buffer.subarray(0, this.#end);
    for (;;) {
      if (this.#start >= this.#end) return;
      switch (this.#mode) {
        case 'entries':
          if (!this.#readEntry(view)) return;
          break;
        case 'skip-field':
          if (!this.#skipField(view)) return;
          break;
        case 'skip-entry':
          if (!this.#skipEntry(view)) return;
          break;
        case 'find-entry':
          if (!this.#findEntry()) return;
          break;
        default:
          this.#mode satisfies never;
      }
    }
  }

  /** true: something was consumed or the mode changed. */
  #readEntry(view: Buffer): boolean {
    if (view[this.#start] === LF) {
      this.#start += 1;
      this.#bytes.separators += 1;
      return true;
    }
    const outcome = this.#reader.read(view, this.#start);
    switch (outcome) {
      case INCOMPLETE:
        return false;
      case COMPLETE:
        this.#acceptEntry(view);
        return true;
      case MALFORMED:
        this.#beginRejection(this.#reader.reason, this.#reader.assembler.cursorText(view));
        return true;
      case OVERSIZED:
        this.#beginRejection(
          `an entry is larger than ${String(this.#maxEntryBytes)} bytes`,
          this.#reader.assembler.cursorText(view),
        );
        this.#beginSkip(this.#reader.fieldEnd);
        return true;
      default:
        throw new RangeError(`unknown outcome ${String(outcome)}`);
    }
  }

  #acceptEntry(view: Buffer): void {
    const { end } = this.#reader;
    this.#bytes.entries += end - this.#start;
    this.#start = end;
    this.#reader.forgetOpenLine();
    const anchor = this.#anchor;
    if (anchor !== null) {
      this.#anchor = null;
      const cursor = this.#reader.assembler.cursorText(view);
      if (cursor === anchor) {
        this.#position = cursor;
        return;
      }
      if (this.#reportsMissingAnchor) {
        this.#keepPosition();
        const missed = journalGap(anchor, this.#last, this.#draft.timeUnixUs);
        if (missed !== undefined) this.#sink.missAnchor(missed);
      }
    }
    this.#keepPosition();
    this.#sink.accept(this.#draft);
  }

  #keepPosition(): void {
    const { cursor } = this.#reader.assembler;
    const last = this.#last;
    last.streamKey = cursor.streamKey;
    last.sequence = cursor.sequence;
    last.monotonicUs = cursor.monotonicUs;
    last.timeUnixUs = cursor.timeUnixUs;
    last.checkLow = cursor.checkLow;
    last.checkHigh = cursor.checkHigh;
    this.#position = null;
  }

  #beginRejection(reason: string, cursor: string): void {
    this.#reader.forgetOpenLine();
    const isAnchor = cursor !== '' && cursor === this.#anchor;
    if (isAnchor) this.#anchor = null;
    this.#rejection ??= { reason, kept: [], keptBytes: 0, sizeBytes: 0, cursor, isAnchor };
    this.#mode = 'find-entry';
    // The first byte is rejected in any case, so that every step goes forward.
    this.#consumeRejected(1);
  }

  #beginSkip(fieldEnd: number): void {
    this.#mode = 'skip-field';
    this.#skipBytes = fieldEnd < 0 ? -1 : fieldEnd - this.#start;
  }

  #skipField(view: Buffer): boolean {
    const available = this.#end - this.#start;
    if (this.#skipBytes < 0) {
      const lineEnd = view.indexOf(LF, this.#start);
      if (lineEnd < 0) {
        this.#consumeRejected(available);
        return false;
      }
      this.#consumeRejected(lineEnd + 1 - this.#start);
      this.#mode = 'skip-entry';
      return true;
    }
    const size = Math.min(this.#skipBytes, available);
    this.#consumeRejected(size);
    this.#skipBytes -= size;
    if (this.#skipBytes > 0) return false;
    this.#mode = 'skip-entry';
    return true;
  }

  /** The remaining fields of an oversized entry are read as fields, so that nothing inside them is taken for an entry. */
  #skipEntry(view: Buffer): boolean {
    const outcome = this.#reader.read(view, this.#start);
    if (outcome === INCOMPLETE) return false;
    if (outcome === OVERSIZED) {
      const { fieldEnd } = this.#reader;
      this.#reader.forgetOpenLine();
      this.#beginSkip(fieldEnd);
      return true;
    }
    // The rest of an entry has no cursor, so even its regular end is reported as malformed; the blank line tells.
    const { end } = this.#reader;
    this.#reader.forgetOpenLine();
    if (end > this.#start && view[end - 1] === LF && (end - 2 < this.#start || view[end - 2] === LF)) {
      this.#consumeRejected(end - this.#start);
      this.#finishRejection();
      this.#mode = 'entries';
    } else this.#mode = 'find-entry';
    return true;
  }

  #findEntry(): boolean {
    const view = this.#buffer.subarray(0, this.#end);
    const found = view.indexOf(ENTRY_START, this.#start);
    if (found >= 0) {
      this.#consumeRejected(found + 1 - this.#start);
      this.#finishRejection();
      this.#mode = 'entries';
      return true;
    }
    // The beginning of the mark may stand at the very end.
    this.#consumeRejected(Math.max(0, this.#end - this.#start - ENTRY_START.length + 1));
    return false;
  }

  #consumeRejected(size: number): void {
    const rejection = this.#rejection;
    if (rejection === undefined) throw new Error('nothing is being rejected');
    const keep = Math.min(size, MAX_KEPT_BYTES - rejection.keptBytes);
    if (keep > 0) {
      rejection.kept.push(Buffer.copyBytesFrom(this.#buffer, this.#start, keep));
      rejection.keptBytes += keep;
    }
    rejection.sizeBytes += size;
    this.#bytes.rejected += size;
    this.#start += size;
  }

  #finishRejection(): void {
    const rejection = this.#rejection;
    if (rejection === undefined) return;
    this.#rejection = undefined;
    // Only now: what a crash interrupts is read again.
    if (rejection.cursor !== '') this.#position = rejection.cursor;
    if (rejection.isAnchor) return;
    const { reason, kept, sizeBytes } = rejection;
    this.#sink.reject(reason, Buffer.concat(kept), sizeBytes, this.position ?? '');
  }

  #discardRest(): void {
    const begun = this.#rejection?.sizeBytes ?? 0;
    this.#rejection = undefined;
    this.#bytes.rejected -= begun;
    this.#bytes.discarded += begun;
    this.#bytes.discarded += this.#end - this.#start;
    this.#start = 0;
    this.#end = 0;
    this.#mode = 'entries';
    this.#reader.forgetOpenLine();
  }
}
