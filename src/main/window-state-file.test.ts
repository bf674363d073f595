import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRESH_STATE } from './window-state.ts';
import { loadWindowState, saveWindowState } from './window-state-file.ts';

const display = { x: 0, y: 0, width: 1920, height: 1080 };
const state = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, isMaximized: true };

describe('the window state file', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hydrant-window-'));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(dir, { recursive: true });
  });

  it('remembers the window, making the folder if need be, and leaves no other file behind', () => {
    const path = join(dir, 'desktop', 'window.json');
    saveWindowState(path, state);
    expect(loadWindowState(path, [display])).toEqual(state);
    expect(readdirSync(join(dir, 'desktop'))).toEqual(['window.json']);
  });

  it('begins afresh without a file', () => {
    expect(loadWindowState(join(dir, 'window.json'), [display])).toEqual(FRESH_STATE);
  });

  it('says so, and nothing worse, when the place cannot be written', () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    writeFileSync(join(dir, 'desktop'), 'a file where the folder should be');
    expect(() => saveWindowState(join(dir, 'desktop', 'window.json'), state)).not.toThrow();
    expect(printed).toHaveBeenCalledOnce();
  });
});
