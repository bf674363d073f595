import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Where the page lives. A scheme of its own instead of file://, so that the page has an origin and a policy. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://hydrant';
export const APP_URL = `${APP_ORIGIN}/`;

/** The page may load its own files and talk to nobody. Trusted Types: no string ever becomes markup. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Everything a build of the renderer consists of; a file of another kind is not served. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Answers one request of the page: 200, 404 or 405, always with the security headers. */
export async function answerAppRequest(
  rendererDir: string,
  request: { method: string; url: string },
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405, 'Method not allowed');
  const path = resolveAppPath(rendererDir, request.url);
  const mimeType = path === undefined ? undefined : MIME_TYPES[extname(path).toLowerCase()];
  if (path === undefined || mimeType === undefined) return plainAnswer(404, 'Not found');
  try {
    const body = await readFile(path);
    return new Response(request.method === 'HEAD' ? null : body, {
      status: 200,
      headers: { ...SECURITY_HEADERS, 'content-type': mimeType },
    });
  } catch {
    // Missing, a folder, unreadable: for a page it is all the same.
    return plainAnswer(404, 'Not found');
  }
}

/**
 * The file that an app:// address means, or undefined when it means none: another host, a path that leaves
 * `rendererDir`, or characters that some file system reads as something else.
 */
export function resolveAppPath(rendererDir: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== `${APP_SCHEME}:` || url.host !== 'hydrant') return undefined;
  const segments = url.pathname.split('/').slice(1).map(decodeSegment);
  if (segments.length === 1 && segments[0] === '') return join(rendererDir, 'index.html');
  const names: string[] = [];
  for (const segment of segments) {
    if (segment === undefined || !isPlainFileName(segment)) return undefined;
    names.push(segment);
  }
  return join(rendererDir, ...names);
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Vite names its files with these characters only; so dots alone, slashes, backslashes, drive letters and NUL are out. */
function isPlainFileName(name: string): boolean {
  return /^[\w-][\w.-]*$/.test(name) && !name.includes('..');
}

function plainAnswer(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
}
