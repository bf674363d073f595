import { expect, it } from 'vitest';
import { readUdpDrops } from './udp-drops.ts';

it('the kernel’s drops of one socket are found among those of others, also of another address on the same port', () => {
  const text = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  76: 0200007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4710 2 0000000000000000 1000
  77: 0100007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 0000000000000000 42
  78: 00000000:0202 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4712 2 0000000000000000 7
`;
  const drops = (address: string, port: number, given: string | undefined = text) =>
    readUdpDrops({ family: 'IPv4', address, port }, () => given);
  expect(drops('127.0.0.1', 5514)).toBe(42);
  expect(drops('127.0.0.2', 5514)).toBe(1000);
  expect(drops('0.0.0.0', 514)).toBe(7);
  expect(drops('0.0.0.0', 5514)).toBeUndefined();
  expect(drops('127.0.0.1', 5515)).toBeUndefined();
  expect(readUdpDrops({ family: 'IPv4', address: '127.0.0.1', port: 5514 }, () => undefined)).toBeUndefined();
});

it.each([
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000001000000'],
  ['::ffff:127.0.0.1', '0000000000000000FFFF00000100007F'],
  ['fe80::1:2%eth0', '000080FE000000000000000002000100'],
])('of %s, too', (address, shown) => {
  const text = `heading\n 1: ${shown}:0202 00000000000000000000000000000000:0000 07 0 0 0 0 0 0 9\n`;
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    return text;
  };
  expect(readUdpDrops({ family: 'IPv6', address, port: 514 }, read)).toBe(9);
  expect(asked).toEqual(['/proc/net/udp6']);
});
