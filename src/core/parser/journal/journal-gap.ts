import { parseCursor, type JournalCursor } from './journal-cursor.ts';
import type { MissedAnchor } from '../source-parser.ts';

/**
 * What a journal lost, given the cursor of the last stored entry and the first entry that is left.
 * undefined: nothing, as the first that is left is the very next one.
 */
export function journalGap(
  anchor: string,
  first: JournalCursor,
  firstTimeUnixUs: number,
): MissedAnchor | undefined {
  const last = parseCursor(anchor);
  const skipped =
    last !== undefined && last.streamKey === first.streamKey ? first.sequence - last.sequence - 1 : undefined;
  if (skipped === 0) return undefined;
  const most = skipped !== undefined && skipped > 0 ? ` (at most ${String(skipped)} entries)` : '';
  return {
    fromUnixUs: last?.timeUnixUs ?? null,
    untilUnixUs: firstTimeUnixUs,
    reason: `The journal no longer holds what followed the last stored entry${most}: it was removed before Hydrant could read it.`,
  };
}
