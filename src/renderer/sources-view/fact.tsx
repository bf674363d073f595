import type { ReactNode } from 'react';

/** A name and its value, within a `<dl class="facts">`. */
export function Fact({ name, value }: { name: string; value: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
