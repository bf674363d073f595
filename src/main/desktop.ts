import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { classifyFileError } from '#core/exports/files/file-error.ts';
import type { BrowserWindow } from 'electron';
import { app, dialog, shell } from 'electron';
import type { Desktop } from './shell-api.ts';

/** How names of logs and exported files end; what a file is, its content tells. */
const OPENABLE_EXTENSIONS = [
  'csv',
  'tsv',
  'jsonl',
  'ndjson',
  'export',
  'parquet',
  'log',
  'gz',
  'zst',
] as const;

/** The system's dialogs and file manager, for the page in `window`. */
export function createDesktop(window: BrowserWindow): Desktop {
  const downloads = app.getPath('downloads');
  return {
    exportDirectory: existsSync(downloads) ? downloads : app.getPath('home'),
    async chooseFile(suggestedPath, title) {
      const answer = await dialog.showSaveDialog(window, {
        title,
        defaultPath: suggestedPath,
        // The dialog asks before a file is replaced; the page passes `replacesExisting` on.
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    async chooseFolder(suggestedPath, title) {
      const answer = await dialog.showOpenDialog(window, {
        title,
        defaultPath: suggestedPath,
        properties: ['openDirectory', 'createDirectory'],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    async chooseFileToOpen(title) {
      const answer = await dialog.showOpenDialog(window, {
        title,
        properties: ['openFile'],
        filters: [
          { name: 'Logs', extensions: [...OPENABLE_EXTENSIONS] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    async writeFile(path, text) {
      try {
        await writeFile(path, text);
      } catch (error) {
        throw classifyFileError(path, error);
      }
    },
    revealFile: (path) => shell.showItemInFolder(path),
  };
}
