import type { JournalExportParser } from '../journal/journal-export-parser.ts';
import { ContentWindow } from './content-window.ts';
import { beginContentHash, formatFilePosition, type FilePosition } from './file-position.ts';
import type { FileRun } from './file-run.ts';

/** Reads a file in journald's export format once, from behind the entries that were read before. */
export class JournalFileRun implements FileRun {
  readonly #parser: JournalExportParser;
  readonly #window = new ContentWindow(beginContentHash({ format: 'journal' }));
  readonly #anchorBytes: number;
  readonly #settledBefore: number;
  #skippedBytes = 0;

  /** @param anchor - Where the file was read to before; null: nowhere. */
  constructor(parser: JournalExportParser, anchor: FilePosition | null) {
    this.#parser = parser;
    this.#anchorBytes = anchor?.bytes ?? 0;
    parser.startRun({ phase: 'follow', anchor: null });
    this.#settledBefore = parser.settledBytes;
  }

  get position(): string | null {
    const bytes = this.#window.startsAt;
    if (bytes === 0) return null;
    return formatFilePosition({ streamKey: '', row: 0, bytes, sha256: this.#window.digest() });
  }

  push(bytes: Buffer): void {
    this.#window.append(bytes);
    const skipped = Math.min(this.#anchorBytes - this.#skippedBytes, bytes.length);
    this.#skippedBytes += skipped;
    this.#window.consume(skipped);
    this.#parser.push(bytes.subarray(skipped));
    this.#settle();
  }

  end(isComplete: boolean): void {
    this.#parser.endRun(isComplete);
    this.#settle();
  }

  /** Everything up to the last whole entry counts as read. */
  #settle(): void {
    const readBytes = this.#parser.settledBytes - this.#settledBefore;
    this.#window.consume(this.#skippedBytes + readBytes - this.#window.startsAt);
  }
}
