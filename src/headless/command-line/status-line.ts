import { visibleText } from '#core/queries/visible-text.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_EVERY_MS = 200;

/** One line at the bottom of a terminal that is written over again and again. Silent where standard error is no terminal. */
export class StatusLine {
  readonly #stream: NodeJS.WriteStream;
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** Shows a text in place of the last one; texts that come too fast are left out. */
  show(text: string): void {
    const nowMs = performance.now();
    if (!this.#stream.isTTY || nowMs - this.#drawnAtMs < REDRAW_EVERY_MS) return;
    this.#drawnAtMs = nowMs;
    this.#isDrawn = true;
    // Some terminals do not know their width, or say 0.
    const width = (this.#stream.columns || 80) - 1;
    this.#stream.write(`\r\u001b[2K${visibleText(text).slice(0, width)}`);
  }

  /** Takes the line away, so that other output starts on a clean one. */
  clear(): void {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    this.#drawnAtMs = Number.NEGATIVE_INFINITY;
    this.#stream.write('\r\u001b[2K');
  }
}
