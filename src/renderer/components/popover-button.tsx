import type { ReactNode, ToggleEvent } from 'react';
import { useId, useRef, useState } from 'react';

interface PopoverButtonProps {
  label: ReactNode;
  className: string;
  /** What the panel is called for screen readers. */
  name: string;
  /** Drawn only while the panel is open. */
  children: ReactNode;
}

/** A button with a panel below it. The browser closes it by Escape and by a click elsewhere, and gives the focus back. */
export function PopoverButton({ label, className, name, children }: PopoverButtonProps): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  function onBeforeToggle(event: ToggleEvent<HTMLDivElement>): void {
    const place = button.current?.getBoundingClientRect();
    if (event.newState !== 'open' || place === undefined) return;
    event.currentTarget.style.top = `${String(place.bottom + 4)}px`;
    event.currentTarget.style.right = `${String(document.documentElement.clientWidth - place.right)}px`;
  }

  return (
    <>
      <button ref={button} type="button" className={className} popoverTarget={id} aria-haspopup="dialog">
        {label}
      </button>
      <div
        id={id}
        className="popover"
        popover="auto"
        role="dialog"
        aria-label={name}
        onBeforeToggle={onBeforeToggle}
        onToggle={(event) => {
          setIsOpen(event.newState === 'open');
        }}
      >
        {isOpen ? children : null}
      </div>
    </>
  );
}
