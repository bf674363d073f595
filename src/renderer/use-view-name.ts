import { useSyncExternalStore } from 'react';

export const VIEW_NAMES = ['live', 'export', 'sources', 'settings'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** The view that the address names (`#/export`), so that back and forward work; the live view by default. */
export function useViewName(): ViewName {
  return useSyncExternalStore(subscribe, currentViewName);
}

export function viewAddress(name: ViewName): string {
  return `#/${name}`;
}

export function goToView(name: ViewName): void {
  location.hash = viewAddress(name);
}

/** The same, outside a component. */
export function currentViewName(): ViewName {
  const name = location.hash.replace(/^#\//, '');
  return VIEW_NAMES.find((each) => each === name) ?? 'live';
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => {
    removeEventListener('hashchange', listener);
  };
}
