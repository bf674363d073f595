import { read } from 'node:fs';
import { promisify } from 'node:util';

const readOnce = promisify(read);

/** The bytes of an open file from `start` to `end`, with memory of their own; fewer where the file ends before. */
export async function readAt(fileDescriptor: number, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await readOnce(
      fileDescriptor,
      bytes,
      filled,
      bytes.length - filled,
      start + filled,
    );
    if (bytesRead === 0) return ownBytes(bytes.subarray(0, filled));
    filled += bytesRead;
  }
  return bytes;
}

/** A copy with memory of its own, which can be handed to another thread whole. */
export function ownBytes(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}
