import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '#contract/export-request.ts';
import { manifestSchema } from '#core/exports/batches/manifest.ts';
import { idsUpTo } from '../../../test/exports/batch-lab.ts';
import { CommandLab, idsOf } from '../../../test/headless/command-lab.ts';
import { runHydrant } from '../../../test/headless/hydrant-process.ts';
import { parseOutputProgress, parseProgress } from '../../../test/headless/progress-lines.ts';

/** Several processes, and the machine may be busy with other things. */
const SLOW = { timeout: 120_000 };
const IDS = ['--columns', 'id,message'];
const DONE = { exitCode: 0, signal: null, stdout: '', stderr: '' };

describe('hydrant export into files', SLOW, () => {
  it('gives them names from a pattern in a folder, and a manifest', async () => {
    const lab = new CommandLab(25);
    const args = ['--out', `${lab.folder}/`, '--format', 'csv', ...IDS, '--rows-per-file', '10'];
    expect(await lab.run('export', ...args, '--name', 'log-{batch}')).toEqual(DONE);
    expect(lab.names()).toEqual([
      'log-00001.csv.manifest.json',
      'log-00001_0001.csv',
      'log-00001_0002.csv',
      'log-00001_0003.csv',
    ]);
    expect(['1', '2', '3'].flatMap((part) => lab.ids(`log-00001_000${part}.csv`))).toEqual(idsUpTo(25));
    const manifest = manifestSchema.parse(JSON.parse(lab.text('log-00001.csv.manifest.json')));
    expect(manifest).toMatchObject({ rows: 25, range: { afterId: 0, lastId: 25 } });
    expect(await lab.run('export', '--out', lab.folder, '--format', 'csv', ...IDS)).toEqual(DONE);
    expect(lab.names().filter((name) => /^hydrant-\d{8}T\d{6}Z\.csv$/.test(name))).toHaveLength(1);
  });

  it('begins a new one before it would grow beyond a size', async () => {
    const lab = new CommandLab(300);
    const args = ['--out', lab.at('a.csv'), ...IDS, '--bytes-per-file', '2kB', '--progress', 'json'];
    const { exitCode, stderr } = await lab.run('export', ...args);
    expect(exitCode).toBe(0);
    const { files } = parseProgress(stderr).last;
    expect(files.length).toBeGreaterThan(2);
    expect(Math.max(...files.map(({ bytes }) => bytes))).toBeLessThanOrEqual(2000);
    expect(files.flatMap(({ path }) => idsOf(readFileSync(path, 'utf8')))).toEqual(idsUpTo(300));
  });

  it('compresses what is named so', async () => {
    const lab = new CommandLab(25);
    await lab.run('export', '--out', lab.at('a.csv.gz'), ...IDS);
    expect(idsOf(gunzipSync(readFileSync(lab.at('a.csv.gz'))).toString())).toEqual(idsUpTo(25));
    await lab.run('export', '--out', lab.at('a.zst'), ...IDS, '--format', 'csv', '--compress', 'zstd');
    expect(idsOf(zstdDecompressSync(readFileSync(lab.at('a.zst'))).toString())).toEqual(idsUpTo(25));
  });

  it('asks the engine for what the options say, relative times settled once', async () => {
    const lab = new CommandLab(10);
    const before = Date.now() * 1000;
    const options =
      '--format csv --delimiter tab --byte-order-mark --line-end lf --no-header --raw --time-format unix --time-zone Asia/Tokyo';
    const filter = ['--since', '2026-11-01', '--where', 'after:90d', '--severity', 'warning+'];
    const args = [...options.split(' '), ...filter, '--columns', 'time,_EXE', '--out', lab.at('a.tsv')];
    await lab.run('export', ...args, '--rows-per-file', '1000', '--bytes-per-file', '1GiB', '--force');
    const { request } = (await lab.json('exports', 'show', '1')) as { request: ExportRequest };
    expect(request).toMatchObject({
      format: 'csv',
      compression: 'none',
      columns: ['time', '_EXE'],
      text: {
        delimiter: '\t',
        hasByteOrderMark: true,
        lineEnd: 'lf',
        hasHeader: false,
        neutralisesFormulas: false,
      },
      times: { format: 'unix', zone: 'Asia/Tokyo' },
      target: { kind: 'file', path: lab.at('a.tsv') },
      rowsPerFile: 1000,
      bytesPerFile: 1_073_741_824,
      replacesExisting: true,
      query: { where: 'after:90d', severities: [0, 1, 2, 3, 4] },
    });
    expect(request.query.nowUnixUs).toBeGreaterThanOrEqual(before);
    expect(request.query.nowUnixUs).toBeLessThanOrEqual(Date.now() * 1000);
  });

  it('leaves the manifest of another batch alone, unless it may replace it', async () => {
    const lab = new CommandLab(5);
    writeFileSync(lab.at('a.csv.manifest.json'), 'mine');
    const refused = await lab.run('export', '--out', lab.at('a.csv'));
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/^hydrant: The file [^\n]+a\.csv\.manifest\.json exists[^\n]+--force\n$/);
    expect(lab.names()).toEqual(['a.csv.manifest.json']);
    expect(await lab.run('export', '--out', lab.at('a.csv'), '--force')).toEqual(DONE);
    expect(lab.names()).toEqual(['a.csv', 'a.csv.manifest.json']);
  });

  it('says what is wrong with a place, and leaves nothing there', async () => {
    const lab = new CommandLab(5);
    const missing = await lab.run('export', '--out', lab.at('none/a.csv'));
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toBe(
      `hydrant: There is no folder ${lab.at('none')}: make the folder first, or choose another one\n`,
    );
    const pattern = await lab.run('export', '--out', lab.folder, '--format', 'csv', '--name', '{day}');
    expect(pattern).toMatchObject({ exitCode: 2, stdout: '' });
    expect(pattern.stderr).toMatch(/^hydrant: "\{day\}" cannot be a pattern[^\n]+\{time\}[^\n]+\n$/);
    mkdirSync(lab.at('read-only'), { mode: 0o555 });
    const forbidden = await lab.run('export', '--out', lab.at('read-only/a.csv'));
    chmodSync(lab.at('read-only'), 0o755);
    // Nothing is forbidden to root.
    expect(forbidden.exitCode).toBe(process.getuid?.() === 0 ? 0 : 1);
  });

  it('goes on after a batch, into a file and to standard output', async () => {
    const lab = new CommandLab(20);
    await lab.run('export', '--out', lab.at('1.csv'), ...IDS);
    lab.store(5);
    await lab.run('export', '--out', lab.at('2.csv'), ...IDS, '--since-batch', '1');
    expect(lab.ids('2.csv')).toEqual([21, 22, 23, 24, 25]);
    const { stdout } = await lab.run('export', '--out', '-', '--format', 'csv', ...IDS, '--since-batch', '1');
    expect(idsOf(stdout)).toEqual([21, 22, 23, 24, 25]);
    const unknown = await lab.run('export', '--out', lab.at('3.csv'), '--since-batch', '9');
    expect(unknown).toMatchObject({ exitCode: 1, stderr: 'hydrant: There is no batch #9\n' });
  });
});

