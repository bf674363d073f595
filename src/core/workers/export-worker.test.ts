import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { messageBytes } from '#core/queries/stored-entry.ts';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { trickyEntries } from '../../../test/queries/tricky-entries.ts';
import { ExportClient } from '../engine/export-client.ts';
import { listBatches } from '../exports/batches/read-batches.ts';

const ENTRIES = 1200;
const BIG_MESSAGE = `${'a "big", message\r\n'.repeat(300_000)}end`;

/** A store of tricky entries and one of five megabytes, and the real worker thread over it. */
function startExports() {
  const lab = new StoreLab(temporaryFolder());
  lab.store(Buffer.concat([trickyEntries(ENTRIES - 1), entryText(ENTRIES, ['MESSAGE', BIG_MESSAGE])]));
  const ended = new Map<number, ExportBatch>();
  let told: () => void = () => undefined;
  const client = new ExportClient(
    { dataDir: lab.dataDir, version: '0', isKeeper: false, origin: 'view', startedAtUnixUs: 0 },
    {
      emit: (name, payload) => {
        if (name !== 'exports.progressed') return;
        const batch = payload as ExportBatch;
        if (hasEnded(batch.state) || batch.problem !== null) ended.set(batch.id, batch);
        told();
      },
      died: () => undefined,
    },
  );
  onTestFinished(async () => {
    await client.close();
    lab[Symbol.dispose]();
  });
  const finished = async (request: ExportRequest): Promise<ExportBatch> => {
    const { batch } = (await client.ask('exports.start', { request })) as { batch: ExportBatch };
    for (;;) {
      const end = ended.get(batch.id);
      if (end !== undefined) return end;
      await new Promise<void>((resolve) => (told = resolve));
    }
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
    const batch = await finished(
      exportRequest(join(folder, 'all.csv'), { columns, text: { neutralisesFormulas: false } }),
    );
    expect(batch).toMatchObject({ state: 'completed', rowsWritten: ENTRIES, problem: null });
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

  it('writes exactly what a query selects, as a file and as a download, which is kept in mind, too', async () => {
    const { lab, client, finished, folder } = startExports();
    const path = join(folder, 'some.csv');
    const request = exportRequest(path, { query: { where: 'unit:ssh severity>=warning -"big"' } });
    const batch = await finished(request);
    const file = readFileSync(path);
    const chunks: Uint8Array[] = [];
    const download = { ...request, target: { kind: 'download', namePattern: 'some' } as const };
    for await (const chunk of client.stream(download, true)) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(file);
    expect(batch.rowsWritten).toBeGreaterThan(50);
    expect(rowsIn(path)).toHaveLength(batch.rowsWritten);
    const [newest] = listBatches(lab.database, lab.dataDir, 1).batches;
    expect(newest).toMatchObject({ origin: 'download', state: 'completed', rowsWritten: batch.rowsWritten });
    expect(newest?.files[0]?.sha256).toBe(batch.files[0]?.sha256);
  });

  it('refuses an export whose query cannot be understood, and goes on', async () => {
    const { finished, folder } = startExports();
    await expect(
      finished(exportRequest(join(folder, 'a.csv'), { query: { where: 'severity:eror' } })),
    ).rejects.toMatchObject({ code: 'query.invalid', detail: { position: 9 } });
    const right = await finished(
      exportRequest(join(folder, 'a.csv'), { query: { where: 'severity:error' } }),
    );
    expect(right.state).toBe('completed');
  });

  it('continues after the last export of the same name', async () => {
    const { lab, finished, folder } = startExports();
    const ids: number[] = [];
    for (const name of ['1.csv', '2.csv', '3.csv']) {
      const batch = await finished(
        exportRequest(join(folder, name), { columns: ['id'], watermark: 'nightly' }),
      );
      ids.push(...rowsIn(batch.files[0]?.path ?? '').map(([id]) => Number(id)));
      lab.store(entryText(ENTRIES + Number(name.charAt(0)), ['MESSAGE', 'one more']));
    }
    expect(ids).toEqual(Array.from({ length: ENTRIES + 2 }, (_, index) => index + 1));
  });
});
