import type { ViewName } from '../use-view-name.ts';

/** The opened file that this page shows, as its address names it; null: the store, or the file that Hydrant was started on. */
export function shownLogId(): string | null {
  return new URLSearchParams(location.search).get('log');
}

/** The address of a page that shows a file, or (null) what Hydrant was started with. */
export function logAddress(logId: string | null, view: ViewName = 'live'): string {
  return `/${logId === null ? '' : `?log=${encodeURIComponent(logId)}`}#/${view}`;
}

/** Leaves this page for one that shows another log: a page knows one log only, so nothing of one is ever taken for the other. */
export function goToLog(logId: string | null): void {
  const address = logAddress(logId);
  // Where only the part behind # differs the page would stay.
  if (new URL(address, location.href).search === location.search) location.reload();
  else location.assign(address);
}