describe('--progress', SLOW, () => {
  it('json tells each step on standard error, and at the end of files and manifest', async () => {
    const lab = new CommandLab(3000);
    const args = ['--out', lab.at('a.csv'), ...IDS, '--rows-per-file', '1000', '--progress', 'json'];
    const { exitCode, stdout, stderr } = await lab.run('export', ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    const { lines, last } = parseProgress(stderr);
    expect(stderr.trimEnd().split('\n')).toHaveLength(lines.length + 1);
    expect(lines.length).toBeGreaterThan(0);
    const rows = [...lines.map((line) => line.rows), last.rows];
    expect(rows).toEqual(rows.toSorted((one, other) => (one ?? 0) - (other ?? 0)));
    expect(last).toMatchObject({ batch: 1, state: 'completed', rows: 3000, progress: 1, secondsLeft: 0 });
    expect(last).toMatchObject({ fileCount: 3, manifestPath: lab.at('a.csv.manifest.json'), problem: null });
    const manifest = manifestSchema.parse(JSON.parse(lab.text('a.csv.manifest.json')));
    expect(last.files).toEqual(
      manifest.files.map(({ name, rows: count, sizeBytes, sha256 }) => ({
        path: lab.at(name),
        rows: count,
        bytes: sizeBytes,
        sha256,
      })),
    );
    expect(last.bytes).toBe(last.files.reduce((sum, { bytes }) => sum + bytes, 0));
  });

  it('json tells why a batch failed, too, and the error line comes after it', async () => {
    const lab = new CommandLab(5);
    writeFileSync(lab.at('a.csv'), '');
    const { exitCode, stderr } = await lab.run('export', '--out', lab.at('a.csv'), '--progress', 'json');
    expect(exitCode).toBe(1);
    expect(parseProgress(stderr).last).toMatchObject({
      state: 'failed',
      files: [],
      manifestPath: null,
      problem: { code: 'file.exists' },
    });
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^hydrant: The file [^\n]+--force$/);
  });

  it('json tells the bytes of an export to standard output', async () => {
    const lab = new CommandLab(3000);
    const args = ['export', '--out', '-', '--format', 'csv', '--progress', 'json', '--compress', 'gzip'];
    const process = lab.start(...args);
    process.child.stdout.setEncoding('latin1');
    const { stdout, stderr } = await process.ended;
    const lines = parseOutputProgress(stderr);
    expect(lines.at(-1)).toMatchObject({ batch: null, state: 'completed', bytes: stdout.length });
    const text = gunzipSync(Buffer.from(stdout, 'latin1')).toString();
    expect(text.split('\r\n')).toHaveLength(3002);
    expect(await lab.json('exports')).toEqual({ batches: [], total: 0 });
  });

  it('none tells nothing', async () => {
    const lab = new CommandLab(5);
    expect(await lab.run('export', '--out', lab.at('a.csv'), '--progress', 'none')).toEqual(DONE);
  });
});

