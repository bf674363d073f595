import type { ReactNode, ToggleEvent } from 'react';
import { useId, useRef, useState } from 'react';

/** From the button to the panel, and from the panel to the window's edge. */
const DISTANCE_PX = 4;
/** Beside the panel. */
const MARGIN_PX = 8;

interface PopoverButtonProps {
  label: ReactNode;
  className: string;
  /** What the panel is called for screen readers. */
  name: string;
  /** How wide the panel can be. It stands below the button's right end, or, where it would hang out of the window, further right. */
  widestPx: number;
  /** Drawn only while the panel is open. */
  children: ReactNode;
}

/** A button with a panel below it. The browser closes it by Escape and by a click elsewhere, and gives the focus back. */
export function PopoverButton({ label, className, name, widestPx, children }: PopoverButtonProps): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  function onBeforeToggle(event: ToggleEvent<HTMLDivElement>): void {
    const place = button.current?.getBoundingClientRect();
    if (event.newState !== 'open' || place === undefined) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const topPx = place.bottom + DISTANCE_PX;
    const { style } = event.currentTarget;
    style.top = `${String(topPx)}px`;
    const rightPx = Math.min(place.right, clientWidth - MARGIN_PX);
    const fits = rightPx - widestPx >= MARGIN_PX;
    style.left = fits ? 'auto' : `${String(MARGIN_PX)}px`;
    style.right = fits ? `${String(clientWidth - rightPx)}px` : 'auto';
    // What does not fit scrolls inside: what hangs out of the window could not be reached.
    style.maxHeight = `${String(clientHeight - topPx - DISTANCE_PX)}px`;
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
