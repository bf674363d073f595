import type { WireError } from '#contract/errors.ts';
import { addressWords, type SyslogAddress } from './syslog-address.ts';

/** Why nothing can be received at an address; undefined: nobody knows. */
export function classifyReceiverFailure(address: SyslogAddress, error: unknown): WireError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const where = addressWords(address);
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
    case 'ENOENT':
      return {
        code: 'file.not-found',
        message: `A file of the certificate for ${where} is not there: ${error.message}`,
        remedy: 'Look at cert= and key= for a mistake.',
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

/** It was to be read to its end. */
export function hasNoEnd(address: SyslogAddress): WireError {
  return {
    code: 'source.invalid',
    message: `What is sent to ${addressWords(address)} has no end, and nothing of it is there before it is sent.`,
    remedy: 'Follow it: hydrant collect without --once, or hydrant serve.',
  };
}
