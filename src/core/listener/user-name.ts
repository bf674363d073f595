import { userInfo } from 'node:os';

/** Who Hydrant runs as; the number where the system has no name for it, as in containers. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'this user');
  }
}

/** The same as Windows' tools name it: with the domain, which of a local account is the computer. */
export function accountName(domain: string | undefined = process.env['USERDOMAIN']): string {
  return domain === undefined || domain === '' ? userName() : `${domain}\\${userName()}`;
}
