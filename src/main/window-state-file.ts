import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle, WindowState } from './window-state.ts';
import { FRESH_STATE, readWindowState, writeWindowState } from './window-state.ts';

/** Reads the remembered place of the window; without a readable file, the state of a first start. */
export function loadWindowState(path: string, workAreas: readonly Rectangle[]): WindowState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return FRESH_STATE; // A first start, or a folder that cannot be read: nothing that a user must hear of.
  }
  return readWindowState(text, workAreas);
}

/**
 * Replaces the file in one step, so that a crash leaves the old state or the new one. Synchronous, because the window is
 * closing while it runs. A failure costs the window's place and nothing else, so it is only printed.
 */
export function saveWindowState(path: string, state: WindowState): void {
  const temporaryPath = `${path}.${String(process.pid)}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporaryPath, writeWindowState(state));
    renameSync(temporaryPath, path);
  } catch (error) {
    console.error(`hydrant: the window's place was not remembered in ${path}:`, error);
  }
}
