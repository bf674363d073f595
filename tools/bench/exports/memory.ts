import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ExportRequestInput } from '#contract/export-request.ts';
import { megabytes, printTable } from '../table.ts';
import { waitUntilFollowing } from '../wait-until-following.ts';
import { exportAll } from './export-all.ts';
import type { ExportedStore } from './exported-store.ts';

const KINDS: readonly (readonly [name: string, parts: Partial<ExportRequestInput>])[] = [
  ['CSV', {}],
  ['CSV, gzip', { compression: 'gzip' }],
  ['CSV, zstd', { compression: 'zstd' }],
  ['JSON Lines', { format: 'jsonl' }],
  ['journal export format', { format: 'journal' }],
  ['Parquet', { format: 'parquet' }],
];

/** What an export adds to the memory of a Hydrant that serves a page: resident set of the whole process, most during and before. */
export async function benchExportMemory(lab: ExportedStore): Promise<void> {
  const rows: string[][] = [];
  for (const [name, parts] of KINDS) {
    await using hydrant = await lab.serve(lab.journal);
    await waitUntilFollowing(hydrant.client);
    await hydrant.client.call('entries.list', { query: {}, anchor: { kind: 'newest' }, limit: 200 });
    const idleBytes = memoryOf(hydrant.pid, 'VmRSS');
    // Linux forgets the peak before: proc(5), clear_refs.
    writeFileSync(`/proc/${String(hydrant.pid)}/clear_refs`, '5');
    const path = lab.path('memory');
    await exportAll(hydrant, { target: { kind: 'file', path }, ...parts });
    const peakBytes = memoryOf(hydrant.pid, 'VmHWM');
    rows.push([name, megabytes(idleBytes), megabytes(peakBytes), megabytes(peakBytes - idleBytes)]);
    rmSync(path);
    rmSync(`${path}.manifest.json`);
  }
  process.stdout.write('\nMemory of `hydrant serve` before and during an export of everything\n\n');
  printTable(['format', 'idle', 'most during the export', 'above idle'], rows);
}

function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'latin1');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
}
