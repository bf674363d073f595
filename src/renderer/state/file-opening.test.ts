import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { ScriptedApi } from '../../../test/renderer/scripted-api.ts';
import { FileOpening } from './file-opening.ts';

function opening() {
  const api = new ScriptedApi();
  const visited: (string | null)[] = [];
  return { api, visited, files: new FileOpening(api, (logId) => visited.push(logId)) };
}

describe('FileOpening', () => {
  it('leaves for the page of the file that was opened', async () => {
    const { api, visited, files } = opening();
    api.answer('shell.openFile', ({ path }) => ({ logId: `log of ${String(path)}` }));
    expect(await files.open('/exports/errors.csv')).toBe(true);
    expect(visited).toEqual(['log of /exports/errors.csv']);
    expect(files.state.get()).toEqual({ isBusy: false, problem: null });
  });

  it('stays when the user closes the dialog', async () => {
    const { api, visited, files } = opening();
    api.answer('shell.openFile', () => ({ logId: null }));
    expect(await files.open(null)).toBe(true);
    expect(visited).toEqual([]);
  });

  it('keeps the reason why a file cannot be opened, until the next is tried', async () => {
    const { api, visited, files } = opening();
    const refusal = new AppError('file.unknown-format', 'It is none.');
    api.answer('shell.openFile', () => {
      throw refusal;
    });
    expect(await files.open('/notes.txt')).toBe(false);
    expect(files.state.get()).toEqual({ isBusy: false, problem: refusal });
    files.forgetProblem();
    expect(files.state.get().problem).toBeNull();
    expect(visited).toEqual([]);
  });

  it('opens one at a time', async () => {
    const { api, files } = opening();
    api.answer('shell.openFile', () => ({ logId: 'a' }));
    const release = api.holdBack('shell.openFile');
    const first = files.open('/a.csv');
    expect(files.state.get().isBusy).toBe(true);
    await files.open('/b.csv');
    release();
    await first;
    expect(api.calls).toHaveLength(1);
  });

  it('goes back when a file is closed, also where the connection ends before the answer', async () => {
    const { api, visited, files } = opening();
    api.answer('shell.closeFile', () => {
      throw new AppError('connection.lost', 'gone');
    });
    await files.close('a');
    expect(visited).toEqual([null]);
  });
});
