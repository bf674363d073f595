import { existsSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import { app, dialog, shell } from 'electron';
import type { Desktop } from './shell-api.ts';

/** The system's dialogs and file manager, for the page in `window`. */
export function createDesktop(window: BrowserWindow): Desktop {
  const downloads = app.getPath('downloads');
  return {
    exportDirectory: existsSync(downloads) ? downloads : app.getPath('home'),
    async chooseFile(suggestedPath) {
      const answer = await dialog.showSaveDialog(window, {
        title: 'Export entries',
        defaultPath: suggestedPath,
        // The dialog asks before a file is replaced; the page passes `replacesExisting` on.
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    revealFile: (path) => shell.showItemInFolder(path),
  };
}
