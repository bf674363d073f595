import { expect, it } from 'vitest';
import { spawnScript } from '../../../../test/core/spawn-script.ts';

const CAPACITY_BYTES = 256 * 1024;
const CHUNK_BYTES = 64 * 1024;
const LINE = `2026-11-29T09:00:00.000001+00:00 host app[1]: ${'x'.repeat(200)}\n`;

it('what waits is bounded: the writer of a pipe is made to wait, and all of it comes', async () => {
  const input = LINE.repeat(40_000);
  const { child, firstLine, ended } = spawnScript('standard-input-reader.ts', String(CAPACITY_BYTES));
  child.stdin.end(input);
  expect(await firstLine).toBe('full');
  // Most of it is still with its writer.
  expect(child.stdin.writableLength).toBeGreaterThan(input.length / 2);
  child.kill('SIGUSR2');
  const { exitCode, output } = await ended;
  const seen = JSON.parse(output.split('\n')[1] ?? '') as Record<string, unknown>;
  expect([exitCode, seen['state'], seen['bytes']]).toEqual([0, 'finished', input.length]);
  expect(seen['highestWaitingBytes']).toBeLessThanOrEqual(CAPACITY_BYTES + CHUNK_BYTES);
});
