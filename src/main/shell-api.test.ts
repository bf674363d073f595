import { join } from 'node:path';
import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportJob } from '#contract/export.ts';
import { describe, expect, it } from 'vitest';
import { ShellApi, plainFileName } from './shell-api.ts';

const job: ExportJob = {
  id: 1,
  state: 'completed',
  request: {
    query: {},
    format: 'csv',
    path: '/exports/errors.csv',
    columns: ['message'],
    neutralisesFormulas: true,
    replacesExisting: false,
  },
  rowsTotal: 1,
  rowsWritten: 1,
  bytesWritten: 10,
  files: ['/exports/errors.csv'],
  startedAtUnixUs: 0,
  elapsedMs: 1,
  error: null,
};

function createShell({ isDialogClosed = false } = {}) {
  const asked: string[] = [];
  const written: [string, string][] = [];
  const revealed: string[] = [];
  // A double of the engine, which has one finished export and knows nothing else.
  const engine = {
    call: (method: string) => Promise.resolve(method === 'exports.list' ? { jobs: [job] } : { method }),
    subscribe: () => () => undefined,
  } as unknown as EngineApi;
  const shell = new ShellApi(engine, {
    exportDirectory: '/exports',
    chooseFile: (path) => {
      asked.push(path);
      return Promise.resolve(isDialogClosed ? null : path);
    },
    writeFile: (path, text) => {
      written.push([path, text]);
      return Promise.resolve();
    },
    revealFile: (path) => revealed.push(path),
  });
  return { shell, asked, written, revealed };
}

describe('ShellApi', () => {
  it('answers what belongs to the shell and hands everything else to the engine', async () => {
    const { shell } = createShell();
    expect(await shell.call('shell.describe', {})).toMatchObject({ kind: 'electron', canDownload: false });
    expect(await shell.call('status.get', {})).toEqual({ method: 'status.get' });
  });

  it('tells the page which of its commands was chosen in the menu', () => {
    const { shell } = createShell();
    const chosen: string[] = [];
    const unsubscribe = shell.subscribe('shell.commandChosen', ({ id }) => chosen.push(id));
    shell.chooseCommand('export.open');
    unsubscribe();
    shell.chooseCommand('help.open');
    expect(chosen).toEqual(['export.open']);
  });

  it('reveals a file that an export wrote', async () => {
    const { shell, revealed } = createShell();
    await shell.call('shell.revealFile', { path: '/exports/errors.csv' });
    expect(revealed).toEqual(['/exports/errors.csv']);
  });

  it.each(['/etc/passwd', '/exports/../etc/passwd', '/exports/other.csv'])(
    'does not reveal %s',
    async (path) => {
      const { shell, revealed } = createShell();
      await expect(shell.call('shell.revealFile', { path })).rejects.toMatchObject({
        code: 'file.not-found',
      });
      expect(revealed).toEqual([]);
    },
  );

  it('suggests a place in the export folder, whatever the page calls the file', async () => {
    const { shell, asked } = createShell();
    await shell.call('shell.chooseFile', { suggestedName: '../../.ssh/authorized_keys' });
    expect(asked).toEqual([join('/exports', 'authorized_keys')]);
  });

  it('writes a text where the user says, whatever the page calls the file', async () => {
    const { shell, written } = createShell();
    const path = join('/exports', 'queries.json');
    expect(await shell.call('shell.saveText', { suggestedName: '../queries.json', text: '{}' })).toEqual({
      path,
    });
    expect(written).toEqual([[path, '{}']]);
  });

  it('writes nothing when the user closes the dialog', async () => {
    const { shell, written } = createShell({ isDialogClosed: true });
    expect(await shell.call('shell.saveText', { suggestedName: 'queries.json', text: '{}' })).toEqual({
      path: null,
    });
    expect(written).toEqual([]);
  });
});

describe('plainFileName', () => {
  it.each([
    ['errors 2026-11-22.csv', 'errors 2026-11-22.csv'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['a:b|c?.csv', 'a_b_c_.csv'],
    ['..', 'hydrant-export'],
    ['', 'hydrant-export'],
    ['line\nbreak.csv', 'line_break.csv'],
  ])('makes %j into %j', (name, plain) => {
    expect(plainFileName(name)).toBe(plain);
  });
});
