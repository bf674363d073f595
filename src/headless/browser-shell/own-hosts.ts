import { hostname, networkInterfaces } from 'node:os';

const ANY_ADDRESS = new Set(['0.0.0.0', '::', '']);

/** Whether only this machine can reach a server that listens on `address`. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}

/**
 * The values of the Host header under which a server on `address` may be asked. For a server on all addresses these are
 * this machine's own name and addresses: a rebound DNS name is neither.
 */
export function ownHosts(address: string, port: number): ReadonlySet<string> {
  const names = new Set(['127.0.0.1', 'localhost', '::1', address.toLowerCase()]);
  if (ANY_ADDRESS.has(address)) {
    names.delete(address);
    names.add(hostname().toLowerCase());
    for (const addresses of Object.values(networkInterfaces())) {
      for (const own of addresses ?? []) names.add(own.address.toLowerCase());
    }
  }
  const hosts = new Set<string>();
  for (const name of names) {
    hosts.add(`${bracketed(name)}:${String(port)}`);
    // A browser leaves out the port that http implies.
    if (port === 80) hosts.add(bracketed(name));
  }
  return hosts;
}

/** An address as it stands in a URL: IPv6 in brackets. */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
