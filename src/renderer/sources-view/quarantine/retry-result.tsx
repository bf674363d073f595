import type { ReactNode } from 'react';
import type { RetryTotals } from '#contract/retry-totals.ts';
import { LogText } from '../../components/log-text.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';

const words = texts.quarantine;

/** What became of pieces that were tried again, in a sentence or two. */
export function retryWords({ tried, stored, duplicates, dropped, stayed }: RetryTotals): string {
  if (tried === 0) return words.nothing;
  const left = stayed.reduce((sum, { pieces }) => sum + pieces, 0);
  return [
    words.result(stored, formatCount(stored)),
    ...(duplicates === 0 ? [] : [words.known(duplicates, formatCount(duplicates))]),
    ...(dropped === 0 ? [] : [words.dropped(formatCount(dropped))]),
    ...(left === 0 ? [] : [words.stayed(left, formatCount(left))]),
  ].join(' ');
}

/** The same, with the reasons of what stays. */
export function RetryResult({ totals }: { totals: RetryTotals }): ReactNode {
  return (
    <div className="retry-result">
      <p>{retryWords(totals)}</p>
      {totals.stayed.length === 0 ? null : (
        <ul>
          {totals.stayed.map(({ reason, pieces }) => (
            <li key={reason}>
              <b>{formatCount(pieces)}</b> <LogText text={reason} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
