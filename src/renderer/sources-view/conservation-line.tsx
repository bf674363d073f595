import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { formatCount } from '../formats.ts';
import { texts } from '../texts.ts';
import { conservation } from './conservation.ts';

/** What became of all that was received. */
export function ConservationLine({ source }: { source: SourceStatus }): ReactNode {
  const { terms, difference } = conservation(source.counters);
  return (
    <p className="conservation">
      <span className="term">
        <b>{formatCount(source.counters.received)}</b> {texts.sources.received}
      </span>
      {terms.map(({ name, count }, index) => (
        <span key={name} className="term">
          <span className="operator" aria-hidden="true">
            {index === 0 ? '=' : '+'}
          </span>
          <b>{formatCount(count)}</b> {texts.sources.terms[name]}
        </span>
      ))}
      <span className={difference === 0 ? 'balance is-even' : 'balance is-off'}>
        {difference === 0
          ? texts.sources.balanced
          : texts.sources.unbalanced(formatCount(Math.abs(difference)))}
      </span>
    </p>
  );
}
