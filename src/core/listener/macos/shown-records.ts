const LF = 10;
const OPEN = 0x7b;
/** The last line is no longer than this. */
const TAIL_BYTES = 200;
/** Source: log(1), "a trailing record, identified by the inclusion of a finished field"; recorded of macOS 26. */
const TRAILER = /^\{"count":(\d{1,15}),"finished":1\}$/;

/**
 * Whether a run of `log show --style ndjson` printed everything: its last line says so, and how many records there were.
 * `cut`: it does not. `fewer`: there are fewer than it says.
 */
export type ShownVerdict = 'whole' | 'cut' | 'fewer';

/** Watches what `log show` prints, chunk by chunk. */
export class ShownRecords {
  #lines = 0;
  #isLineStart = true;
  #tail = '';

  add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#isLineStart && bytes[at] === OPEN) this.#lines += 1;
      const lineFeed = bytes.indexOf(LF, at);
      this.#isLineStart = lineFeed >= 0;
      at = lineFeed < 0 ? bytes.length : lineFeed + 1;
    }
    const end = bytes.toString('latin1', Math.max(0, bytes.length - TAIL_BYTES));
    this.#tail = (this.#tail + end).slice(-TAIL_BYTES);
  }

  /** At the end of the output. */
  get verdict(): ShownVerdict {
    const lastLine = this.#tail.trimEnd().split('\n').at(-1) ?? '';
    const count = TRAILER.exec(lastLine)?.[1];
    if (count === undefined) return 'cut';
    return this.#lines - 1 < Number(count) ? 'fewer' : 'whole';
  }
}
