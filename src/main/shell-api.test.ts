import { join } from 'node:path';
import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { describe, expect, it } from 'vitest';
import { EventHub } from '#core/engine/event-hub.ts';
import { ShellApi, plainFileName, type ShellSurroundings } from './shell-api.ts';

const file = {
  path: '/exports/errors.csv',
  rows: 1,
  bySeverity: [0, 0, 0, 1, 0, 0, 0, 0],
  sizeBytes: 10,
  sha256: '0'.repeat(64),
  firstId: 1,
  lastId: 1,
};
// Doubles of batches: what the shell looks at.
const BATCHES: Readonly<Record<number, Pick<ExportBatch, 'state' | 'origin' | 'files'>>> = {
  1: { state: 'completed', origin: 'view', files: [file] },
  2: { state: 'running', origin: 'view', files: [file] },
  3: { state: 'completed', origin: 'download', files: [{ ...file, path: 'errors.csv' }] },
};

function createShell({ isDialogClosed = false, openedFile = null as ShellSurroundings['openedFile'] } = {}) {
  const asked: string[] = [];
  const written: [string, string][] = [];
  const revealed: string[] = [];
  // A double of the engine, which has some batches and knows nothing else.
  const engine = {
    call: (method: string, { id }: { id?: number }) =>
      Promise.resolve(method === 'exports.get' ? { batch: BATCHES[id ?? 0] } : { method }),
    subscribe: () => () => undefined,
  } as unknown as EngineApi;
  const opened: string[] = [];
  const menu = new EventHub();
  const shell = new ShellApi(engine, {
    desktop: {
      exportDirectory: '/exports',
      chooseFile: (path) => {
        asked.push(path);
        return Promise.resolve(isDialogClosed ? null : path);
      },
      chooseFolder: (path) => {
        asked.push(path);
        return Promise.resolve(isDialogClosed ? null : path);
      },
      chooseFileToOpen: (title) => {
        asked.push(title);
        return Promise.resolve(isDialogClosed ? null : '/exports/chosen.csv');
      },
      writeFile: (path, text) => {
        written.push([path, text]);
        return Promise.resolve();
      },
      revealFile: (path) => revealed.push(path),
    },
    files: {
      open(path) {
        opened.push(path);
        return Promise.resolve({ logId: 'the-log' });
      },
      close(logId) {
        opened.push(`closed ${logId}`);
        return Promise.resolve();
      },
    },
    menu,
    openedFile,
  });
  return { shell, menu, asked, written, revealed, opened };
}

describe('ShellApi', () => {
  it('answers what belongs to the shell and hands everything else to the engine', async () => {
    const { shell } = createShell();
    expect(await shell.call('shell.describe', {})).toMatchObject({ kind: 'electron', canDownload: false });
    expect(await shell.call('status.get', {})).toEqual({ method: 'status.get' });
  });

  it('tells the page which of its commands was chosen in the menu', () => {
    const { shell, menu } = createShell();
    const chosen: string[] = [];
    const unsubscribe = shell.subscribe('shell.commandChosen', ({ id }) => chosen.push(id));
    menu.emit('shell.commandChosen', { id: 'export.open' });
    unsubscribe();
    menu.emit('shell.commandChosen', { id: 'help.open' });
    expect(chosen).toEqual(['export.open']);
  });

  it('opens the file that the user chooses, or one that is named, and closes it', async () => {
    const { shell, asked, opened } = createShell();
    expect(await shell.call('shell.openFile', { path: null })).toEqual({ logId: 'the-log' });
    expect(await shell.call('shell.openFile', { path: '/exports/named.csv' })).toEqual({ logId: 'the-log' });
    await shell.call('shell.closeFile', { logId: 'the-log' });
    expect(asked).toEqual(['Open a log file']);
    expect(opened).toEqual(['/exports/chosen.csv', '/exports/named.csv', 'closed the-log']);
  });

  it('opens nothing when the user closes the dialog', async () => {
    const { shell, opened } = createShell({ isDialogClosed: true });
    expect(await shell.call('shell.openFile', { path: null })).toEqual({ logId: null });
    expect(opened).toEqual([]);
  });

  it('says which file its page shows', async () => {
    const openedFile = { path: '/exports/errors.csv', name: 'errors.csv' };
    const { shell } = createShell({ openedFile });
    expect(await shell.call('shell.describe', {})).toMatchObject({ openedFile });
    expect(await createShell().shell.call('shell.describe', {})).toMatchObject({ openedFile: null });
  });

  it('reveals the first file of a completed batch', async () => {
    const { shell, revealed } = createShell();
    await shell.call('shell.revealBatch', { id: 1 });
    expect(revealed).toEqual(['/exports/errors.csv']);
  });

  it.each([2, 3])('reveals nothing of batch %i, whose files are not complete or not here', async (id) => {
    const { shell, revealed } = createShell();
    await expect(shell.call('shell.revealBatch', { id })).rejects.toMatchObject({ code: 'file.not-found' });
    expect(revealed).toEqual([]);
  });

  it('asks for a log to capture: a folder, beginning where logs are by custom, or a file', async () => {
    const { shell, asked } = createShell();
    expect(await shell.call('shell.chooseLog', { what: 'folder' })).toEqual({ path: '/var/log' });
    expect(await shell.call('shell.chooseLog', { what: 'file' })).toEqual({ path: '/exports/chosen.csv' });
    expect(asked).toEqual(['/var/log', 'Log to capture']);
  });

  it('asks for a folder, beginning where the page says or where exports go', async () => {
    const { shell, asked } = createShell();
    expect(await shell.call('shell.chooseFolder', { suggestedPath: '/logs' })).toEqual({ path: '/logs' });
    expect(await shell.call('shell.chooseFolder', { suggestedPath: 'logs' })).toEqual({ path: '/exports' });
    expect(asked).toEqual(['/logs', '/exports']);
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
