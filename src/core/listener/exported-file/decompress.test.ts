import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { compressionOf, decompressed } from './decompress.ts';
import { FileBytes } from './file-bytes.ts';

const PACKERS = { gzip: gzipSync, zstd: zstdCompressSync } as const;
const NAMES = ['gzip', 'zstd'] as const;

/** What comes out of a file with these bytes, and how it ended. */
async function unpack(bytes: Buffer): Promise<{ output: Buffer; error: unknown }> {
  const path = join(temporaryFolder(), 'packed');
  writeFileSync(path, bytes);
  await using file = await FileBytes.open(path);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of decompressed(file, compressionOf(bytes))) {
      // It is handed to another thread together with its memory.
      expect(chunk.buffer.byteLength).toBe(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    return { output: Buffer.concat(chunks), error };
  }
  return { output: Buffer.concat(chunks), error: undefined };
}

const pieces = fc.array(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  { maxLength: 4 },
);

describe.each(NAMES)('%s', (name) => {
  it('gives the content back, in one piece or in several one after another', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const packed = Buffer.concat(parts.map((part) => PACKERS[name](part)));
        const { output, error } = await unpack(packed);
        expect(error).toBeUndefined();
        expect(output.equals(Buffer.concat(parts))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('gives back megabytes', async () => {
    const content = Buffer.from(
      Array.from({ length: 400_000 }, (_, index) => `line ${String(index)}\n`).join(''),
    );
    const halves = [content.subarray(0, 3_000_000), content.subarray(3_000_000)];
    const { output, error } = await unpack(Buffer.concat(halves.map((half) => PACKERS[name](half))));
    expect(error).toBeUndefined();
    expect(output.equals(content)).toBe(true);
  });

  it('that is cut gives what there is, then the reason', async () => {
    const content = Buffer.from(
      Array.from({ length: 200_000 }, (_, index) => `line ${String(index * 7919)}\n`).join(''),
    );
    const packed = PACKERS[name](content);
    const { output, error } = await unpack(packed.subarray(0, Math.floor(packed.length / 2)));
    expect(error).toMatchObject({
      code: 'file.failed',
      message: expect.stringContaining('not complete') as string,
    });
    expect(output.length).toBeGreaterThan(100_000);
    expect(output.equals(content.subarray(0, output.length))).toBe(true);
  });

  it('with something else behind it is damaged', async () => {
    const { error } = await unpack(
      Buffer.concat([PACKERS[name](Buffer.from('one\n')), Buffer.from('garbage!')]),
    );
    expect(error).toMatchObject({ code: 'file.failed' });
  });
});

it('a file that is not compressed is read as it is', async () => {
  const content = Buffer.alloc(200_000, 'plain ');
  expect(await unpack(content)).toEqual({ output: content, error: undefined });
  expect(await unpack(Buffer.alloc(0))).toEqual({ output: Buffer.alloc(0), error: undefined });
  expect(compressionOf(Buffer.from([0x1f]))).toBe('none');
});
