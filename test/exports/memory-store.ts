import type { ExportEntry } from '#core/exports/export-entry.ts';
import type { ExportRange } from '#core/exports/export-store.ts';
import type { OpenExportStore } from '#core/exports/export-worker-loop.ts';
import { sampleEntry } from './sample-entry.ts';

/** Entries 1 to `entries`, in pages, as a store would give them. `onPage` is told before each page is given out. */
export function memoryStore(
  entries: number,
  options: { pageRows?: number; onPage?: (firstId: number) => void; message?: (id: number) => string } = {},
): OpenExportStore {
  const { pageRows = 100, onPage, message = (id) => `message ${String(id)}` } = options;
  function* readPages({ afterId, lastId }: ExportRange): Generator<ExportEntry[]> {
    for (let firstId = afterId + 1; firstId <= lastId; firstId += pageRows) {
      onPage?.(firstId);
      const rows = Math.min(pageRows, lastId - firstId + 1);
      yield Array.from({ length: rows }, (_, index) =>
        sampleEntry({ id: firstId + index, message: message(firstId + index) }),
      );
    }
  }
  return {
    lastId: () => entries,
    readPages,
    counts: ({ afterId, lastId }) => [Math.max(0, Math.min(entries, lastId) - afterId)],
    position: (id) => `s=abc;i=${String(id)}`,
    gaps: () => [],
    [Symbol.dispose]: () => undefined,
  };
}
