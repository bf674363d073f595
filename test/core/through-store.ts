import { expect } from 'vitest';
import type { ByteAccount } from '#core/parser/journal/journal-export-parser.ts';
import { comparableFields } from './comparable-fields.ts';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How many bytes an account accounts for. */
export function accountedBytes(account: ByteAccount): number {
  return account.entries + account.rejected + account.separators + account.discarded + account.buffered;
}

/** Each entry's comparable fields after a trip through parser, writer and store; every byte is accounted for on the way. */
export function throughStore(text: Buffer, chunkBytes: number = text.length): string[][] {
  using lab = new StoreLab(temporaryFolder());
  const parser = lab.parser();
  parser.startRun({ phase: 'follow', anchor: null });
  for (let at = 0; at < text.length; at += chunkBytes) {
    parser.push(text.subarray(at, at + chunkBytes));
    expect(accountedBytes(parser.bytes)).toBe(Math.min(at + chunkBytes, text.length));
  }
  parser.endRun(true);
  expect(lab.sink.rejections).toEqual([]);
  lab.commit();
  return lab.entries().map(({ fields }) => comparableFields(fields));
}
