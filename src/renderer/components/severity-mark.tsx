import type { ReactNode } from 'react';
import type { Severity } from '#contract/severity.ts';

/** A shape for each severity, so that none is told by colour alone. The word stands beside it. */
export function SeverityMark({ severity }: { severity: Severity }): ReactNode {
  return (
    <svg className={`severity-mark severity-${String(severity)}`} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[severity]}
    </svg>
  );
}

const OCTAGON = <path d="M4 .8h4L11.2 4v4L8 11.2H4L.8 8V4z" fill="currentColor" />;

const SHAPES: readonly ReactNode[] = [
  <g key="emergency">
    {OCTAGON}
    <path className="cut" d="M3.8 3.8l4.4 4.4M8.2 3.8L3.8 8.2" />
  </g>,
  <g key="alert">
    {OCTAGON}
    <path className="cut" d="M6 2.8v3.9M6 8.3v1.1" />
  </g>,
  <g key="critical">
    {OCTAGON}
    <path className="cut" d="M3.3 6h5.4" />
  </g>,
  <circle key="error" cx="6" cy="6" r="4.6" fill="currentColor" />,
  <path key="warning" d="M6 1.2l5.2 9.4H.8z" fill="currentColor" />,
  <path key="notice" d="M6 1.4L10.6 6 6 10.6 1.4 6z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  <circle key="info" cx="6" cy="6" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  <circle key="debug" cx="6" cy="6" r="1.7" fill="currentColor" />,
];
