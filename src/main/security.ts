import type { Session, WebContents } from 'electron';
import { app } from 'electron';
import { isStartPage } from './log-address.ts';
import { isAppUrl } from './sender-check.ts';

/** Copying text is the one thing beyond its own files that the page needs from the system. */
const GRANTED_PERMISSION = 'clipboard-sanitized-write';

/**
 * Closes every way out of the page, for every page there will ever be: navigation (save to the app's own start page, which shows
 * the store or an opened file), redirects, new windows, webviews.
 * Links to the outside do nothing: log text is hostile, and a click in it must not open a browser.
 */
export function refuseLeavingTheApp(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** What a page asks for. */
interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  preventDefault(): void;
}

function confine(contents: WebContents): void {
  const confineNavigation = (details: Navigation): void => {
    if (!details.isMainFrame || !isStartPage(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', confineNavigation);
  contents.on('will-frame-navigate', confineNavigation);
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Refuses every permission a page can ask for (except copying text), every device and every download. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isGranted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

function isGranted(permission: string, address: string): boolean {
  return permission === GRANTED_PERMISSION && isAppUrl(address);
}
