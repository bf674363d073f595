import { resolve } from 'node:path';
import { FileContent } from '../listener/exported-file/file-content.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { makeOpenedStore, removeAbandonedStores } from './opened-stores.ts';

/**
 * Opens an exported file in an engine of its own: the store of the user is not touched, and the file is only read. Resolves when the
 * file is recognised and reading it begins. Its store is a folder below `dataDir`, which is gone when the engine is closed.
 * @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format`, `file.failed`, and what keeps a store from being made.
 */
export async function openFileEngine({ dataDir, path }: { dataDir: string; path: string }): Promise<Engine> {
  const absolutePath = resolve(path);
  // Recognised once more when it is read; a file that is none must not cost a store.
  await (await FileContent.open(absolutePath))[Symbol.asyncDispose]();
  await removeAbandonedStores(dataDir);
  return createEngine({
    dataDir: makeOpenedStore(dataDir),
    sources: [`file:${absolutePath}`],
    capture: 'follow',
    isTemporary: true,
  });
}
