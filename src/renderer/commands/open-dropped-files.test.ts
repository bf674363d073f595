import { expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { ScriptedApi } from '../../../test/renderer/scripted-api.ts';
import { Announcer } from '../state/announcer.ts';
import { FileOpening } from '../state/file-opening.ts';
import { openDroppedFiles } from './open-dropped-files.ts';

function page(paths: Readonly<Record<string, string>>) {
  const api = new ScriptedApi();
  const visited: (string | null)[] = [];
  const dialogs: string[] = [];
  const model = {
    files: new FileOpening(api, (logId) => visited.push(logId)),
    announcer: new Announcer(),
    host: { pathOf: (file: File) => paths[file.name] ?? null },
  };
  const drop = (...names: string[]) =>
    openDroppedFiles(
      model,
      names.map((name) => new File([], name)),
      (dialog) => dialogs.push(dialog),
    );
  return { api, visited, dialogs, model, drop };
}

it('a dropped file is opened by its path', async () => {
  const { api, visited, dialogs, drop } = page({ 'app.log': '/logs/app.log' });
  api.answer('shell.openFile', ({ path }) => ({ logId: `log of ${String(path)}` }));
  await drop('app.log');
  expect([visited, dialogs]).toEqual([['log of /logs/app.log'], []]);
});

it('of several the first is opened, and that is said', async () => {
  const { api, visited, model, drop } = page({ 'a.log': '/a.log', 'b.log': '/b.log' });
  api.answer('shell.openFile', ({ path }) => ({ logId: String(path) }));
  await drop('a.log', 'b.log');
  expect(visited).toEqual(['/a.log']);
  expect(model.announcer.current.get()?.text).toContain('One file at a time: opening a.log');
});

it('where the path is not told, the dialog says so and asks for it', async () => {
  const { visited, dialogs, model, drop } = page({});
  await drop('app.log');
  expect([visited, dialogs]).toEqual([[], ['file']]);
  expect(model.files.state.get().problem?.message).toContain('cannot tell where app.log is');
});

it('what is wrong with a dropped file is told in the dialog', async () => {
  const { api, dialogs, model, drop } = page({ 'a.bin': '/a.bin' });
  const refusal = new AppError('file.unknown-format', 'It is none.');
  api.answer('shell.openFile', () => {
    throw refusal;
  });
  await drop('a.bin');
  expect([dialogs, model.files.state.get().problem]).toEqual([['file'], refusal]);
});

it('nothing that is no file is opened', async () => {
  const { visited, dialogs, drop } = page({});
  await drop();
  expect([visited, dialogs]).toEqual([[], []]);
});
