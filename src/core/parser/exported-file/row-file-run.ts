import type { Dictionaries } from '../../store/dictionaries.ts';
import { MAX_ENTRY_BYTES, MAX_KEPT_BYTES, type ParserSink } from '../source-parser.ts';
import { ContentWindow } from './content-window.ts';
import type { FileEntryAssembler } from './file-entry-assembler.ts';
import {
  beginContentHash,
  fileStreamKey,
  formatFilePosition,
  formatRowPosition,
  type FilePosition,
} from './file-position.ts';
import type { FileRun } from './file-run.ts';
import { RowFinder, type FoundRow } from './row-finder.ts';
import { rowTools, type RowLayout, type RowReader } from './row-reader.ts';
import { rowChecks } from './row-checks.ts';

export interface RowFileRunOptions {
  layout: RowLayout;
  /** Where the file was read to before; null: nowhere. */
  anchor: FilePosition | null;
  assembler: FileEntryAssembler;
  dictionaries: Dictionaries;
  sink: ParserSink;
  /** Default MAX_ENTRY_BYTES. */
  maxRowBytes?: number | undefined;
}

/** Reads the content of a file once, row by row, from behind the rows that were read before. */
export class RowFileRun implements FileRun {
  readonly #options: RowFileRunOptions;
  readonly #window: ContentWindow;
  readonly #finder: RowFinder;
  readonly #reader: RowReader;
  #streamKey: string;
  #row: number;
  /** While a part of a row is gone already, the position is where that row begins. */
  #kept: string | null = null;
  #settledBytes = 0;

  constructor(options: RowFileRunOptions) {
    this.#options = options;
    const { layout, anchor, assembler } = options;
    this.#window = new ContentWindow(beginContentHash(layout));
    const { rowEnd, reader } = rowTools(layout, assembler);
    this.#finder = new RowFinder(this.#window, rowEnd, options.maxRowBytes ?? MAX_ENTRY_BYTES);
    this.#reader = reader;
    this.#streamKey = anchor?.streamKey ?? '';
    this.#row = anchor?.row ?? 0;
  }

  get position(): string | null {
    if (!this.#finder.isInsideRow) this.#keepPosition();
    return this.#kept;
  }

  push(bytes: Buffer): void {
    // The window may let go of the beginning of a large row, and with it of where that began.
    if (!this.#finder.isInsideRow) this.#keepPosition();
    this.#window.append(bytes.subarray(this.#skip(bytes)));
    this.#read(false);
  }

  end(isComplete: boolean): void {
    if (isComplete) this.#read(true);
  }

  /** Rows that were read before are only summed up. Returns how many of the bytes that were. */
  #skip(bytes: Buffer): number {
    const left = (this.#options.anchor?.bytes ?? 0) - this.#window.startsAt;
    const skipped = Math.max(0, Math.min(left, bytes.length));
    if (skipped > 0) {
      this.#window.append(bytes.subarray(0, skipped));
      this.#window.consume(skipped);
    }
    return skipped;
  }

  #read(isEnd: boolean): void {
    for (;;) {
      const row = this.#finder.next(isEnd);
      if (row === undefined) return;
      this.#take(row);
      this.#row += 1;
      this.#finder.consume();
    }
  }

  /** Nothing is remembered before the sink has it: where the store fails in between, the row is taken once more. */
  #take(row: FoundRow): void {
    const { layout, assembler, dictionaries, sink } = this.#options;
    const number = this.#row + 1;
    if (this.#streamKey === '') this.#streamKey = fileStreamKey(layout, row.bytes);
    const unreadable = row.problem === undefined ? this.#reader.read(row) : { reason: row.problem };
    if (unreadable === undefined) {
      const { draft } = assembler;
      draft.streamId = dictionaries.streamId(this.#streamKey);
      draft.sequence = number;
      [draft.checkLow, draft.checkHigh] = rowChecks(row.bytes);
      sink.accept(draft);
      return;
    }
    const { bytes, sizeBytes } = unreadable.instead ?? row;
    const kept = Buffer.copyBytesFrom(bytes, 0, MAX_KEPT_BYTES);
    sink.reject(
      `Row ${String(number)}: ${unreadable.reason}`,
      kept,
      sizeBytes,
      formatRowPosition(this.#streamKey, number),
    );
  }

  #keepPosition(): void {
    const bytes = this.#window.startsAt;
    if (this.#streamKey === '' || bytes === 0 || bytes === this.#settledBytes) return;
    this.#settledBytes = bytes;
    this.#kept = formatFilePosition({
      streamKey: this.#streamKey,
      row: this.#row,
      bytes,
      sha256: this.#window.digest(),
    });
  }
}
