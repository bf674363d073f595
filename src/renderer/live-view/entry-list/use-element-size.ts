import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';

export interface ElementSize {
  widthPx: number;
  heightPx: number;
}

const UNKNOWN: ElementSize = { widthPx: 0, heightPx: 0 };

/** The inner size of an element, from before it is first painted. */
export function useElementSize(element: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState(UNKNOWN);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return undefined;
    const measure = (): void => {
      const next = { widthPx: observed.clientWidth, heightPx: observed.clientHeight };
      setSize((known) => (known.widthPx === next.widthPx && known.heightPx === next.heightPx ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return size;
}
