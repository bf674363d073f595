import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  title: string;
  /** false: the title is its name only, and Escape closes it. Default true. */
  hasHead?: boolean;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Something over everything else. The browser keeps the focus inside, closes it by Escape and gives the focus back. What has
 * `data-takes-focus` has it first, else the first thing that can.
 */
export function Dialog({ title, hasHead = true, className = '', onClose, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the document, or the browser does not give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-takes-focus]')?.focus();
    return () => {
      element?.close();
    };
  }, []);

  // The browser closes it by Escape, too, but a moment later: keys that follow at once would still be meant for it.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    flushSync(onClose);
  }

  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={title}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      {hasHead ? (
        <header className="dialog-head">
          <h2>{title}</h2>
          <button type="button" className="icon-button" aria-label={texts.dialog.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
      ) : null}
      {children}
    </dialog>
  );
}
