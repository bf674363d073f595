import type { WireError } from '#contract/errors.ts';
import { permissionRemedy } from '../text-log/log-permission.ts';
import { addressWords, type SyslogAddress } from './syslog-address.ts';

/** A certificate or its key, which is a file, while what else can fail is a port. */
export class UnreadableFile extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be read`, { cause });
    this.path = path;
  }
}

/** Why nothing can be received at an address; undefined: nobody knows. */
export function classifyReceiverFailure(address: SyslogAddress, error: unknown): WireError | undefined {
  if (!(error instanceof Error)) return undefined;
  const where = addressWords(address);
  if (error instanceof UnreadableFile) return explainUnreadable(where, error);
  if (!('code' in error)) return undefined;
  switch (error.code) {
    case 'EADDRINUSE':
      return {
        code: 'address.unavailable',
        message: `Another program listens on ${where} already.`,
        remedy: `Find it with: sudo ss -lnp 'sport = :${String(address.port)}', or choose another port.`,
      };
    case 'EACCES':
      return {
        code: 'source.permission-denied',
        message: `Ports below 1024, such as that of ${where}, are for root.`,
        remedy:
          'Choose a port from 1024 on, such as 5514, and let the senders use it; or: sudo sysctl net.ipv4.ip_unprivileged_port_start=514',
      };
    case 'EADDRNOTAVAIL':
      return {
        code: 'address.unavailable',
        message: `This machine does not have the address of ${where}.`,
        remedy: 'ip address lists those it has; 0.0.0.0 means all of them.',
      };
    default:
      if (String(error.code).startsWith('ERR_OSSL') || String(error.code).startsWith('ERR_SSL')) {
        return {
          code: 'source.failed',
          message: `The certificate for ${where} cannot be used: ${error.message}`,
          remedy:
            'Give a certificate and its key as PEM files: openssl x509 -in FILE -noout says whether one is.',
        };
      }
      return undefined;
  }
}

function explainUnreadable(where: string, { path, cause }: UnreadableFile): WireError {
  const file = `${path}, which is named in cert= or key= of ${where},`;
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'file.permission-denied',
        message: `No permission to read ${file} as this user.`,
        remedy: permissionRemedy(path),
      };
    case 'ENOENT':
      return {
        code: 'file.not-found',
        message: `The file ${file} is not there.`,
        remedy: 'Look at cert= and key= for a mistake.',
      };
    default:
      return {
        code: 'file.failed',
        message: `The file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        remedy: 'Give a certificate and its key as PEM files.',
      };
  }
}

/** Messages of those that were turned away do not come. @param lastFrom - The address of the last one; '' when it is not known. */
export function tooManyConnections(
  address: SyslogAddress,
  connections: number,
  lastFrom: string,
  mostConnections: number,
): WireError {
  const last = lastFrom === '' ? '' : `, the last from ${lastFrom}`;
  return {
    code: 'source.failed',
    message: `${String(connections)} connections to ${addressWords(address)} were turned away${last}: ${String(mostConnections)} are open, and there cannot be more.`,
    remedy: `See who is connected: ss -tn 'sport = :${String(address.port)}'. Many senders can share a relay, such as rsyslog.`,
  };
}

/** It was to be read to its end. */
export function hasNoEnd(address: SyslogAddress): WireError {
  return {
    code: 'source.invalid',
    message: `What is sent to ${addressWords(address)} has no end, and nothing of it is there before it is sent.`,
    remedy: 'Follow it: hydrant collect without --once, or hydrant serve.',
  };
}
