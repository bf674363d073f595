import type { ExportOutput } from '../formats/export-format.ts';

/** Holds what one row takes, so that its size is known before it goes to a file. */
export class RowBuffer implements ExportOutput {
  #pieces: (string | Uint8Array)[] = [];
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  addText(text: string): void {
    this.#pieces.push(text);
    this.#sizeBytes += Buffer.byteLength(text);
  }

  addBytes(bytes: Uint8Array): void {
    // Copied: the format may use its memory again.
    this.#pieces.push(Uint8Array.from(bytes));
    this.#sizeBytes += bytes.length;
  }

  /** Hands everything on and is empty afterwards. */
  moveTo(output: ExportOutput): void {
    for (const piece of this.#pieces) {
      if (typeof piece === 'string') output.addText(piece);
      else output.addBytes(piece);
    }
    this.#pieces = [];
    this.#sizeBytes = 0;
  }
}
