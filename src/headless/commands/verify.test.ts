import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { verificationSchema } from '#contract/export-batch.ts';
import { BatchLab } from '../../../test/exports/batch-lab.ts';
import { runHydrant } from '../../../test/headless/hydrant-process.ts';

const SLOW = { timeout: 60_000 };

describe('hydrant verify', SLOW, () => {
  let manifest: string;
  let files: string[];

  beforeEach(async () => {
    const lab = new BatchLab(40);
    const batch = await lab.run('log.csv', { rowsPerFile: 10 });
    manifest = batch.manifestPath ?? '';
    files = batch.files.map(({ path }) => path);
  });

  it('says that all is well, and ends with 0', async () => {
    expect(await runHydrant(['verify', manifest])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: 'All 4 files are as they were written\n',
      stderr: '',
    });
  });

  it('finds the files beside the manifest, wherever both were moved to', async () => {
    const elsewhere = join(files[0] ?? '', '..', 'else where');
    mkdirSync(elsewhere);
    for (const path of [...files, manifest]) renameSync(path, join(elsewhere, basename(path)));
    const { exitCode, stdout } = await runHydrant(['verify', basename(manifest), '--json'], {
      cwd: elsewhere,
    });
    expect(exitCode).toBe(0);
    const verification = verificationSchema.parse(JSON.parse(stdout));
    expect(verification.files.map(({ path }) => path)).toEqual(
      files.map((path) => join(elsewhere, basename(path))),
    );
  });

  it('names each file that is not as it was written, says why, and ends with 1', async () => {
    const [first = '', second = '', third = ''] = files;
    appendFileSync(first, 'x');
    const bytes = readFileSync(second);
    bytes[bytes.length - 3] = 0x21;
    writeFileSync(second, bytes);
    rmSync(third);
    const { exitCode, stdout, stderr } = await runHydrant(['verify', manifest]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const [one = '', two = '', three = '', ...rest] = stdout.split('\n');
    expect(one).toContain(`changed  ${first}: It has ${String(readFileSync(first).length)} bytes instead of`);
    expect(two).toContain(`changed  ${second}: Its SHA-256 is `);
    expect(three).toBe(`missing  ${third}: There is no such file.`);
    expect(rest).toEqual(['3 of 4 files are not as they were written', '']);
    const json = await runHydrant(['verify', manifest, '--json']);
    expect(json.exitCode).toBe(1);
    expect(verificationSchema.parse(JSON.parse(json.stdout))).toMatchObject({
      isIntact: false,
      files: [{ state: 'changed' }, { state: 'changed' }, { state: 'missing' }, { state: 'intact' }],
    });
  });

  it('tells a missing manifest from a file that is none, and from wrong usage', async () => {
    const missing = await runHydrant(['verify', `${manifest}x`]);
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(missing.stderr).toMatch(/^hydrant: There is no manifest [^\n]+\n$/);
    const [first = ''] = files;
    const other = await runHydrant(['verify', first]);
    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(other.stderr).toBe(
      `hydrant: ${first} is no manifest of an export: name the file that ends with .manifest.json, beside the exported files\n`,
    );
    const none = await runHydrant(['verify']);
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
    expect(none.stderr).toBe(
      'hydrant: verify needs MANIFEST: the file that ends with .manifest.json: see hydrant verify --help\n',
    );
  });
});
