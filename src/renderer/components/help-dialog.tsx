import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';
import { ShortcutList } from './shortcut-list.tsx';

/** The keys, over everything else. The browser keeps the focus inside and closes it by Escape. */
export function HelpDialog({ onClose }: { onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-label={texts.shortcuts.title} onClose={onClose}>
      <header className="dialog-head">
        <h2>{texts.shortcuts.title}</h2>
        <button type="button" className="icon-button" aria-label={texts.shortcuts.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ShortcutList />
      <p className="hint">{texts.shortcuts.hint}</p>
    </dialog>
  );
}
