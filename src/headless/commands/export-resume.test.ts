import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { verifyManifest } from '#core/exports/batches/verify-manifest.ts';
import { BatchLab, idsUpTo } from '../../../test/exports/batch-lab.ts';
import { CommandLab, idsOf } from '../../../test/headless/command-lab.ts';
import { hydrantCommand, runHydrant } from '../../../test/headless/hydrant-process.ts';
import { parseProgress } from '../../../test/headless/progress-lines.ts';
import { requireTool } from '../../../test/journal/require-tool.ts';

/** Storing so many takes a while, and several processes follow. */
const SLOW = { timeout: 240_000 };
/** Written within a second or two: enough to be met in the middle. */
const MANY = 150_000;
const ROWS_PER_FILE = 5000;
const IDS = ['--columns', 'id,message'];
/** At least two of many files are complete. */
const IN_THE_MIDDLE = /"rows":\d{5,}/;

describe('an export that was killed', SLOW, () => {
  it('is completed first by the next one of its name: no entry is missing, none is there twice', async () => {
    const lab = new CommandLab(MANY);
    const args = ['export', '--out', lab.folder, '--format', 'csv', ...IDS, '--since-last', 'all'];
    const split = ['--rows-per-file', String(ROWS_PER_FILE), '--progress', 'json'];
    const killed = lab.start(...args, ...split);
    await killed.told(IN_THE_MIDDLE);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');
    const before = lab.names().filter((name) => /^all-.*\.csv$/.test(name));
    expect(before.length).toBeGreaterThanOrEqual(2);
    expect(before.length).toBeLessThan(MANY / ROWS_PER_FILE);
    lab.store(10);

    const dryRun = await lab.json(...args, '--dry-run');
    expect(dryRun).toMatchObject({ rows: MANY + 10, unfinishedBatch: 1 });
    const { exitCode, stdout, stderr } = await lab.run(...args, ...split);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^hydrant: batch #1 was not completed: completed first, 150,000 entries in /m);
    const completed = stderr
      .split('\n')
      .filter((line) => line.includes('"completed"'))
      .map((line) => parseProgress(line).last);
    expect(completed).toMatchObject([
      { batch: 1, rows: MANY, fileCount: MANY / ROWS_PER_FILE },
      { batch: 2, rows: 10, fileCount: 1 },
    ]);
    const files = completed.flatMap((batch) => batch.files.map(({ path }) => path));
    expect(files.flatMap((path) => idsOf(readFileSync(path, 'utf8')))).toEqual(idsUpTo(MANY + 10));
    expect(lab.names()).toEqual(
      [...files, ...completed.map(({ manifestPath }) => manifestPath ?? '')]
        .map((path) => basename(path))
        .toSorted(),
    );
    for (const { manifestPath } of completed) {
      expect(await verifyManifest(manifestPath ?? '')).toMatchObject({ isIntact: true });
    }
  });

  it('can be resumed, held by Ctrl+C with its complete files, and cancelled with all of them', async () => {
    const lab = new CommandLab(MANY);
    const split = ['--rows-per-file', String(ROWS_PER_FILE), '--progress', 'json'];
    const killed = lab.start('export', '--out', lab.at('a.csv'), ...IDS, ...split);
    await killed.told(IN_THE_MIDDLE);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const complete = lab.names().filter((name) => name.startsWith('a_'));

    const resumed = lab.start('exports', 'resume', '#1', '--progress', 'json');
    await resumed.told(/"running"/);
    resumed.child.kill('SIGINT');
    const { exitCode, stderr } = await resumed.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(
      /^hydrant: batch #1 stands still after the \d+ files that are complete: go on with hydrant exports resume 1 --data-dir \S+\n$/m,
    );
    expect(parseProgress(stderr).last).toMatchObject({ state: 'paused', problem: null });
    expect(lab.names()).toEqual(expect.arrayContaining(complete));
    expect(lab.names().filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await lab.json('exports', 'show', '1')).toMatchObject({ state: 'paused', origin: 'command' });

    expect((await lab.run('exports', 'cancel', '1')).exitCode).toBe(0);
    expect(lab.names()).toEqual([]);
    expect(await lab.json('exports', 'show', '1')).toMatchObject({ state: 'cancelled', fileCount: 0 });
  });
});

