import type { AccessKeys } from './access-keys.ts';
import { isSameSecret } from './access-keys.ts';

/** What the guard looks at; header names in lower case as Node gives them. */
export interface GuardedRequest {
  method: string;
  /** The request target as sent: path and query. */
  target: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  isUpgrade: boolean;
}

/** What a server accepts: its keys and the values of Host (in lower case) under which it is known. */
export interface GuardPolicy {
  keys: AccessKeys;
  hosts: ReadonlySet<string>;
}

/**
 * `allow`: the request comes from the view, or from a person who opened it. `exchange-token`: the first visit; it gets
 * the cookie and is sent on to `/`. `refuse`: answered with `status` and nothing else; `reason` is for the reader.
 */
export type GuardVerdict =
  | { kind: 'allow'; path: string; parameters: URLSearchParams }
  | { kind: 'exchange-token' }
  | { kind: 'refuse'; status: 400 | 401 | 403 | 405 | 421; reason: string };

/**
 * Judges every request before anything else sees it. Against DNS rebinding: Host must be one of ours. Against other
 * sites: Origin must be ours (for WebSockets it must be there), and Fetch metadata must not say otherwise. Against other
 * users of the machine: the token, once, and from then on the cookie. Sources: RFC 6455 section 10.2, Fetch Metadata (W3C).
 */
export function judgeRequest(request: GuardedRequest, policy: GuardPolicy): GuardVerdict {
  const host = single(request, 'host')?.toLowerCase();
  if (host === undefined || !policy.hosts.has(host)) {
    return refuse(421, 'This address is not one of Hydrant’s.');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, 'Only GET and HEAD are answered here.');
  }
  const foreigner = judgeOrigin(request, `http://${host}`);
  if (foreigner !== undefined) return foreigner;
  const target = readTarget(request.target);
  if (target === undefined) return refuse(400, 'This is no address that Hydrant knows how to read.');
  const token = target.parameters.get('token');
  if (target.path === '/' && token !== null && !request.isUpgrade) {
    if (isSameSecret(token, policy.keys.token)) return { kind: 'exchange-token' };
    return refuse(401, 'The token in this address is not the one of this run.');
  }
  const cookie = readCookie(request, policy.keys.cookieName);
  if (cookie === undefined || !isSameSecret(cookie, policy.keys.cookieValue)) {
    return refuse(401, 'This browser has not been let in yet.');
  }
  return { kind: 'allow', ...target };
}

function judgeOrigin(request: GuardedRequest, ownOrigin: string): GuardVerdict | undefined {
  const origin = single(request, 'origin');
  if (request.isUpgrade && origin === undefined) {
    return refuse(403, 'A connection must say which page it comes from.');
  }
  if (request.headers['origin'] !== undefined && origin?.toLowerCase() !== ownOrigin) {
    return refuse(403, 'Another site’s page asked for this.');
  }
  const site = single(request, 'sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  // Following a link from elsewhere is harmless: the cookie does not come along (SameSite=Strict), so it ends at the 401.
  const isLinkFollowed =
    !request.isUpgrade &&
    single(request, 'sec-fetch-mode') === 'navigate' &&
    single(request, 'sec-fetch-dest') === 'document';
  return isLinkFollowed ? undefined : refuse(403, 'Another site’s page asked for this.');
}

/** Only plain absolute paths: no other server's address, no backslash, no control character, no dot segment in any spelling. */
function readTarget(target: string): { path: string; parameters: URLSearchParams } | undefined {
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('#')) return undefined;
  const question = target.indexOf('?');
  const rawPath = question < 0 ? target : target.slice(0, question);
  const parameters = new URLSearchParams(question < 0 ? '' : target.slice(question + 1));
  const path = decodePath(rawPath);
  if (path === undefined || /[\\%\p{Cc}]/u.test(path)) return undefined;
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return undefined;
  return { path, parameters };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // Not UTF-8: no file of ours has such a name.
  }
}

function readCookie(request: GuardedRequest, name: string): string | undefined {
  const header = single(request, 'cookie') ?? '';
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}

function single(request: GuardedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function refuse(status: 400 | 401 | 403 | 405 | 421, reason: string): GuardVerdict {
  return { kind: 'refuse', status, reason };
}
