import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BatchLab, idsUpTo } from '../../../test/exports/batch-lab.ts';
import { CommandLab } from '../../../test/headless/command-lab.ts';
import { runHydrant } from '../../../test/headless/hydrant-process.ts';

/** Several processes, and the machine may be busy with other things. */
const SLOW = { timeout: 120_000 };
const DONE = { exitCode: 0, signal: null, stdout: '', stderr: '' };
const IDS = ['--columns', 'id,message'];

describe('hydrant exports', SLOW, () => {
  it('lists what was exported, the newest first, as many as are asked for', async () => {
    const lab = new BatchLab(30);
    await lab.run('1.csv');
    await lab.run('2.csv', { rowsPerFile: 10, watermark: 'each\u001b[2Jnight' });
    const failed = await lab.run('none/3.csv');
    await lab.close();
    const data = ['--data-dir', lab.store.dataDir];
    const { exitCode, stdout } = await runHydrant(['exports', ...data]);
    expect(exitCode).toBe(0);
    const [third = '', second = '', first = ''] = stdout.split('\n');
    expect(third).toMatch(
      /^#3 {2}paused {5}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}0 entries {3}0 B +\S+: There is no/,
    );
    expect(second).toMatch(
      /^#2 {2}completed [^\n]+ 30 entries {2}[^\n]+"each␛\[2Jnight" \S+2_0001\.csv and 2 more$/,
    );
    expect(first).toMatch(/^#1 {2}completed [^\n]+1\.csv$/);
    const newest = await runHydrant(['exports', 'list', '--limit', '2', ...data]);
    expect(newest.stdout.split('\n')).toEqual([third, second, '2 of 3: --limit shows more', '']);
    const { batches, total } = JSON.parse(
      (await runHydrant(['exports', '--json', '--limit', '1', ...data])).stdout,
    ) as { batches: unknown[]; total: number };
    expect(total).toBe(3);
    expect(batches).toEqual([
      { ...failed, bySeverity: expect.objectContaining({ error: 0 }) as unknown, files: [] },
    ]);
  });

  it('says so where nothing was exported yet', async () => {
    const lab = new CommandLab(1);
    expect(await lab.run('exports')).toEqual({ ...DONE, stdout: 'Nothing was exported yet\n' });
  });

  it('shows everything that is known of a batch, and its manifest as it stands in its file', async () => {
    const lab = new CommandLab(40);
    const filter = ['--severity', 'error', '--where', "unit:cron OR 'it is'", '--rows-per-file', '2'];
    await lab.run('export', '--out', lab.at('a.csv'), ...IDS, ...filter);
    const { stdout } = await lab.run('exports', 'show', '#1');
    const { files } = (await lab.json('exports', 'show', '1')) as {
      files: { path: string; sha256: string }[];
    };
    expect(files).toHaveLength(1);
    expect(stdout).toMatch(/^Batch {6}#1, completed\nAsked for {2}\S+ on the command line\nEnded {6}\S+\n/);
    expect(stdout).toContain(`Filter     --severity error --where 'unit:cron OR '\\''it is'\\'''\n`);
    expect(stdout).toContain('Looked at  entries 1 to 40 of the store\n');
    expect(stdout).toMatch(/^ {2}error +2$/m);
    expect(stdout).toMatch(
      new RegExp(`^ {2}${files[0]?.path ?? ''} {2}2 entries {2}\\d+ B {2}${files[0]?.sha256 ?? ''}$`, 'm'),
    );
    expect(stdout).toContain(`Manifest   ${lab.at('a.csv.manifest.json')}\n`);
    const manifest = await lab.run('exports', 'show', '1', '--manifest');
    expect(manifest).toEqual({ ...DONE, stdout: lab.text('a.csv.manifest.json') });
  });

  it('verifies the files of a batch', async () => {
    const lab = new CommandLab(10);
    await lab.run('export', '--out', lab.at('a.csv'), ...IDS);
    expect(await lab.run('exports', 'verify', '1')).toEqual({
      ...DONE,
      stdout: 'The file is as it was written\n',
    });
    appendFileSync(lab.at('a.csv'), 'x');
    const changed = await lab.run('exports', 'verify', '1');
    expect(changed).toMatchObject({ exitCode: 1, stderr: '' });
    expect(changed.stdout).toMatch(
      /^changed {2}[^\n]+a\.csv: It has \d+ bytes[^\n]+\nThe file is not as it was written\n$/,
    );
  });

  it('forgets a batch and leaves its files', async () => {
    const lab = new CommandLab(10);
    await lab.run('export', '--out', lab.at('a.csv'), ...IDS);
    expect(await lab.run('exports', 'remove', '1')).toEqual(DONE);
    expect(lab.names()).toEqual(['a.csv', 'a.csv.manifest.json']);
    expect(await lab.json('exports')).toEqual({ batches: [], total: 0 });
    const gone = await lab.run('exports', 'show', '1');
    expect(gone).toMatchObject({ exitCode: 1, stderr: 'hydrant: There is no batch #1\n' });
  });

  it('runs an export again: all that is there now, under a new name', async () => {
    const lab = new CommandLab(10);
    await lab.run('export', '--out', lab.folder, '--format', 'csv', ...IDS, '--name', 'log-{batch}');
    lab.store(5);
    expect(await lab.run('exports', 'run-again', '1')).toEqual(DONE);
    expect(lab.ids('log-00002.csv')).toEqual(idsUpTo(15));
    expect(await lab.run('exports', 'run-again', '1', '--out', lab.at('b.csv'))).toEqual(DONE);
    expect(lab.ids('b.csv')).toEqual(idsUpTo(15));
    const taken = await lab.run('exports', 'run-again', '3');
    expect(taken.exitCode).toBe(1);
    expect(taken.stderr).toMatch(
      /^hydrant: The file [^\n]+b\.csv exists already: choose another name, or [^\n]+\n$/,
    );
    lab.store(1);
    expect(await lab.run('exports', 'run-again', '3', '--force')).toEqual(DONE);
    expect(lab.ids('b.csv')).toEqual(idsUpTo(16));
    const misleading = await lab.run('exports', 'run-again', '1', '--out', lab.at('c.jsonl'));
    expect(misleading).toMatchObject({ exitCode: 2, stdout: '' });
    expect(misleading.stderr).toBe('hydrant: c.jsonl would hold csv: name it c.csv\n');
  });

  it('does not run again what was new once', async () => {
    const lab = new CommandLab(10);
    await lab.run('export', '--out', lab.at('a.csv'), ...IDS, '--since-last', 'n');
    const { exitCode, stderr } = await lab.run('exports', 'run-again', '1');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^hydrant: That batch holds what was new then of "n": go on with [^\n]+\n$/);
  });

  it('refuses what a batch that has ended does not allow, with 1, and what is no number with 2', async () => {
    const lab = new CommandLab(10);
    await lab.run('export', '--out', lab.at('a.csv'), ...IDS);
    for (const command of ['resume', 'cancel']) {
      expect(await lab.run('exports', command, '1')).toMatchObject({
        exitCode: 1,
        stderr: 'hydrant: Batch #1 has ended already: it is completed\n',
      });
    }
    expect(lab.ids('a.csv')).toEqual(idsUpTo(10));
    expect(await lab.run('exports', 'resume', 'one')).toMatchObject({
      exitCode: 2,
      stderr: 'hydrant: "one" is no number of a batch: hydrant exports lists them\n',
    });
  });

  it('resumes what the app left for its next start', async () => {
    const lab = new BatchLab(600);
    writeFileSync(`${lab.folder}/a.csv`, 'in the way');
    expect(await lab.run('a.csv')).toMatchObject({ state: 'paused', origin: 'view' });
    const { id } = lab.start('b.csv');
    await lab.close();
    expect(lab.kept(id).state).toBe('queued');
    const data = ['--data-dir', lab.store.dataDir];
    expect(await runHydrant(['exports', 'resume', String(id), ...data])).toEqual(DONE);
    expect(lab.kept(id)).toMatchObject({ state: 'completed', rowsWritten: 600 });
  });
});
