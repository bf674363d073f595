import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { endianness } from 'node:os';

/**
 * How many datagrams the kernel has dropped because nobody took them in time, of the socket that is bound to an address and a port; undefined where
 * it does not say. Source: proc_net_udp(5): the last column of /proc/net/udp; the address stands there as numbers of 32 bits in the machine's
 * order.
 */
export function readUdpDrops(socket: AddressInfo, read = readProc): number | undefined {
  const isIPv6 = socket.family === 'IPv6';
  const text = read(isIPv6 ? '/proc/net/udp6' : '/proc/net/udp');
  const bytes = isIPv6 ? bytesOfIPv6(socket.address) : socket.address.split('.').map(Number);
  const address = Buffer.from(bytes);
  if (endianness() === 'LE') address.swap32();
  const port = socket.port.toString(16).padStart(4, '0');
  const wanted = `${address.toString('hex')}:${port}`.toUpperCase();
  for (const line of (text ?? '').split('\n').slice(1)) {
    const columns = line.trim().split(/\s+/);
    if (columns[1] === wanted) return Number(columns.at(-1));
  }
  return undefined;
}

/** @param address - As the system writes it, perhaps with a zone: `fe80::1%eth0`, `::ffff:127.0.0.1`. */
function bytesOfIPv6(address: string): number[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*/, '')}]`);
  const [before = '', after = ''] = hostname.slice(1, -1).split('::');
  const words = (part: string) =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const [first, last] = [words(before), words(after)];
  const zeros = Array<number>(8 - first.length - last.length).fill(0);
  return [...first, ...zeros, ...last].flatMap((word) => [word >> 8, word & 0xff]);
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // Only Linux has it.
    return undefined;
  }
}
