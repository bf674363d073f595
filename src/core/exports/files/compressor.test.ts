import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { askDuckDb } from '../../../../test/exports/duckdb.ts';
import { requireTool } from '../../../../test/journal/require-tool.ts';
import { Compressor } from './compressor.ts';

const COMPRESSIONS = ['gzip', 'zstd'] as const;
const MEBIBYTE = 1024 * 1024;

const decompress = { gzip: gunzipSync, zstd: zstdDecompressSync };

/** Lines as a log has them, of so many bytes. */
function logText(bytes: number): Buffer {
  const lines: string[] = [];
  for (let length = 0; length < bytes;) {
    const line = `${String(lines.length)},error,worker ${String(lines.length % 97)} failed: ${String(length * 7919)}\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(lines.join('')).subarray(0, bytes);
}

async function compressed(compression: 'gzip' | 'zstd', pieces: readonly Uint8Array[]): Promise<Buffer> {
  const output: Buffer[] = [];
  const compressor = new Compressor(compression, (bytes) => output.push(bytes));
  for (const piece of pieces) {
    compressor.push(piece);
    await compressor.drain();
  }
  await compressor.end();
  expect(compressor.pendingBytes).toBe(0);
  return Buffer.concat(output);
}

describe.each(COMPRESSIONS)('Compressor with %s', (compression) => {
  it('gives back every byte in order, however it was cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 20 }), async (pieces) => {
        const file = await compressed(compression, pieces);
        expect(decompress[compression](file)).toEqual(Buffer.concat(pieces));
      }),
      { numRuns: 50 },
    );
  });

  it('makes a valid file of nothing', async () => {
    expect(decompress[compression](await compressed(compression, []))).toHaveLength(0);
  });

  it('gives equal bytes for equal input', async () => {
    const pieces = [logText(300_000), logText(7), logText(2_000_000)];
    const file = await compressed(compression, pieces);
    expect((await compressed(compression, pieces)).equals(file)).toBe(true);
    expect(file.length).toBeLessThan(2_300_000 / 4);
  });

  it('leaves the bytes to their owner, who may use them again', async () => {
    const output: Buffer[] = [];
    const compressor = new Compressor(compression, (bytes) => output.push(bytes));
    const bytes = Buffer.alloc(100_000);
    for (let round = 1; round <= 5; round += 1) {
      bytes.fill(round);
      compressor.push(bytes);
      bytes.fill(0xff);
    }
    await compressor.end();
    const expected = Buffer.concat([1, 2, 3, 4, 5].map((round) => Buffer.alloc(100_000, round)));
    expect(decompress[compression](Buffer.concat(output)).equals(expected)).toBe(true);
  });

  it('holds no more than was pushed since 1 MiB was pending, and never works while push runs', async () => {
    const chunk = logText(256 * 1024);
    let isPushing = false;
    let outputBytes = 0;
    const compressor = new Compressor(compression, (bytes) => {
      expect(isPushing).toBe(false);
      outputBytes += bytes.length;
    });
    let mostPending = 0;
    for (let round = 0; round < 100; round += 1) {
      isPushing = true;
      compressor.push(chunk);
      isPushing = false;
      mostPending = Math.max(mostPending, compressor.pendingBytes);
      await compressor.drain();
      expect(compressor.pendingBytes).toBeLessThanOrEqual(MEBIBYTE);
    }
    expect(mostPending).toBeGreaterThan(chunk.length);
    expect(mostPending).toBeLessThanOrEqual(MEBIBYTE + chunk.length);
    // All but what is pending has come out already: nothing is kept until the end.
    expect(outputBytes).toBeGreaterThan(0);
    await compressor.end();
  });

  it('counts what is pending up to the limit and beyond', async () => {
    const compressor = new Compressor(compression, () => undefined);
    let isDrained = false;
    compressor.push(Buffer.alloc(MEBIBYTE));
    expect(compressor.pendingBytes).toBe(MEBIBYTE);
    await compressor.drain();
    compressor.push(Buffer.alloc(MEBIBYTE));
    compressor.push(Buffer.alloc(MEBIBYTE));
    const drained = compressor.drain().then(() => {
      isDrained = true;
    });
    await Promise.resolve();
    expect(isDrained).toBe(false);
    await drained;
    expect(compressor.pendingBytes).toBeLessThanOrEqual(MEBIBYTE);
    await compressor.end();
  });

  it('ends with what the taker of its output throws', async () => {
    let calls = 0;
    const failure = new Error('no space left');
    const compressor = new Compressor(compression, () => {
      calls += 1;
      throw failure;
    });
    for (let round = 0; round < 20; round += 1) compressor.push(logText(MEBIBYTE));
    await expect(compressor.drain()).rejects.toBe(failure);
    compressor.push(logText(MEBIBYTE));
    await expect(compressor.drain()).rejects.toBe(failure);
    await expect(compressor.end()).rejects.toBe(failure);
    expect(calls).toBe(1);
    expect(compressor.pendingBytes).toBe(0);
    compressor.abort();
  });

  it('ends with what the taker of its last bytes throws', async () => {
    const failure = new Error('no space left');
    const compressor = new Compressor(compression, () => {
      throw failure;
    });
    compressor.push(Buffer.from('short'));
    await expect(compressor.end()).rejects.toBe(failure);
  });

  it('frees everything when it is aborted, and tells who waits', async () => {
    let calls = 0;
    const compressor = new Compressor(compression, () => (calls += 1));
    for (let round = 0; round < 20; round += 1) compressor.push(logText(MEBIBYTE));
    const waits = Promise.allSettled([compressor.drain(), compressor.end()]);
    compressor.abort();
    compressor.abort();
    const cancelled = { status: 'rejected', reason: expect.objectContaining({ code: 'cancelled' }) as Error };
    expect(await waits).toEqual([cancelled, cancelled]);
    expect(compressor.pendingBytes).toBe(0);
    const callsThen = calls;
    compressor.push(logText(100));
    await expect(compressor.drain()).rejects.toMatchObject({ code: 'cancelled' });
    expect(calls).toBe(callsThen);
  });

  it('does not mind being aborted after its end', async () => {
    const compressor = new Compressor(compression, () => undefined);
    await compressor.end();
    compressor.abort();
    await compressor.drain();
    expect(compressor.pendingBytes).toBe(0);
  });

  it('is read by DuckDB', async () => {
    const text = logText(3_000_000);
    const lines = text.toString().trimEnd().split('\n');
    const path = join(temporaryFolder(), `file.csv.${compression === 'gzip' ? 'gz' : 'zst'}`);
    writeFileSync(path, await compressed(compression, [text.subarray(0, text.lastIndexOf('\n') + 1)]));
    const [row] = await askDuckDb(`SELECT count(*), min(column0), max(column0) FROM read_csv('${path}')`);
    const complete = text.at(-1) === 0x0a ? lines.length : lines.length - 1;
    expect(row).toEqual([BigInt(complete), 0n, BigInt(complete - 1)]);
  });
});

describe('gzip', () => {
  it('says nothing of the time or the name, and is whole to the gzip program', async () => {
    const text = logText(500_000);
    const file = await compressed('gzip', [text]);
    // RFC 1952 section 2.3: magic, deflate, no flags, no time.
    expect([...file.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    const gzip = requireTool('gzip');
    expect(spawnSync(gzip, ['-t'], { input: file })).toMatchObject({ status: 0 });
    expect(spawnSync(gzip, ['-dc'], { input: file, maxBuffer: MEBIBYTE }).stdout.equals(text)).toBe(true);
    expect(spawnSync(gzip, ['-t'], { input: file.subarray(0, -1) }).status).not.toBe(0);
  });
});

describe('zstd', () => {
  it('carries a checksum of what it holds', async () => {
    const file = await compressed('zstd', [logText(500_000)]);
    // RFC 8878 section 3.1.1: magic number, then the descriptor, whose bit 2 is the checksum flag.
    expect(file.readUInt32LE(0)).toBe(0xfd2fb528);
    expect((file[4] ?? 0) & 4).toBe(4);
    const damaged = Buffer.from(file);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    expect(() => zstdDecompressSync(damaged)).toThrow(/checksum/i);
  });
});