describe('a batch that another process is writing', SLOW, () => {
  it('is left to it, with a clear word', async () => {
    const lab = new CommandLab(MANY);
    const args = ['export', '--format', 'csv', ...IDS, '--since-last', 'all', '--out'];
    const writing = lab.start(...args, lab.at('a.csv'), '--progress', 'json');
    await writing.told(/"rows":[1-9]/);
    // It holds its lock and does nothing: for as long as the test takes.
    writing.child.kill('SIGSTOP');
    const other = await lab.run(...args, lab.at('b.csv'));
    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(other.stderr).toBe(
      'hydrant: Batch #1 comes first, and another Hydrant writes it: wait until it is completed, then try again\n',
    );
    for (const command of ['resume', 'cancel']) {
      const { exitCode, stderr } = await lab.run('exports', command, '1');
      expect(exitCode).toBe(1);
      expect(stderr).toBe('hydrant: Another Hydrant works on batch #1: use that one, or end it first\n');
    }
    const remove = await lab.run('exports', 'remove', '1');
    expect(remove).toMatchObject({
      exitCode: 1,
      stderr: 'hydrant: Batch #1 has not ended: cancel it first\n',
    });
    writing.child.kill('SIGCONT');
    expect((await writing.ended).exitCode).toBe(0);
    expect(lab.names()).toEqual(['a.csv', 'a.csv.manifest.json']);
  });
});

/** A batch of the name `n` that stands still because its process ended in the middle: files of 500 rows are complete up to the second. */
async function interruptedBatch(name: string, rowsPerFile?: number): Promise<BatchLab> {
  const closing = Promise.withResolvers<void>();
  const lab: BatchLab = new BatchLab(1200, {
    isKeeper: false,
    onPage: (page) => {
      if (page === 2) closing.resolve(lab.close());
    },
  });
  const parts = { watermark: 'n', ...(rowsPerFile === undefined ? {} : { rowsPerFile }) };
  const { id } = lab.service.start({ request: lab.request(name, parts), origin: 'command' });
  await closing.promise;
  if (lab.kept(id).problem?.code !== 'export.interrupted') throw new Error('it was not interrupted');
  return lab;
}

describe('an export whose name the earlier batch takes', SLOW, () => {
  it('is that batch, whether or not it may replace it; the next one holds what came since', async () => {
    for (const force of [[], ['--force']]) {
      const lab = await interruptedBatch('a.csv');
      const path = join(lab.folder, 'a.csv');
      const args = ['export', '--out', path, ...IDS, '--since-last', 'N', '--data-dir', lab.store.dataDir];
      const { exitCode, stderr } = await runHydrant([...args, ...force]);
      expect(exitCode).toBe(0);
      expect(stderr).toBe(
        `hydrant: batch #1 was not completed: completed first, 1,200 entries in ${path}\n` +
          'hydrant: that file has the name of this export: what came since is left to the next one\n',
      );
      expect(idsOf(readFileSync(path, 'utf8'))).toEqual(idsUpTo(1200));
      expect(lab.history()).toHaveLength(1);
    }
  });
});

