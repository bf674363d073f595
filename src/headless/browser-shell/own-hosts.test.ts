import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { isLoopback, ownHosts } from './own-hosts.ts';

it('are the names of the loopback for a server that listens there', () => {
  expect([...ownHosts('127.0.0.1', 7100)].toSorted()).toEqual([
    '127.0.0.1:7100',
    '[::1]:7100',
    'localhost:7100',
  ]);
});

it('include the address that was asked for', () => {
  expect(ownHosts('192.168.1.5', 7100)).toContain('192.168.1.5:7100');
  expect(ownHosts('fd00::1', 7100)).toContain('[fd00::1]:7100');
});

it('are this machine’s name and addresses for a server on all of them', () => {
  const hosts = ownHosts('0.0.0.0', 7100);
  expect(hosts).toContain(`${hostname().toLowerCase()}:7100`);
  expect(hosts).toContain('127.0.0.1:7100');
  expect(hosts).not.toContain('0.0.0.0:7100');
});

it('go without the port that http implies', () => {
  expect(ownHosts('127.0.0.1', 80)).toContain('localhost');
});

it('tells the loopback from addresses that others can reach', () => {
  expect(['127.0.0.1', '127.8.0.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '192.168.1.5', 'web-1', '127.0.0.1.evil.example'].some(isLoopback)).toBe(false);
});
