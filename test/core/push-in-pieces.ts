import { expect } from 'vitest';
import type { ByteAccount } from '#core/parser/journal/journal-export-parser.ts';
import type { SourceParser } from '#core/parser/source-parser.ts';
import { accountedBytes } from './through-store.ts';

/** Pushes a whole run in pieces whose sizes repeat; at every step all bytes are accounted for. */
export function pushInPieces(
  parser: SourceParser & { readonly bytes: ByteAccount },
  output: Buffer,
  sizes: readonly number[],
): void {
  const before = accountedBytes(parser.bytes);
  parser.startRun({ phase: 'catch-up', anchor: null });
  let pushed = 0;
  for (let turn = 0; pushed < output.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    parser.push(output.subarray(pushed, pushed + size));
    pushed = Math.min(output.length, pushed + size);
    // A plain comparison: an expectation at each of many thousand steps would take most of the time.
    if (accountedBytes(parser.bytes) - before !== pushed) break;
  }
  expect(accountedBytes(parser.bytes) - before).toBe(pushed);
  parser.endRun(true);
  expect(accountedBytes(parser.bytes) - before).toBe(output.length);
  expect(parser.bytes).toMatchObject({ buffered: 0, discarded: 0 });
}
