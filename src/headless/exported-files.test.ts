import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHydrant } from '../../test/headless/hydrant-process.ts';
import { buildJournal } from '../../test/journal/build-journal.ts';

/** Several processes, one after the other. */
const SLOW = { timeout: 60_000 };
const COLUMNS =
  'time_unix_us,severity,raw_severity,host,unit,identifier,pid,message,_BOOT_ID,SYSLOG_FACILITY';

let folder: string;
/** What `hydrant export` writes of a journal. */
let original: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-files-'));
  await buildJournal(join(folder, 'journal'), { count: 500 });
  await convert(`journal:${join(folder, 'journal')}`, 'original.csv');
  original = readFileSync(join(folder, 'original.csv'));
}, SLOW.timeout);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function newStore(): string {
  return mkdtempSync(join(folder, 'store-'));
}

async function convert(source: string, name: string): ReturnType<typeof runHydrant> {
  const out = join(folder, name);
  return await runHydrant([
    'export',
    '--source',
    source,
    '--out',
    out,
    '--columns',
    COLUMNS,
    '--data-dir',
    newStore(),
  ]);
}

describe('hydrant export --source file:', SLOW, () => {
  it.each(['a.jsonl', 'a.tsv', 'a.parquet', 'a.csv.gz', 'a.jsonl.zst'])(
    'converts to %s and back without a difference',
    async (name) => {
      const there = await convert(`file:${join(folder, 'original.csv')}`, name);
      expect(there).toMatchObject({ exitCode: 0, stderr: '' });
      const back = await convert(`file:${join(folder, name)}`, `${name}.back.csv`);
      expect(back).toMatchObject({ exitCode: 0, stderr: '' });
      expect(readFileSync(join(folder, `${name}.back.csv`)).equals(original)).toBe(true);
    },
  );

  it('says how much of the file could not be read, and exports the rest', async () => {
    const path = join(folder, 'half.csv');
    writeFileSync(
      path,
      'time,message\n2026-11-20T10:00:00Z,first\nat noon,second\n2026-11-20T10:00:02Z,third\n',
    );
    const { exitCode, stderr } = await convert(`file:${path}`, 'half.jsonl');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^hydrant: file:\S+half\.csv: 1 entry could not be read and is not exported[^\n]*\n$/,
    );
    expect(readFileSync(join(folder, 'half.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  it('exports nothing of a file that is no export', async () => {
    const path = join(folder, 'letter.txt');
    writeFileSync(path, 'Dear all,\n');
    const { exitCode, stderr } = await convert(`file:${path}`, 'letter.csv');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('letter.txt');
  });
});

describe('hydrant collect --source file:', SLOW, () => {
  it('stores what the file holds once, and ends when there is nothing else to wait for', async () => {
    const path = join(folder, 'some.csv.gz');
    writeFileSync(path, gzipSync(original));
    const args = ['collect', '--source', `file:${path}`, '--data-dir', newStore()];
    expect(await runHydrant(args)).toMatchObject({ exitCode: 0, stderr: '' });
    const once = await runHydrant([...args, '--once']);
    expect(JSON.parse(once.stdout)).toMatchObject({ entries: 500, sources: [{ stored: 0, problem: null }] });
  });
});
