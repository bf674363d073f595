import type { EntryRow } from '#contract/entry.ts';
import type { Engine } from '#core/engine/engine.ts';
import { ChunkBuffer } from '#core/exports/files/chunk-buffer.ts';
import type { TailFormat } from './tail-format.ts';
import { wholeMessage } from './whole-message.ts';

const CHUNK_BYTES = 64 * 1024;

/** The lines that these entries are printed as, with their whole messages. */
export async function printedEntries(
  engine: Engine,
  rows: readonly EntryRow[],
  format: TailFormat,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const output = new ChunkBuffer(CHUNK_BYTES, (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  for (const row of rows) format.addLine(row, await wholeMessage(engine, row), output);
  output.flush();
  return Buffer.concat(chunks);
}
