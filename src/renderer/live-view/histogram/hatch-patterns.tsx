import type { ReactNode } from 'react';

/** Lines that tell severities apart where the user's own colours replace ours, and that say "not counted yet". */
export function HatchPatterns(): ReactNode {
  return (
    <defs>
      <pattern
        id="hatch-dense"
        width="3"
        height="3"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="hatch-line" width="2" height="3" />
      </pattern>
      <pattern
        id="hatch-even"
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect className="hatch-line" width="1.5" height="4" />
      </pattern>
      <pattern id="hatch-dots" width="3" height="3" patternUnits="userSpaceOnUse">
        <rect className="hatch-line" width="1" height="1" />
      </pattern>
      <pattern
        id="hatch-pending"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="hatch-pending-line" width="1" height="6" />
      </pattern>
    </defs>
  );
}