describe('--dry-run', SLOW, () => {
  it('says exactly what is then written, and writes nothing', async () => {
    const lab = new CommandLab(200);
    const args = ['--out', lab.at('a.csv'), ...IDS, '--severity', 'error,info', '--rows-per-file', '20'];
    const preview = await lab.json('export', ...args, '--dry-run');
    expect(lab.names()).toEqual([]);
    expect(await lab.json('exports')).toEqual({ batches: [], total: 0 });
    expect(await lab.run('export', ...args)).toEqual(DONE);
    const batch = await lab.json('exports', 'show', '1');
    expect(preview).toMatchObject({
      rows: batch['rowsWritten'],
      bySeverity: batch['bySeverity'],
      estimatedFiles: batch['fileCount'],
      estimatedBytes: batch['bytesWritten'],
      afterId: batch['afterId'],
      lastId: batch['lastId'],
      gapCount: 0,
      redaction: null,
      unfinishedBatch: null,
      warnings: [],
    });
    expect(preview['rows']).toBe(50);
    const { path, freeBytes } = preview['target'] as { path: string; freeBytes: number };
    expect(path).toBe(lab.at('a_0001.csv'));
    expect(freeBytes).toBeGreaterThan(0);
    const { text } = preview['firstRows'] as { text: string };
    expect(lab.text('a_0001.csv').startsWith(text)).toBe(true);
    expect(text.split('\r\n').length).toBeGreaterThan(10);
  });

  it('prints the same for people, with nothing in it that a terminal would obey', async () => {
    const lab = new CommandLab(20);
    const args = ['--out', '-', '--format', 'csv', ...IDS, '--severity', 'error', '--dry-run'];
    const { exitCode, stdout, stderr } = await lab.run('export', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Entries {4}3\n/);
    expect(stdout).toMatch(/^ {2}error +3$/m);
    expect(stdout).toMatch(
      /^Size {7}about \d+ B\nTarget {5}standard output\nGaps {7}none\n\nid,message\n3,/m,
    );
  });

  it('goes on where the last export of a name ended', async () => {
    const lab = new CommandLab(20);
    const args = ['export', '--out', lab.folder, '--format', 'csv', '--since-last', 'nightly'];
    expect(await lab.json(...args, '--dry-run')).toMatchObject({ rows: 20, afterId: 0 });
    expect(await lab.run(...args)).toEqual(DONE);
    lab.store(2);
    expect(await lab.json(...args, '--dry-run')).toMatchObject({ rows: 2, afterId: 20 });
  });

  it('ends as the export would where that cannot be written', async () => {
    const lab = new CommandLab(5);
    writeFileSync(lab.at('a.csv'), '');
    const { exitCode, stdout, stderr } = await lab.run('export', '--out', lab.at('a.csv'), '--dry-run');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Entries    5\n');
    expect(stderr).toMatch(/^hydrant: The file [^\n]+a\.csv exists already: [^\n]+--force\n$/);
  });
});

it('exports nothing where nothing is stored', async () => {
  const { exitCode, stderr } = await runHydrant(['exports', '--data-dir', '/nowhere/at/all']);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^hydrant: Nothing is stored in \/nowhere\/at\/all yet: [^\n]+\n$/);
});
