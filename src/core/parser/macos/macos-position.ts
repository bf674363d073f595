import { formatSum } from '../byte-sum.ts';
import type { MissedAnchor } from '../source-parser.ts';

/** The stream of all entries of macOS' log, in the store's dictionary of streams. Journald's begin with `s=`, files' with `file:`. */
export const MACOS_STREAM = 'macos:log';

/** Where an entry stands in macOS' log. */
export interface MacosPosition {
  timeUnixUs: number;
  /** Tells entries of the same microsecond apart: of what `log stream` and `log show` say alike of an entry. */
  sum: number;
}

const SHAPE = /^macos:t=(\d{1,16});x=([0-9a-f]{8})$/;

export function formatMacosPosition({ timeUnixUs, sum }: MacosPosition): string {
  return `macos:t=${String(timeUnixUs)};x=${formatSum(sum)}`;
}

/** Reads what `formatMacosPosition` wrote; undefined for anything else. */
export function parseMacosPosition(text: string): MacosPosition | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, time = '', sum = ''] = match;
  return { timeUnixUs: Number(time), sum: Number.parseInt(sum, 16) | 0 };
}

/**
 * What macOS no longer holds when a catch-up, asked to begin before the anchor, begins with an entry of this time. An anchor that is
 * missing alone means nothing: debug entries are never kept, and info entries not for long.
 * undefined: the catch-up reaches back to the anchor.
 */
export function macosGap(anchor: MacosPosition, firstTimeUnixUs: number): MissedAnchor | undefined {
  if (firstTimeUnixUs <= anchor.timeUnixUs) return undefined;
  return {
    fromUnixUs: anchor.timeUnixUs,
    untilUnixUs: firstTimeUnixUs,
    reason:
      'macOS no longer holds what followed the last stored entry, or nothing was logged: the oldest entry it gave is newer than that.',
  };
}
