import { MAX_KEPT_BYTES } from '../source-parser.ts';
import type { ContentWindow } from './content-window.ts';
import type { RowEnd } from './row-end.ts';

const CR = 13;
const NO_BYTES = Buffer.alloc(0);

/** One row of a file. */
export interface FoundRow {
  /** Without its line end; only the first MAX_KEPT_BYTES of one that has a problem. Valid until the row is consumed. */
  bytes: Buffer;
  /** Of the whole row, without its line end where that is known. */
  sizeBytes: number;
  hasQuotes: boolean;
  /** Why it cannot be read; undefined: it is whole. */
  problem: string | undefined;
}

/** Takes rows out of a window, one after another. Blank lines are no rows. */
export class RowFinder {
  readonly #window: ContentWindow;
  readonly #rowEnd: RowEnd;
  readonly #maxRowBytes: number;
  #found: FoundRow | undefined;
  #foundBytes = 0;
  /** How far the row was searched, from the window's start. */
  #searched = 0;
  /** The beginning of a row that is too large, and how much of it has gone by. */
  #oversized: { kept: Buffer; sizeBytes: number } | undefined;

  constructor(window: ContentWindow, rowEnd: RowEnd, maxRowBytes: number) {
    this.#window = window;
    this.#rowEnd = rowEnd;
    this.#maxRowBytes = maxRowBytes;
  }

  /** A part of the row that comes next has been let go already. */
  get isInsideRow(): boolean {
    return this.#oversized !== undefined;
  }

  /** The next row, and the same one again until it is consumed. undefined: it is not complete. @param isEnd - No more bytes come. */
  next(isEnd: boolean): FoundRow | undefined {
    while (this.#found === undefined) {
      const { bytes, start, sizeBytes } = this.#window;
      const lineEnd = this.#rowEnd.find(bytes, start + this.#searched);
      if (lineEnd >= 0) {
        if (!this.#findWhole(lineEnd)) continue;
      } else {
        this.#searched = sizeBytes;
        if (this.#oversized !== undefined || sizeBytes > this.#maxRowBytes) this.#passOver();
        if (!isEnd || !this.#findUnended()) return undefined;
      }
    }
    return this.#found;
  }

  /** The row that `next` gave is done with. */
  consume(): void {
    this.#window.consume(this.#foundBytes);
    this.#found = undefined;
    this.#foundBytes = 0;
    this.#searched = 0;
    this.#oversized = undefined;
    this.#rowEnd.reset();
  }

  /** false: the line is blank, and gone. */
  #findWhole(lineEnd: number): boolean {
    const { bytes, start } = this.#window;
    const end = lineEnd > start && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    this.#foundBytes = lineEnd + 1 - start;
    if (end === start && this.#oversized === undefined) {
      this.consume();
      return false;
    }
    this.#found = this.#rowOf(start, end, undefined);
    return true;
  }

  /** The content ends without a line end. false: there is nothing left. */
  #findUnended(): boolean {
    const { bytes, start, sizeBytes } = this.#window;
    if (sizeBytes === 0 && this.#oversized === undefined) return false;
    this.#foundBytes = sizeBytes;
    const problem = this.#rowEnd.isInsideQuotes ? 'the file ends inside quotes' : undefined;
    const isCut = problem === undefined && sizeBytes > 0 && bytes.at(-1) === CR;
    this.#found = this.#rowOf(start, isCut ? bytes.length - 1 : bytes.length, problem);
    return true;
  }

  #rowOf(start: number, end: number, problem: string | undefined): FoundRow {
    const { bytes } = this.#window;
    const { hasQuotes } = this.#rowEnd;
    const oversized = this.#oversized;
    const sizeBytes = (oversized?.sizeBytes ?? 0) + end - start;
    if (sizeBytes <= this.#maxRowBytes && problem === undefined) {
      return { bytes: bytes.subarray(start, end), sizeBytes, hasQuotes, problem };
    }
    const isLarge = `the row is larger than ${String(this.#maxRowBytes)} bytes`;
    const gone = oversized?.kept ?? NO_BYTES;
    const here = bytes.subarray(start, Math.min(end, start + MAX_KEPT_BYTES - gone.length));
    return {
      bytes: gone.length === 0 ? here : Buffer.concat([gone, here]),
      sizeBytes,
      hasQuotes,
      problem: sizeBytes > this.#maxRowBytes ? isLarge : problem,
    };
  }

  /** Keeps the beginning of a row that is too large and lets the rest go as it comes. */
  #passOver(): void {
    const { bytes, start, sizeBytes } = this.#window;
    const { kept, sizeBytes: gone } = this.#oversized ?? { kept: NO_BYTES, sizeBytes: 0 };
    const more = bytes.subarray(start, start + Math.min(sizeBytes, MAX_KEPT_BYTES - kept.length));
    const all = more.length === 0 ? kept : Buffer.concat([kept, more]);
    this.#oversized = { kept: all, sizeBytes: gone + sizeBytes };
    this.#window.consume(sizeBytes);
    this.#searched = 0;
  }
}
