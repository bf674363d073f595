import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What opens the browser shell during one run. Never written to disk or to a log. */
export interface AccessKeys {
  /** 256 random bits in base64url, part of the address that is printed once. */
  token: string;
  /** Name of the cookie that a browser gets in exchange. Cookies know no ports, so the port is part of the name. */
  cookieName: string;
  /** Its value: other 256 random bits, so that neither gives away the other. */
  cookieValue: string;
}

/** Draws new keys for a server on `port`. */
export function createAccessKeys(port: number): AccessKeys {
  return {
    token: randomBytes(32).toString('base64url'),
    cookieName: `hydrant-${String(port)}`,
    cookieValue: randomBytes(32).toString('base64url'),
  };
}

/** Compares two secrets in a time that tells nothing of where they differ, whatever their lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
