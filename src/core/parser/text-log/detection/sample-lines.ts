import { decodeUtf8 } from '../decode-bytes.ts';

/** One line of a sample. */
export interface SampleLine {
  /** Counted from 1. */
  number: number;
  text: string;
  /** The line is no UTF-8, and each character of `text` is one byte. */
  isBytes: boolean;
}

const LF = 10;
/** A longer line tells no more of its format than its beginning. */
const MAX_LINE_BYTES = 64 * 1024;

/**
 * The lines of the first bytes of a file, without blank ones. A last line without line end is left out, as it may be cut; unless it is the
 * only one. @param maxLines - More are not looked at.
 */
export function sampleLines(sample: Buffer, maxLines: number): SampleLine[] {
  const lines: SampleLine[] = [];
  let at = 0;
  for (let number = 1; at < sample.length && lines.length < maxLines; number += 1) {
    const lineFeed = sample.indexOf(LF, at);
    if (lineFeed < 0 && lines.length > 0) break;
    const end = lineFeed < 0 ? sample.length : lineFeed;
    const shown = Math.min(end, at + MAX_LINE_BYTES);
    const decoded = decodeUtf8(sample, at, shown);
    const text = (decoded ?? sample.toString('latin1', at, shown)).replace(/\r$/, '');
    if (text.trim() !== '') lines.push({ number, text, isBytes: decoded === undefined });
    at = end + 1;
  }
  return lines;
}
