import { APP_ORIGIN } from './app-files.ts';

/** Who sent an IPC message, as far as it decides whether the message is heard. */
export interface MessageSender {
  /** Address of the sending frame; undefined: the frame is gone already. */
  frameUrl: string | undefined;
  /** The frame is the page itself and not a frame inside it. */
  isMainFrame: boolean;
  /** The page is the one in Hydrant's own window. */
  isOwnWindow: boolean;
}

/**
 * Only Hydrant's own page, in the main frame of its own window, is heard. Returns the reason why a sender is refused,
 * or undefined when it may speak. Source: Electron's security checklist, "Validate the sender of all IPC messages".
 */
export function refuseSender(sender: MessageSender): string | undefined {
  if (!sender.isOwnWindow) return 'it came from a page that is not in the window';
  if (!sender.isMainFrame) return 'it came from a frame inside the page';
  if (sender.frameUrl === undefined) return 'its frame is gone';
  if (!isAppUrl(sender.frameUrl)) return 'it came from a page that is not part of the app';
  return undefined;
}

/** Whether an address belongs to the page's own origin. Compared as parsed, so that `app://hydrant.evil/` is not taken for it. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === APP_ORIGIN && url.username === '';
}
