import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
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

/** Something over everything else. The browser keeps the focus inside, closes it by Escape and gives the focus back. */
export function Dialog({ title, hasHead = true, className = '', onClose, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  return (
    <dialog ref={dialog} className={`dialog ${className}`} aria-label={title} onClose={onClose}>
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
