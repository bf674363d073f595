import { isIP } from 'node:net';

/** Where syslog messages are received. */
export interface SyslogAddress {
  transport: 'udp' | 'tcp' | 'tls';
  host: string;
  port: number;
  /** PEM files, of TLS only. */
  certificate?: { certPath: string; keyPath: string };
}

/** Not a privileged one: 514 and 6514 are assigned (RFC 5426, RFC 5425), and take root. */
const DEFAULT_PORTS = { udp: 5514, tcp: 5514, tls: 6514 } as const;
export const LOOPBACK = '127.0.0.1';

/**
 * Reads `udp://HOST:PORT`, `tcp://HOST:PORT` or `tls://HOST:PORT?cert=FILE&key=FILE`; HOST is an address of this machine and, like the port,
 * may be left out. undefined: it is none.
 */
export function parseSyslogAddress(text: string): SyslogAddress | undefined {
  const match = /^(udp|tcp|tls):\/\/(\[[0-9a-fA-F:.]+\]|[0-9.]*)(?::(\d{1,5}))?(?:\?(.*))?$/.exec(text);
  if (match === null) return undefined;
  const transport = match[1] as SyslogAddress['transport'];
  const host = (match[2] ?? '').replaceAll(/[[\]]/g, '') || LOOPBACK;
  const port = Number(match[3] ?? DEFAULT_PORTS[transport]);
  if (isIP(host) === 0 || port > 65_535) return undefined;
  if (transport !== 'tls') return match[4] === undefined ? { transport, host, port } : undefined;
  const options = new URLSearchParams(match[4] ?? '');
  const certPath = options.get('cert') ?? '';
  const keyPath = options.get('key') ?? '';
  if (certPath === '' || keyPath === '') return undefined;
  return { transport, host, port, certificate: { certPath, keyPath } };
}

/** The address as people write it, without the files. */
export function addressWords({ transport, host, port }: SyslogAddress): string {
  return `${transport}://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

/** A sender's address. One of IPv4 is written so, though a socket of both kinds of addresses knows it as `::ffff:192.0.2.1`. */
export function senderWords(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
