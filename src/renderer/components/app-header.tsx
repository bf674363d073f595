import type { ReactNode } from 'react';
import type { DialogName } from '../commands/app-commands.ts';
import { useCommandKey } from '../commands/use-command-key.ts';
import { texts } from '../texts.ts';
import type { ViewName } from '../use-view-name.ts';
import { VIEW_NAMES, viewAddress } from '../use-view-name.ts';
import { Icon } from './icon.tsx';
import { Logo } from './logo.tsx';

interface AppHeaderProps {
  view: ViewName;
  onOpen: (dialog: DialogName) => void;
}

/** The name, the four views, all commands, and help. */
export function AppHeader({ view, onOpen }: AppHeaderProps): ReactNode {
  const palette = useCommandKey('palette.open');
  const help = useCommandKey('help.open');
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
        className="palette-button"
        aria-keyshortcuts={palette.aria}
        title={texts.commands.withKeys(texts.commands.palette.open, palette.words)}
        onClick={() => {
          onOpen('palette');
        }}
      >
        <Icon name="command" />
        <span className="visually-hidden">{texts.commands.palette.open} </span>
        {palette.words === '' ? null : <kbd>{palette.words}</kbd>}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.shortcuts.open}
        aria-keyshortcuts={help.aria}
        title={texts.commands.withKeys(texts.shortcuts.open, help.words)}
        onClick={() => {
          onOpen('help');
        }}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}
