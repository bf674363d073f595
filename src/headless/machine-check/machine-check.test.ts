import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBrowser, checkDisplay, checkElectron } from './check-desktop.ts';
import { checkNode, checkSqlite } from './check-runtime.ts';
import { checkStore } from './check-store.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-check-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the runtime', () => {
  it('is judged by its version', () => {
    expect(checkNode('24.0.0').state).toBe('good');
    expect(checkNode('22.99.0')).toMatchObject({
      state: 'bad',
      remedy: expect.stringContaining('npm start') as unknown,
    });
  });

  it('makes a real store', async () => {
    expect(await checkSqlite()).toMatchObject({
      state: 'good',
      finding: expect.stringMatching(/^3\.\d+/) as unknown,
    });
  });
});

describe('the store', () => {
  it('may not exist yet, and is not made by looking', async () => {
    const check = await checkStore(join(folder, 'not', 'yet'));
    expect(check.finding).toMatch(/nothing stored yet, [\d.]+ GB free/);
  });

  it('names a place that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await checkStore(join(folder, 'file', 'below'))).toMatchObject({
      state: 'bad',
      remedy: expect.stringContaining('--data-dir') as unknown,
    });
  });
});

describe('the desktop', () => {
  it('needs Electron’s runtime, wholly installed', () => {
    const electron = join(folder, 'electron');
    mkdirSync(join(electron, 'dist'), { recursive: true });
    writeFileSync(join(electron, 'dist', 'electron'), '');
    expect(checkElectron(electron).state).toBe('limited');
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(checkElectron(electron).state).toBe('good');
  });

  it('needs a display and a user who is not root, on Linux', () => {
    expect(checkDisplay('linux', {}, 1000).state).toBe('limited');
    expect(checkDisplay('linux', { DISPLAY: '' }, 1000).state).toBe('limited');
    expect(checkDisplay('linux', { DISPLAY: ':0' }, 0).state).toBe('limited');
    expect(checkDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toMatchObject({
      state: 'good',
      finding: 'wayland-0',
    });
    expect(checkDisplay('darwin', {}, 501).state).toBe('good');
  });

  it('can do with any browser', () => {
    writeFileSync(join(folder, 'firefox'), '');
    expect(checkBrowser('linux', { PATH: folder })).toMatchObject({
      state: 'good',
      finding: join(folder, 'firefox'),
    });
    expect(checkBrowser('linux', { PATH: join(folder, 'electron') }).state).toBe('limited');
  });
});
