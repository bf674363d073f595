import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import type { ViewName } from '../use-view-name.ts';
import { VIEW_NAMES, viewAddress } from '../use-view-name.ts';
import { Icon } from './icon.tsx';
import { Logo } from './logo.tsx';

/** The name, the four views, and help. */
export function AppHeader({ view, onHelp }: { view: ViewName; onHelp: () => void }): ReactNode {
  return (
    <header className="app-header">
      <span className="brand">
        <Logo />
        {texts.appName}
      </span>
      <nav aria-label={texts.navigation.name}>
        {VIEW_NAMES.map((name) => (
          <a key={name} href={viewAddress(name)} aria-current={name === view ? 'page' : undefined}>
            {texts.navigation[name]}
          </a>
        ))}
      </nav>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.shortcuts.open}
        title={texts.shortcuts.openHint}
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}
