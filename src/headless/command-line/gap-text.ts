import type { Gap } from '#contract/status.ts';
import { localTime } from './local-time.ts';
import { visibleText } from '#core/queries/visible-text.ts';

/** One gap on one line: from when to when, how many entries, why. */
export function gapText(gap: Gap): string {
  const from = gap.fromUnixUs === null ? 'the beginning' : localTime(gap.fromUnixUs);
  const until = gap.untilUnixUs === null ? 'an unknown time' : localTime(gap.untilUnixUs);
  const lost = gap.lostEntries === null ? '' : `, ${gap.lostEntries.toLocaleString('en')} entries lost`;
  return visibleText(`${from} to ${until}${lost}: ${gap.reason}`);
}
