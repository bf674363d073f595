import { beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnnotationStore } from '#core/annotations/annotation-store.ts';
import { openAnnotations } from '#core/annotations/open-annotations.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { HydrantProcess, runHydrant } from '../../../test/headless/hydrant-process.ts';

/** Several processes, and the machine may be busy with other things. */
const SLOW = { timeout: 60_000 };

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hydrant-saved-'));
  using lab = new StoreLab(dataDir);
  lab.store(streamOf(1, 40));
  using annotations = new AnnotationStore(openAnnotations(dataDir));
  annotations.saveQuery('Errors only', { severities: [3, 4], where: 'NOT is:bookmarked' }, false);
  annotations.setBookmark(3, 'known');
  return () => rmSync(dataDir, { recursive: true });
});

function exporting(...args: string[]): string[] {
  const columns = ['--columns', 'id,severity', '--format', 'csv', '--out', '-'];
  return ['export', '--data-dir', dataDir, ...columns, ...args];
}

describe('--saved', SLOW, () => {
  it('exports what the saved query finds, whatever the case of its name, narrowed by the other filters', async () => {
    const { exitCode, stdout } = await runHydrant(exporting('--saved', 'ERRORS ONLY', '--severity', 'error'));
    expect(exitCode).toBe(0);
    expect(stdout.split('\r\n')).toEqual(['id,severity', '11,error', '19,error', '27,error', '35,error', '']);
  });

  it('follows what the saved query finds', async () => {
    await using process = new HydrantProcess(
      ['tail', '--saved', 'errors only', '--format', 'jsonl', '--lines', 'all', '--data-dir', dataDir].concat(
        ['--source', `journal:${join(dataDir, 'no-journal')}`],
      ),
    );
    const [lines] = await process.printed(/(?:[^\n]+\n){9}/);
    const severities = lines
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { severity: string }).severity);
    expect(new Set(severities)).toEqual(new Set(['error', 'warning']));
  });

  it('says which names there are when it is given another one', async () => {
    for (const args of [exporting('--saved', 'Erors'), ['tail', '--data-dir', dataDir, '--saved', 'Erors']]) {
      const { exitCode, stdout, stderr } = await runHydrant(args);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain('hydrant: There is no saved query "Erors": use one of "Errors only"\n');
    }
  });
});
