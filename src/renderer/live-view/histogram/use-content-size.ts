import type { RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';

/** The size of an element's content in whole CSS pixels, known before the first drawing and true after every change. */
export function useContentSize<E extends Element>(): {
  element: RefObject<E | null>;
  widthPx: number;
  heightPx: number;
} {
  const element = useRef<E>(null);
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = (): void => {
      const { width, height } = measured.getBoundingClientRect();
      setSize({ widthPx: Math.floor(width), heightPx: Math.floor(height) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { element, ...size };
}
