import { mkdirSync } from 'node:fs';
import { app, dialog } from 'electron';

/**
 * Makes `directory` the place of the window's state, the page's storage and the single-instance lock: one app for each
 * data folder, and everything of Hydrant in one place. Must be called before Electron's `ready`. Returns false, after
 * telling the user, when the folder cannot be made: then nothing could be stored in the data folder either.
 */
export function keepUserDataIn(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(
      'Hydrant cannot use its data folder',
      `${reason}\nGive your user the right to write there, or choose another folder with --data-dir.`,
    );
    process.exitCode = 1;
    return false;
  }
  // Electron refuses a folder that does not exist.
  app.setPath('userData', directory);
  return true;
}
