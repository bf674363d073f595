import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';

/** The element that the scrollbar scrolls. */
export const LIST_ID = 'log-entries';

export interface ListBox {
  topPx: number;
  heightPx: number;
}

/** Where the list's viewport lies below the upper edge of the scrollbar's parent: its head stands above it. */
export function useListBox(scrollbar: RefObject<HTMLElement | null>): ListBox {
  const [box, setBox] = useState<ListBox>({ topPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const list = document.getElementById(LIST_ID);
    const parent = scrollbar.current?.parentElement;
    if (list === null || parent === null || parent === undefined) return undefined;
    const measure = (): void => {
      const area = list.getBoundingClientRect();
      const topPx = Math.round(area.top - parent.getBoundingClientRect().top);
      const heightPx = Math.floor(area.height);
      setBox((known) => (known.topPx === topPx && known.heightPx === heightPx ? known : { topPx, heightPx }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    observer.observe(parent);
    return () => {
      observer.disconnect();
    };
  }, [scrollbar]);
  return box;
}
