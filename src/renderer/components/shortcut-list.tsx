import type { ReactNode } from 'react';
import { texts } from '../texts.ts';

/** Every key and what it does. */
export function ShortcutList(): ReactNode {
  return (
    <dl className="shortcuts">
      {texts.shortcuts.list.map(({ keys, action }) => (
        <div key={action}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{action}</dd>
        </div>
      ))}
    </dl>
  );
}
