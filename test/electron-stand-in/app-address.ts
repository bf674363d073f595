/**
 * Chromium loads pages only from schemes it knows, so the stand-in serves `app://hydrant/x` to it as
 * `https://hydrant.app.invalid/x`: a standard, secure origin of its own, which no name server resolves (RFC 2606).
 */
const HOST_SUFFIX = '.app.invalid';

/** The address under which Chromium is told to load an app:// address; other addresses stay as they are. */
export function toChromiumAddress(address: string): string {
  const match = /^app:\/\/([\w-]+)(\/.*)?$/.exec(address);
  return match === null ? address : `https://${String(match[1])}${HOST_SUFFIX}${match[2] ?? '/'}`;
}

/** The app:// address that Electron would report for what Chromium reports; other addresses stay as they are. */
export function fromChromiumAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || !url.hostname.endsWith(HOST_SUFFIX)) return address;
  const host = url.hostname.slice(0, -HOST_SUFFIX.length);
  return `app://${host}${url.pathname}${url.search}${url.hash}`;
}
