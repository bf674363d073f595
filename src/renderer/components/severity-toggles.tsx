import type { ReactNode } from 'react';
import type { Severity, SeverityCounts } from '#contract/severity.ts';
import { formatCount, formatShortCount } from '../formats.ts';
import { ALL_SEVERITIES, severityAndWorse, withSeverityToggled } from '../state/entry-filter.ts';
import { texts } from '../texts.ts';
import { SeverityMark } from './severity-mark.tsx';

interface SeverityTogglesProps {
  shown: readonly Severity[];
  /** null: not known yet. */
  counts: SeverityCounts | null;
  /** Default true. false: the toggles carry no numbers. */
  hasCounts?: boolean;
  /** The severities to be shown from now on, ascending. */
  onChange: (severities: readonly Severity[]) => void;
}

/**
 * One button per severity, pressed when it is shown, each with the number of entries it stands for. With Alt or Shift, by
 * pointer or Enter, it shows this severity and all that are worse, and nothing else.
 */
export function SeverityToggles({
  shown,
  counts,
  hasCounts = true,
  onChange,
}: SeverityTogglesProps): ReactNode {
  return (
    <div className="severity-toggles" role="group" aria-label={texts.filter.severities}>
      {ALL_SEVERITIES.map((severity) => {
        const count = counts?.[severity];
        return (
          <button
            key={severity}
            type="button"
            className="severity-toggle"
            aria-pressed={shown.includes(severity)}
            aria-keyshortcuts="Shift+Enter"
            title={texts.filter.andWorseHint(texts.severity[severity] ?? '')}
            onClick={(event) => {
              const isAndWorse = event.altKey || event.shiftKey;
              onChange(isAndWorse ? severityAndWorse(severity) : withSeverityToggled(shown, severity));
            }}
          >
            <SeverityMark severity={severity} />
            <span className="severity-toggle-word in-full">{texts.severity[severity]}</span>
            <span className="severity-toggle-word in-short" aria-hidden="true">
              {texts.severityShort[severity]}
            </span>{' '}
            {hasCounts ? <Count count={count} /> : null}
          </button>
        );
      })}
    </div>
  );
}

function Count({ count }: { count: number | undefined }): ReactNode {
  if (count === undefined) return <span className="severity-toggle-count">{'\u2013'}</span>;
  return (
    <span className="severity-toggle-count" title={formatCount(count)}>
      <span className="in-full">{formatCount(count)}</span>
      <span className="in-short" aria-hidden="true">
        {formatShortCount(count)}
      </span>
    </span>
  );
}
