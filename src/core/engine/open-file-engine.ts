import { resolve } from 'node:path';
import { FileContent } from '../listener/exported-file/file-content.ts';
import { LogFile } from '../listener/text-log/log-file.ts';
import { recogniseFile } from '../listener/recognise-file.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { makeOpenedStore, removeAbandonedStores } from './opened-stores.ts';

/**
 * Opens an exported file or a text log in an engine of its own: the store of the user is not touched, and the file is only read. Resolves when the
 * file is recognised and reading it begins. Its store is a folder below `dataDir`, which is gone when the engine is closed.
 * @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format`, `file.failed`, and what keeps a store from being made.
 */
export async function openFileEngine({ dataDir, path }: { dataDir: string; path: string }): Promise<Engine> {
  const absolutePath = resolve(path);
  // Recognised once more when it is read; a file that is none must not cost a store. A text log explains its lines by itself.
  const { kind } = recogniseFile(absolutePath);
  const opened = kind === 'file' ? await FileContent.open(absolutePath) : await LogFile.open(absolutePath);
  await opened[Symbol.asyncDispose]();
  await removeAbandonedStores(dataDir);
  return createEngine({
    dataDir: makeOpenedStore(dataDir),
    sources: [`file:${absolutePath}`],
    capture: 'follow',
    isTemporary: true,
  });
}