describe('a name that is taken', SLOW, () => {
  it('holds what has complete files until it is free, or may be replaced', async () => {
    const lab = await interruptedBatch('a.csv', 500);
    expect(lab.names()).toEqual(['a_0001.csv', 'a_0002.csv']);
    const path = join(lab.folder, 'a_0003.csv');
    writeFileSync(path, 'mine');
    const data = ['--data-dir', lab.store.dataDir];
    const status = await runHydrant(['status', ...data]);
    expect(status.stdout).toContain(
      `\nExports    1 not completed\n  #1 paused: Hydrant was closed before it was complete. Go on with hydrant exports resume 1 --data-dir ${lab.store.dataDir}\n`,
    );
    const next = await runHydrant([
      'export',
      '--out',
      join(lab.folder, 'b.csv'),
      '--since-last',
      'n',
      ...data,
    ]);
    expect(next.exitCode).toBe(1);
    expect(next.stderr).toBe(
      `hydrant: Batch #1 comes first, and is not completed: The file ${path} exists already: move it away, then ` +
        `run hydrant exports resume 1 --data-dir ${lab.store.dataDir}, which goes on after the 2 files that are complete; with --force it replaces that file\n`,
    );
    const refused = await runHydrant(['exports', 'resume', '1', ...data]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(
      /^hydrant: The file [^\n]+a_0003\.csv exists already: move it away, then run /,
    );
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(await runHydrant(['exports', 'resume', '1', '--force', ...data])).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    const names = ['a_0001.csv', 'a_0002.csv', 'a_0003.csv'];
    expect(lab.names()).toEqual(['a.csv.manifest.json', ...names]);
    expect(names.flatMap((name) => idsOf(readFileSync(join(lab.folder, name), 'utf8')))).toEqual(
      idsUpTo(1200),
    );
  });

  it('ends what has written nothing yet: the next one holds its entries, too', async () => {
    const lab = await interruptedBatch('a.csv');
    writeFileSync(join(lab.folder, 'a.csv'), 'mine');
    const path = join(lab.folder, 'b.csv');
    const args = ['export', '--out', path, ...IDS, '--since-last', 'n', '--data-dir', lab.store.dataDir];
    expect(await runHydrant(args)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(idsOf(readFileSync(path, 'utf8'))).toEqual(idsUpTo(1200));
    expect(lab.history().map(({ state }) => state)).toEqual(['completed', 'failed']);
  });
});

describe('a full disk', SLOW, () => {
  /** A file system of one megabyte that only this test sees; an ordinary user may have one in a user namespace. */
  const namespaces = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--user', '--map-root-user'];
  const SCRIPT = `
    mount -t tmpfs -o size=1m tmpfs "$1" && cd "$1" || exit 9
    data=$2; shift 2
    head -c 970000 /dev/zero > filler
    "$@" export --out log.csv --columns id,message --rows-per-file 2000 --progress json --data-dir "$data" 2>&1; echo "ended $?"; ls -A
    rm filler
    "$@" exports resume 1 --data-dir "$data" 2>&1; echo "ended $?"; ls -A
    "$@" exports verify 1 --data-dir "$data"; cat log_*.csv >&2
  `;

  it('leaves complete files, says how to go on, and that works', async () => {
    const lab = new CommandLab(6000);
    const { stdout, stderr } = await promisify(execFile)(
      requireTool('unshare'),
      [...namespaces, 'sh', '-c', SCRIPT, 'sh', lab.folder, lab.dataDir, ...hydrantCommand()],
      { maxBuffer: 16 * 1024 * 1024 },
    );
    const lines = stdout.split('\n').filter((line) => !line.startsWith('{'));
    const remedy = `free some space, then run hydrant exports resume 1 --data-dir ${lab.dataDir}, which goes on after the file that is complete`;
    expect(lines).toEqual([
      `hydrant: There is no space left to write ${lab.at('log_0002.csv')}: ${remedy}`,
      'ended 1',
      'filler',
      'log_0001.csv',
      'ended 0',
      'log.csv.manifest.json',
      'log_0001.csv',
      'log_0002.csv',
      'log_0003.csv',
      'All 3 files are as they were written',
      '',
    ]);
    expect(parseProgress(stdout).last).toMatchObject({ state: 'paused', problem: { code: 'disk.full' } });
    const ids = stderr
      .trimEnd()
      .split('\r\n')
      .filter((line) => !line.startsWith('id'));
    expect(ids.map((line) => Number(line.split(',')[0]))).toEqual(idsUpTo(6000));
  });
});
