import { describe, expect, it } from 'vitest';
import { runHydrant } from '../../test/headless/hydrant-process.ts';

describe('hydrant', () => {
  it('prints its help and its version, and ends with 0', async () => {
    expect(await runHydrant(['--help'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await runHydrant(['export', '--help'])).toMatchObject({ exitCode: 0, stderr: '' });
    const version = await runHydrant(['--version']);
    expect(version).toMatchObject({ exitCode: 0, stderr: '' });
    expect(version.stdout).toMatch(/^hydrant \d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['nonsense']],
    [['serve', '--nonsense']],
    [['serve', '--port', '70000']],
    [['serve', '--port', 'http']],
    [['tail', '--format', 'xml']],
    [['tail', '--severity', 'eror']],
    [['tail', '--since', 'soonish']],
    [['tail', '--lines', '-1']],
    [['tail', '--where', '(a']],
    [['export', '--out', 'a.log']],
    [['export', '--out', 'a.csv', '--json']],
    [['export', '--out', 'a.csv', '--progress', 'dots']],
    [['open']],
    [['open', 'a.csv', 'b.csv']],
    [['open', 'a.csv', '--source', 'journal']],
    [['verify']],
    [['verify', 'a.manifest.json', 'b.manifest.json']],
    [['export', '--format', 'csv']],
    [['export', '--format', 'xls', '--out', 'a.xls']],
    [['export', '--format', 'csv', '--out', '-', '--rows-per-file', '5']],
    [['export', '--format', 'csv', '--out', 'a.csv', '--rows-per-file', '0']],
    [['export', '--format', 'csv', '--out', 'a.csv', '--columns', 'time,,message']],
    [['collect', 'everything']],
  ])('says in one line what is wrong with %j, and ends with 2', async (args) => {
    const { exitCode, stdout, stderr } = await runHydrant(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^hydrant: [^\n]+\n$/);
  });

  it('does not run what is no number, word or time', async () => {
    const { stderr } = await runHydrant(['tail', '--format', 'xml']);
    expect(stderr).toBe('hydrant: --format "xml" is unknown: use one of text, jsonl, csv\n');
  });
});

describe('hydrant doctor', () => {
  it('says for each thing whether it is good, and in JSON the same', async () => {
    const text = await runHydrant(['doctor']);
    expect(text.stdout).toMatch(/^ok {2}Node\.js: 24\./);
    expect(text.stdout).toMatch(/^ok {2}SQLite: /m);
    const json = await runHydrant(['doctor', '--json']);
    expect(json.exitCode).toBe(text.exitCode);
    const { checks } = JSON.parse(json.stdout) as { checks: { name: string; state: string }[] };
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Node.js', 'SQLite', 'store', 'browser']),
    );
    expect(json.exitCode).toBe(checks.some(({ state }) => state === 'bad') ? 1 : 0);
  });

  it('ends with 1 when nothing can be stored', async () => {
    const { exitCode, stdout } = await runHydrant(['doctor', '--data-dir', '/dev/null/store']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^BAD store: /m);
  });
});
