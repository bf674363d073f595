import type { BenchOptions } from './bench-options.ts';
import { benchCaptureBeside } from './exports/capture-beside.ts';
import { ExportedStore } from './exports/exported-store.ts';
import { benchExportMemory } from './exports/memory.ts';
import { benchExportSpeed } from './exports/speed.ts';

/** Batch exports: rows per second beside other programs, memory, and what they cost a capture. */
export async function benchExports(options: BenchOptions): Promise<void> {
  await using lab = await ExportedStore.make(options);
  await benchExportSpeed(lab);
  await benchExportMemory(lab);
  await benchCaptureBeside(lab);
}
