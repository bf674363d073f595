import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExportJob, ExportRequest } from '#contract/export.ts';
import { messageBytes } from '#core/queries/stored-entry.ts';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { trickyEntries } from '../../../test/queries/tricky-entries.ts';
import { ExportClient } from '../engine/export-client.ts';

const ENTRIES = 1200;
const BIG_MESSAGE = `${'a "big", message\r\n'.repeat(300_000)}end`;

/** A store of tricky entries and one of five megabytes, and the real worker thread over it. */
function startExports() {
  const lab = new StoreLab(temporaryFolder());
  lab.store(Buffer.concat([trickyEntries(ENTRIES - 1), entryText(ENTRIES, ['MESSAGE', BIG_MESSAGE])]));
  const waiting = new Map<number, (job: ExportJob) => void>();
  const client = new ExportClient(lab.dataDir, (job) => {
    if (job.state !== 'running') waiting.get(job.id)?.(job);
  });
  onTestFinished(async () => {
    await client.close();
    lab[Symbol.dispose]();
  });
  const finished = (request: ExportRequest) => {
    const { promise, resolve } = Promise.withResolvers<ExportJob>();
    waiting.set(client.start(request, ENTRIES).id, resolve);
    return promise;
  };
  return { lab, client, finished, folder: temporaryFolder() };
}

/** The rows of a CSV file under its header, each cell's bytes as Latin-1. */
function rowsIn(path: string): string[][] {
  return parse(readFileSync(path), { encoding: 'latin1', record_delimiter: '\r\n', from_line: 2 });
}

describe('the export worker', () => {
  it('writes every stored entry, byte for byte, whatever its size', async () => {
    const { lab, finished, folder } = startExports();
    const columns = ['id', 'position', 'message', 'TAG'];
    const job = await finished(
      exportRequest(join(folder, 'all.csv'), { columns, neutralisesFormulas: false }),
    );
    expect(job).toMatchObject({ state: 'completed', rowsWritten: ENTRIES, error: null });
    const expected = lab.entries().map(({ entry, position, fields }) => [
      String(entry[0]),
      position,
      entry[11] === null ? '' : messageBytes(entry[11]).toString('latin1'),
      fields
        .filter(({ name }) => name === 'TAG')
        .map(({ bytes }) => bytes.toString('latin1'))
        .join('\n'),
    ]);
    const rows = rowsIn(join(folder, 'all.csv'));
    expect(rows.at(-1)?.[2] === BIG_MESSAGE).toBe(true);
    expect(rows.slice(0, -1)).toEqual(expected.slice(0, -1));
  });

  it('writes exactly what a query selects, as a file and as a stream', async () => {
    const { client, finished, folder } = startExports();
    const path = join(folder, 'some.csv');
    const request = exportRequest(path, { query: { where: 'unit:ssh severity>=warning -"big"' } });
    const job = await finished(request);
    const file = readFileSync(path);
    const chunks: Uint8Array[] = [];
    for await (const chunk of client.stream(request)) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(file);
    expect(job.rowsWritten).toBeGreaterThan(50);
    expect(rowsIn(path)).toHaveLength(job.rowsWritten);
  });

  it('fails an export whose query cannot be understood, and goes on', async () => {
    const { finished, folder } = startExports();
    const wrong = await finished(exportRequest(join(folder, 'a.csv'), { query: { where: 'severity:eror' } }));
    expect(wrong).toMatchObject({
      state: 'failed',
      error: { code: 'query.invalid', detail: { position: 9 } },
    });
    const right = await finished(
      exportRequest(join(folder, 'a.csv'), { query: { where: 'severity:error' } }),
    );
    expect(right.state).toBe('completed');
  });

  it('continues after the last export of the same name', async () => {
    const { lab, finished, folder } = startExports();
    const ids: number[] = [];
    for (const name of ['1.csv', '2.csv', '3.csv']) {
      const job = await finished(
        exportRequest(join(folder, name), { columns: ['id'], watermark: 'nightly' }),
      );
      ids.push(...rowsIn(job.files[0] ?? '').map(([id]) => Number(id)));
      lab.store(entryText(ENTRIES + Number(name.charAt(0)), ['MESSAGE', 'one more']));
    }
    expect(ids).toEqual(Array.from({ length: ENTRIES + 2 }, (_, index) => index + 1));
  });
});
