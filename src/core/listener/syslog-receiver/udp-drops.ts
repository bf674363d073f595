import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';

/**
 * How many datagrams the kernel has dropped because nobody took them in time, of the socket at a port; undefined where it does not say. Source: proc_net_udp(5): the last
 * column of /proc/net/udp.
 */
export function readUdpDrops(host: string, port: number, read = readProc): number | undefined {
  const text = read(isIPv6(host) ? '/proc/net/udp6' : '/proc/net/udp');
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  let drops: number | undefined;
  for (const line of (text ?? '').split('\n').slice(1)) {
    const columns = line.trim().split(/\s+/);
    if (columns[1]?.endsWith(wanted) === true) drops = (drops ?? 0) + Number(columns.at(-1));
  }
  return drops;
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // Only Linux has it.
    return undefined;
  }
}
