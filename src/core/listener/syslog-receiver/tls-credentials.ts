import { readFile } from 'node:fs/promises';
import type { Server } from 'node:tls';
import type { SyslogAddress } from './syslog-address.ts';
import { UnreadableFile } from './syslog-receiver-problem.ts';

type PemFiles = NonNullable<SyslogAddress['certificate']>;

/** A certificate and its key, as PEM. */
export interface TlsCredentials {
  cert: Buffer;
  key: Buffer;
}

/** @throws UnreadableFile */
export async function readCredentials({ certPath, keyPath }: PemFiles): Promise<TlsCredentials> {
  const [cert, key] = await Promise.all([readPem(certPath), readPem(keyPath)]);
  return { cert, key };
}

/**
 * Gives new connections the certificate that is in the files now: certificates are renewed every few weeks, and senders refuse one that has expired.
 * While the files cannot be used, as one of them is not written yet, it stays as it is.
 * @returns What stops it when it is cleared.
 */
export function renewCredentials(
  server: Server,
  files: PemFiles,
  used: TlsCredentials,
  everyMs: number,
): NodeJS.Timeout {
  let current = used;
  const look = async () => {
    const found = await readCredentials(files);
    if (found.cert.equals(current.cert) && found.key.equals(current.key)) return;
    server.setSecureContext(found);
    current = found;
  };
  return setInterval(() => void look().catch(() => undefined), everyMs).unref();
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UnreadableFile(path, error);
  }
}
