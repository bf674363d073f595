import type { TimeZone } from '../../formats.ts';
import { formatCount, formatShortTime } from '../../formats.ts';
import type { Unread } from '../../state/unread.ts';
import { texts } from '../../texts.ts';

/** "Since you last looked, 2026-11-21 18:04:00: 3 errors, 12 warnings, 340 others". */
export function unreadWords({ atUnixUs, counts }: Unread, zone: TimeZone): string {
  const since = texts.unread.since(formatShortTime(atUnixUs, zone));
  const errors = sum(counts.slice(0, 4));
  const warnings = counts[4] ?? 0;
  const others = sum(counts.slice(5));
  const words = texts.unread;
  return `${since}: ${words.counts(
    words.errors(errors, formatCount(errors)),
    words.warnings(warnings, formatCount(warnings)),
    words.others(others, formatCount(others)),
  )}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
