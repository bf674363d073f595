import { uptime } from 'node:os';
import { expect, it } from 'vitest';
import { isSameBoot, readKernelBoot } from './kernel-boot.ts';

it('readings of one boot are the same, and tell when the machine was started', () => {
  const boot = readKernelBoot();
  expect(boot.bootId).toMatch(/^[0-9a-f]{32}$/);
  expect(isSameBoot(boot, readKernelBoot())).toBe(true);
  // Uptime also counts what the machine slept; it has a resolution of 10 ms.
  const awakeSinceUs = Date.now() * 1000 - uptime() * 1_000_000;
  expect(boot.startUnixUs).toBeGreaterThan(awakeSinceUs - 2_000_000);
});

it('the machine slept, its clock was set, its name changed, or it is another boot: not the same', () => {
  const boot = readKernelBoot();
  expect(isSameBoot(boot, { ...boot, startUnixUs: boot.startUnixUs + 1000 })).toBe(true);
  for (const change of [
    { startUnixUs: boot.startUnixUs + 3_600_000_000 },
    { startUnixUs: boot.startUnixUs - 50_000 },
    { host: 'another' },
    { bootId: '0'.repeat(32) },
  ]) {
    expect(isSameBoot(boot, { ...boot, ...change })).toBe(false);
  }
});
