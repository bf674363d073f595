import { isAppUrl } from './sender-check.ts';

/** How ids of opened files are written: see OpenedFiles. */
const START_PAGE_SEARCH = /^(?:\?log=[\w-]{1,100})?$/;

/** The id of the opened file that a page of this address shows; null: it shows the store. */
export function logIdOf(address: string): string | null {
  return URL.parse(address)?.searchParams.get('log') ?? null;
}

/** Whether an address is the app's one page, of the store or of an opened file. Nothing else may be navigated to. */
export function isStartPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && isAppUrl(address) && url.pathname === '/' && START_PAGE_SEARCH.test(url.search);
}
