import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';
import { fromChromiumAddress } from './app-address.ts';

type PermissionRequestHandler = (
  contents: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { requestingUrl: string },
) => void;
type PermissionCheckHandler = (contents: unknown, permission: string, origin: string) => boolean;

/** What Electron calls a permission, and what Chromium's DevTools call it. */
const PERMISSIONS: readonly (readonly [electron: string, chromium: string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
];

/**
 * Electron's default session. Chromium asks nobody while it runs headless, so the permission handlers are asked with
 * every document, and Chromium is told their answers. Without handlers everything is granted, as in Electron.
 */
export class StandInSession extends EventEmitter {
  #requestHandler: PermissionRequestHandler | undefined;
  #checkHandler: PermissionCheckHandler | undefined;

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.#checkHandler = handler;
  }

  /** There are no devices here that a page could be refused. */
  setDevicePermissionHandler(handler: () => boolean): void {
    if (handler()) throw new Error('The Electron stand-in has no devices to give.');
  }

  /** Tells Chromium which permissions pages of this origin have. */
  async applyPermissions(devtools: CDPSession, chromiumOrigin: string): Promise<void> {
    const origin = fromChromiumAddress(`${chromiumOrigin}/`);
    for (const [permission, name] of PERMISSIONS) {
      await devtools.send('Browser.setPermission', {
        permission: { name },
        setting: this.#isGranted(permission, origin) ? 'granted' : 'denied',
        origin: chromiumOrigin,
      });
    }
  }

  /** Offers a download to `will-download`. Returns whether a listener refused it. */
  refusesDownload(url: string): boolean {
    let isPrevented = false;
    this.emit('will-download', { preventDefault: () => (isPrevented = true) }, { getURL: () => url });
    return isPrevented;
  }

  #isGranted(permission: string, origin: string): boolean {
    let isGranted = true;
    this.#requestHandler?.(undefined, permission, (answer) => (isGranted = answer), {
      requestingUrl: origin,
    });
    return isGranted && (this.#checkHandler?.(undefined, permission, origin) ?? true);
  }
}
